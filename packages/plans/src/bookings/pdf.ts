/** Pages, characters and time that are spent on one PDF. */
const MOST_PAGES = 12;
const MOST_TEXT = 120_000;
const MOST_MS = 8_000;
/** Pieces on one line lie within this many points of each other's base. */
const SAME_LINE = 3;
/** A gap wider than this many points parts two columns. */
const COLUMN_GAP = 14;

type Piece = { text: string; x: number; y: number; width: number };

/** The lines of a PDF's text, columns apart by tabs. The library is loaded with the first one. Rejects for what is no PDF. */
export async function linesOfPdf(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<string[]> {
  const { getDocumentProxy } = await import('unpdf');
  const until = performance.now() + MOST_MS;
  // The library takes the bytes for itself.
  const document = await getDocumentProxy(new Uint8Array(bytes), { disableFontFace: true, useSystemFonts: false, verbosity: 0 });
  try {
    const lines: string[] = [];
    let length = 0;
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number += 1) {
      signal?.throwIfAborted();
      if (performance.now() > until || length > MOST_TEXT) break;
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): Piece[] =>
        'str' in item && item.str.trim() !== ''
          ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width }]
          : [],
      );
      for (const line of linesIn(pieces)) {
        lines.push(line);
        length += line.length;
      }
    }
    return lines;
  } finally {
    await document.loadingTask.destroy();
  }
}

function linesIn(pieces: readonly Piece[]): string[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs((row[0]?.y ?? 0) - piece.y) <= SAME_LINE) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => {
    let line = '';
    let end: number | undefined;
    for (const { text, x, width } of row.toSorted((a, b) => a.x - b.x)) {
      const gap = end === undefined ? 0 : x - end;
      line += gap > COLUMN_GAP ? '\t' : gap > 1 && !line.endsWith(' ') ? ' ' : '';
      line += text;
      end = x + width;
    }
    return line;
  });
}

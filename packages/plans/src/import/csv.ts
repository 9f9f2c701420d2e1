/** A row of a table with the line it begins on, from 1. */
export type Row = { line: number; cells: string[] };

const MOST_CELLS = 200;

/**
 * Rows of a table in text (RFC 4180): quotes around what holds the separator, doubled quotes within them. The separator is
 * the one that splits the first line into most columns. Empty rows are left out. `fault` is said of an open quote.
 */
export function readRows(text: string, most: number): { rows: Row[]; fault?: { line: number; reason: string } } {
  const mark = separatorOf(text);
  const rows: Row[] = [];
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let opened = 0;
  const endCell = (): void => {
    if (cells.length < MOST_CELLS) cells.push(cell.trim());
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((value) => value !== '')) rows.push({ line: begun, cells });
    cells = [];
    begun = line + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (char === '"') quoted = false;
      else cell += char;
      if (char === '\n') line += 1;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      opened = line;
      cell = '';
    } else if (char === mark) endCell();
    else if (char === '\n') {
      endRow();
      line += 1;
      if (rows.length > most) return { rows };
    } else if (char !== '\r') cell += char;
  }
  if (quoted) return { rows, fault: { line: opened, reason: 'a quotation mark is not closed' } };
  endRow();
  return { rows };
}

function separatorOf(text: string): string {
  const head = (
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  ).replace(/"[^"]*"/g, '');
  return [',', ';', '\t', '|'].reduce((best, mark) => (head.split(mark).length > head.split(best).length ? mark : best), ',');
}

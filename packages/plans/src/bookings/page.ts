import { readHtml } from './read-html.ts';

/** A line of a mail: its cells, each in parts that stand below each other. */
export type Row = { cells: string[][] };
export type Page = { rows: Row[]; jsonLd: string[]; title: string };

const MOST_ROWS = 3_000;
const MOST_TEXT = 400_000;
const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tfoot tr ul'.split(
    ' ',
  ),
);
const SKIPPED = new Set(['script', 'style', 'noscript', 'svg', 'template', 'head']);
const MOST_SKIPPED = 10_000;

/** Text as it is compared: one form of each letter and sign, no invisible ones, runs of space made one. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]|\u034f/g, '')
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Lines of plain text; tabs, bars and three spaces part its columns. */
export function textPage(text: string): Page {
  const rows = text
    .slice(0, MOST_TEXT)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .slice(0, MOST_ROWS)
    .map((line) => line.replace(/^(?:\s*>)+ ?/, ''))
    .map((line): Row => ({
      cells: line
        .split(/\t+| {3,}|\s\|\s|\s*[│┃]\s*|^\s*\||\|\s*$/)
        .map(tidy)
        .filter((cell) => cell !== '' && !/^[-=_*+~─━]+$/.test(cell))
        .map((cell) => [cell]),
    }))
    .filter(({ cells }) => cells.length > 0);
  return { rows, jsonLd: [], title: '' };
}

/** What a page of HTML shows, line by line: cells of a table beside each other, line breaks in a cell as its parts. */
export function htmlPage(html: string): Page {
  const rows: Row[] = [];
  const jsonLd: string[] = [];
  let title = '';
  let cells: string[] = [];
  let cell = '';
  let inCell = 0;
  let seen = 0;
  let skipping = 0;
  let json: string | undefined;
  let inTitle = false;
  const endCell = (): void => {
    if (tidy(cell) !== '') cells.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.length > 0 && rows.length < MOST_ROWS)
      rows.push({
        cells: cells
          .map((text) =>
            tidy(text)
              .split('\n')
              .filter((part) => part !== ''),
          )
          .filter((parts) => parts.length > 0),
      });
    cells = [];
  };
  const hidden: boolean[] = [];
  readHtml(html.slice(0, MOST_TEXT * 5), {
    onopentag(name, attributes) {
      if (name === 'script' && /ld\+json/i.test(attributes['type'] ?? '')) json = '';
      if (name === 'title') inTitle = true;
      const style = attributes['style'] ?? '';
      const skips = SKIPPED.has(name) || /display\s*:\s*none/i.test(style);
      if (hidden.length < MOST_SKIPPED) hidden.push(skips);
      if (skips) skipping += 1;
      if (skipping > 0) return;
      if (name === 'tr') {
        endRow();
      } else if (name === 'td' || name === 'th') {
        endCell();
        inCell += 1;
      } else if (name === 'dd' && inCell === 0) endCell();
      else if (name === 'br' || BLOCKS.has(name)) {
        if (name === 'table') endRow();
        else if (inCell > 0) cell += '\n';
        else endRow();
      } else if (name === 'span') cell += ' ';
      else if (name === 'img' && /^[^\n]{2,40}$/.test(attributes['alt'] ?? '')) cell += ` ${attributes['alt'] ?? ''} `;
    },
    ontext(text) {
      if (json !== undefined) {
        if (json.length < MOST_TEXT) json += text;
        return;
      }
      if (inTitle) title = (title + text).slice(0, 300);
      if (skipping > 0 || seen > MOST_TEXT) return;
      seen += text.length;
      cell += text.replace(/\s+/g, ' ');
    },
    onclosetag(name) {
      if (json !== undefined && name === 'script') {
        if (jsonLd.length < 50) jsonLd.push(json);
        json = undefined;
      }
      if (name === 'title') inTitle = false;
      const wasHidden = hidden.pop() === true;
      if (wasHidden) skipping -= 1;
      if (skipping > 0 || wasHidden) return;
      if (name === 'td' || name === 'th') {
        endCell();
        inCell = Math.max(0, inCell - 1);
      } else if (name === 'tr' || name === 'table') endRow();
      else if (name === 'dt' && inCell === 0) endCell();
      else if (name === 'span') cell += ' ';
      else if (BLOCKS.has(name)) {
        if (inCell > 0) cell += '\n';
        else endRow();
      }
    },
  });
  endRow();
  return { rows: rows.filter((row) => row.cells.length > 0), jsonLd, title: tidy(title) };
}

/** All that a page says, line by line. */
export function linesOf({ rows }: Page): string[] {
  return rows.flatMap(({ cells }) => [cells.map((parts) => parts.join(' ')).join(' ')]);
}

import { routeOf, type Plan } from '@tripmaster/contracts';
import type { Sheet, SheetDay } from '../sheet.ts';
import type { StopRow } from '../sheet-rows.ts';

/** Rough heights in points, on the high side: what is too long for a page must be free to go over to the next. */
const PAGE = 670;
const LINE = 10;
/** So many stops take more room than the map and the weather beside them. */
const TALL = 8;

/** A sheet with what only paper needs: the glyph as points, the date it was written, days that surely fit a page. */
export function printable(sheet: Sheet, { updatedAt }: Pick<Plan, 'updatedAt'>) {
  const { nodes, path } = routeOf(sheet.stopsPerDay);
  const written = new Date(updatedAt);
  const date = Number.isNaN(written.getTime()) ? new Date(0) : written;
  return {
    ...sheet,
    days: sheet.days.map((day) => ({ ...day, 'short-enough': heightOf(day) < PAGE, 'tall-enough': stopsOf(day) >= TALL })),
    glyph: {
      nodes: nodes.map(({ x, y }) => [x, y]),
      line: [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
    },
    // Who is not told the dates is not told when it was planned, either.
    ...(sheet.datesHidden ? {} : { written: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] }),
  };
}

function stopsOf({ rows }: SheetDay): number {
  return rows.filter(({ kind }) => kind === 'stop').length;
}

function heightOf({ rows }: SheetDay): number {
  return rows.reduce((all, row) => all + (row.kind === 'leg' ? 15 : stopHeight(row)), 60);
}

function stopHeight(row: StopRow): number {
  const facts = [row.where, row.hours, row.from, ...row.links.map(({ label }) => label)].filter((part) => part !== '').join(' · ');
  const told = row.problems.reduce((sum, { message }) => sum + lines(message, 44) * LINE + 16, 0);
  return Math.max(26, lines(row.title, 40) * 13 + (lines(facts, 52) + lines(row.arrival, 52) + lines(row.notes, 52)) * LINE + 6) + told;
}

function lines(text: string, width: number): number {
  return text.split('\n').reduce((all, line) => all + Math.ceil(widthOf(line) / width), 0);
}

/** Letters of a line; those of the East take the room of two. */
function widthOf(line: string): number {
  return [...line].reduce((all, letter) => all + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}

import { routeOf, type Plan } from '@tripmaster/contracts';
import type { Sheet, SheetDay } from '../sheet.ts';

/** Rough heights in points, on the high side: what is too long for a page must be free to go over to the next. */
const PAGE = 700;
const LINE = 11;

/** A sheet with what only paper needs: the glyph as points, the date it was written, days that surely fit a page. */
export function printable(sheet: Sheet, { updatedAt }: Pick<Plan, 'updatedAt'>) {
  const { nodes, path } = routeOf(sheet.stopsPerDay);
  const written = new Date(updatedAt);
  const date = Number.isNaN(written.getTime()) ? new Date(0) : written;
  return {
    ...sheet,
    days: sheet.days.map((day) => ({ ...day, 'short-enough': heightOf(day) < PAGE })),
    glyph: {
      nodes: nodes.map(({ x, y }) => [x, y]),
      line: [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
    },
    written: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
  };
}

function heightOf({ rows }: SheetDay): number {
  const lines = (text: string, width = 52) => text.split('\n').reduce((all, line) => all + Math.ceil(widthOf(line) / width), 0);
  return rows.reduce((all, row) => {
    if (row.kind === 'leg') return all + 16;
    const told = row.problems.reduce((sum, { message }) => sum + lines(message, 44) * LINE + 12, 0);
    const facts = [row.where, row.hours, row.from, ...row.links.map(({ label }) => label)].filter((part) => part !== '').join(' · ');
    return all + 14 + lines(row.title, 40) * 12 + (lines(facts) + lines(row.arrival) + lines(row.notes)) * LINE + told;
  }, 60);
}

/** Letters of a line; those of the East take the room of two. */
function widthOf(line: string): number {
  return [...line].reduce((all, letter) => all + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}

import { fractionDigits, type Item, type Money, type Plan } from '@tripmaster/contracts';
import { plainLine } from './text.ts';

/** What a table begins with, so that spreadsheets read it as UTF-8. */
export const BOM = '\ufeff';
/** A cell that a spreadsheet would take for a formula. The wide forms are taken for the narrow ones by some. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const HEADINGS = ['Date', 'Start', 'City', 'Kind', 'Title', 'Category', 'Amount', 'Currency', 'Minor units', 'Basis'];

/**
 * What a saved plan costs, as CSV (RFC 4180, UTF-8 with a byte order mark): a row for each item with a price, in the
 * item's own money. `Amount` is exact, with the currency's own number of digits; `Minor units` is the same as a whole number.
 */
export function planCsv(plan: Plan): string {
  const rows = plan.days.flatMap((day) =>
    day.items.flatMap((item) => (item.cost === undefined ? [] : [rowOf(day.date, day.city, { ...item, cost: item.cost })])),
  );
  return BOM + [HEADINGS, ...rows].map(csvRow).join('');
}

/** A row of a table, its line break with it; nothing in it is a formula. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function rowOf(date: string, city: string, item: Item & { cost: Money }): string[] {
  const { cost } = item;
  return [
    date,
    item.start,
    city,
    item.kind,
    item.title,
    item.category ?? '',
    decimal(cost),
    cost.currency,
    String(cost.amount),
    item.costBasis ?? '',
  ];
}

/** `1234.50`, by moving the point: no number is divided. */
export function decimal({ amount, currency }: Money): string {
  const places = fractionDigits(currency);
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return amount < 0 ? `-${whole}` : whole;
}

function cell(value: string): string {
  const line = plainLine(value);
  // A number of ours may begin with a minus; nobody's words may.
  const inert = FORMULA.test(line) && !/^-\d+(\.\d+)?$/.test(line) ? `'${line}` : line;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

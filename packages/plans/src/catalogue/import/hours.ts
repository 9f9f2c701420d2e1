import { hoursFaults } from '../proof.ts';
import { parseHours } from '../hours.ts';

/** Longer values are lists of exceptions that nobody writes without mistakes. */
const LONGEST = 200;
/** What a rule says of the days it is about. */
const TIMES = /(?:off|24\/7|[\d:,-]+)$/u;

/**
 * OpenStreetMap's `opening_hours` as a guide writes them, or `undefined` where they are not understood with certainty:
 * comments, sunrise, school holidays, weeks, years, open ends and rules that add up or fall back (`,` and `||` between
 * rules) are left alone. `year` is the one in which they must be open now and then.
 */
export function readHours(written: string, year: number): string | undefined {
  if (written.length > LONGEST) return undefined;
  const rules = written
    .trim()
    .replace(/;$/u, '')
    .split(';')
    .map((rule) => readRule(rule.trim()));
  // Written twice for the same days, a second rule replaces the first; many who write it mean both.
  const days = rules.map((rule) => rule.replace(TIMES, ''));
  if (new Set(days).size < days.length) return undefined;
  const hours = rules.join('; ');
  try {
    parseHours(hours);
  } catch {
    return undefined;
  }
  return hoursFaults(hours, year).length === 0 ? hours : undefined;
}

/** One rule with what may be written in several ways written in one. What is not known stays as it is, and is refused. */
function readRule(rule: string): string {
  return (
    rule
      .replace(/\s+/gu, ' ')
      .replace(/[\u2012\u2013\u2014]/gu, '-')
      .replace(/ ?- ?/gu, '-')
      .replace(/ ?, ?/gu, ',')
      // `Apr-Oct: 10:00-18:00`
      .replace(/^((?:[A-Z][a-z]{2}(?: \d\d?)?[-,]?)+): /u, '$1 ')
      .replace(/\bclosed$/u, 'off')
      // `9:00`, and days of the month of one digit
      .replace(/(?<![\d:])(\d):(?=\d\d)/gu, '0$1:')
      .replace(/(?<=[A-Z][a-z]{2} )(\d)(?=[ ,:-])/gu, '0$1')
  );
}

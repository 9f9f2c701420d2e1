import { addDays, weekdayOf } from '@tripmaster/contracts';
import { dayNumber } from './stretches.ts';

const DAY_MS = 86_400_000;

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

/** Somebody who was active on a day: when they were before it, and the day they signed up. */
export type Active = { before: number | null; signedUp: string | null };

/**
 * How many different people were active in the 1, 2, 3 … days (`most` at the most) that end with `day`, of the same for the
 * day before: who is active today is counted in all of them, and no longer by the day they were active last.
 */
export function trailingOf(day: string, actives: readonly Active[], yesterday: readonly number[], most: number): number[] {
  const today = dayNumber(day);
  /** How many of today's were last active so many days ago. */
  const ago = new Map<number, number>();
  for (const { before } of actives) {
    if (before === null) continue;
    const days = today - Math.floor(before / DAY_MS);
    ago.set(days, (ago.get(days) ?? 0) + 1);
  }
  const trailing = [actives.length];
  let known = 0;
  for (let days = 1; days < most; days += 1) {
    known += ago.get(days) ?? 0;
    trailing.push(actives.length - known + (yesterday[days - 1] ?? yesterday.at(-1) ?? 0));
  }
  return trailing;
}

/** By the week of sign-up: who is active for the first time in the week of `day`; nothing before one's sign-up counts. */
export function cohortsOf(day: string, actives: readonly Active[]): Record<string, number> {
  const monday = weekOf(day);
  const cohorts: Record<string, number> = {};
  for (const { before, signedUp } of actives) {
    if (signedUp === null || signedUp > day) continue;
    const since = signedUp > monday ? signedUp : monday;
    if (before !== null && before >= Date.parse(`${since}T00:00:00Z`)) continue;
    const week = weekOf(signedUp);
    cohorts[week] = (cohorts[week] ?? 0) + 1;
  }
  return cohorts;
}

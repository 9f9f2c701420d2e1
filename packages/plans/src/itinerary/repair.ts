import type { Verification, Violation } from '@tripmaster/contracts';
import type { Slot } from './slots.ts';

/** What a new attempt does differently. */
export type Remedy = { banned: Set<string>; cap: number; buffer: number; limit: number | undefined };

/** Rules that are mended by leaving the named sight out. */
const BY_LEAVING_OUT = new Set([2, 5, 6, 11, 14, 15, 16]);
const TRAVEL = 4;
const BUDGET = 9;
const CHILDREN = 12;
const PACE = 13;

/**
 * What to change so that a plan's violations do not come back; `undefined` when nothing is left to try. One remedy a
 * violation: leave a sight out, plan fewer a day, more minutes for ways, or aim below the limit.
 */
export function remedyFor(
  verification: Verification,
  slots: ReadonlyMap<string, Slot>,
  money: { over: number; hopeless: boolean },
  before: Remedy,
): Remedy | undefined {
  const next: Remedy = { ...before, banned: new Set(before.banned) };
  let changed = false;
  const leaveOut = (violation: Violation, all: boolean): void => {
    const named = violation.itemIds.flatMap((id) => slots.get(id)?.candidate ?? []).toSorted((a, b) => a.score - b.score);
    for (const candidate of all ? named : named.slice(0, 1)) {
      if (next.banned.has(candidate.id)) continue;
      next.banned.add(candidate.id);
      changed = true;
    }
  };
  for (const violation of verification.violations) {
    if (violation.severity !== 'error') continue;
    const { rule } = violation;
    if (BY_LEAVING_OUT.has(rule)) leaveOut(violation, rule !== 14);
    else if (rule === CHILDREN) leaveOut(violation, false);
    else if (rule === PACE && next.cap === before.cap && next.cap > 1) {
      next.cap -= 1;
      changed = true;
    } else if (rule === TRAVEL && next.buffer < before.buffer + 5 && next.buffer < 30) {
      next.buffer += 5;
      changed = true;
    } else if (rule === BUDGET && next.limit !== undefined && money.over > 0 && !money.hopeless && next.limit === before.limit) {
      next.limit -= money.over;
      changed = true;
    }
  }
  return changed ? next : undefined;
}

import type { Reader, Transaction } from '@tripmaster/db';
import type { Milestones, RollupsRepo } from './rollups.repo.ts';
import { STEPS, type Step } from './tally.ts';

/** People looked up at once. */
const BATCH = 500;

/** What a day's steps change of what was known of these people. */
async function changesOf(
  repo: RollupsRepo,
  db: Reader,
  day: string,
  refs: readonly string[],
  steps: ReadonlyMap<string, ReadonlySet<Step>>,
) {
  const known = new Map((await repo.milestonesOf(db, [...refs])).map((row) => [row.ref, row]));
  const changed: Milestones[] = [];
  /** Days of sign-up of whoever has come further. */
  const days = new Set<string>();
  for (const ref of refs) {
    const before = known.get(ref) ?? { ref, signedUp: null, planned: null, shared: null, clicked: null, paid: null };
    const after = { ...before };
    for (const step of STEPS) {
      const first = before[step];
      if (steps.get(ref)?.has(step) === true && (first === null || first > day)) after[step] = day;
    }
    if (STEPS.every((step) => after[step] === before[step])) continue;
    changed.push(after);
    for (const signedUp of [before.signedUp, after.signedUp]) if (signedUp !== null) days.add(signedUp);
  }
  return { changed, days };
}

/** Notes what people did on a day for the first time, and counts the funnels of the days anew that it changes. */
export async function noteSteps(
  repo: RollupsRepo,
  tx: Transaction,
  day: string,
  steps: ReadonlyMap<string, ReadonlySet<Step>>,
): Promise<void> {
  const refs = [...steps.keys()];
  const days = new Set<string>();
  for (let from = 0; from < refs.length; from += BATCH) {
    const changes = await changesOf(repo, tx, day, refs.slice(from, from + BATCH), steps);
    if (changes.changed.length > 0) await repo.putMilestones(tx, changes.changed);
    for (const each of changes.days) days.add(each);
  }
  for (const each of days) {
    const [row] = await repo.funnelOf(tx, { day: each });
    if (row !== undefined) await repo.putFunnel(tx, { day: each, ...row });
  }
}

/** Whether a day's steps would change anything: mostly a day is counted again for a few more events. */
export async function newSteps(
  repo: RollupsRepo,
  db: Reader,
  day: string,
  steps: ReadonlyMap<string, ReadonlySet<Step>>,
): Promise<boolean> {
  const refs = [...steps.keys()];
  for (let from = 0; from < refs.length; from += BATCH) {
    const { changed } = await changesOf(repo, db, day, refs.slice(from, from + BATCH), steps);
    if (changed.length > 0) return true;
  }
  return false;
}

import { setImmediate as turn } from 'node:timers/promises';
import { addDays, MOST_FIGURE_DAYS, utcDate } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { repeated } from '@tripmaster/jobs';
import type { CountingRepo } from '../experiments/counting.repo.ts';
import { PRE_DAYS } from '../experiments/counting.service.ts';
import type { RollupsRepo } from '../rollups/rollups.repo.ts';
import type { KeepingRepo } from './keeping.repo.ts';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** Once a day, when all days have been looked at for what is to be counted. */
const DAILY = { everyMs: DAY_MS, offsetMs: 4 * HOUR_MS, timeoutMs: HOUR_MS };
/** Rows removed in one transaction: others write in between. */
const AT_ONCE = 500;
/** So many of the latest days may be counted again, of which each looks back as far as a question may. */
const LATE_DAYS = 2;

type Deps = {
  db: Database;
  repo: KeepingRepo;
  rollups: Pick<RollupsRepo, 'state' | 'counted' | 'claim'>;
  experiments: Pick<CountingRepo, 'unfinished'>;
  /** How long events are kept; for ever when not given. */
  keptDays?: number | undefined;
  /** How many days a question about people may be about. */
  lookBackDays?: number;
  now: () => number;
};

/**
 * Takes away events that were kept long enough. No figure changes by it: a day goes only when it is counted, when no day that
 * may be counted again looks back to it, and when no experiment is still to be counted from it. From which day on events are
 * all there is noted with the rollups before the first of them goes, so that half a day is never taken for a whole one.
 */
export function keepingService({ db, repo, rollups, experiments, keptDays, lookBackDays = MOST_FIGURE_DAYS, now }: Deps) {
  /** The first day whose events stay; `undefined` while nothing is known of any. */
  async function firstKept(kept: number, latest: string | undefined): Promise<string | undefined> {
    if (latest === undefined) return undefined;
    const needed = (await experiments.unfinished(db.read)).flatMap(({ experiment: { startedAt } }) =>
      startedAt === null ? [] : [utcDate(startedAt - PRE_DAYS * DAY_MS)],
    );
    return [addDays(utcDate(now()), -kept), addDays(latest, -(lookBackDays + LATE_DAYS)), ...needed].toSorted()[0];
  }

  /** Notes the first day that is whole, unless a day before it is still to be counted or somebody is counting; gives the one that counts. */
  async function settle(kept: number): Promise<string> {
    const [state] = await rollups.state(db.read);
    const counted = await rollups.counted(db.read);
    const first = await firstKept(kept, counted.at(-1)?.day);
    if (state === undefined || first === undefined || first <= state.eventsFrom) return state?.eventsFrom ?? '';
    const old = await repo.eventsBefore(db.read, first);
    if (old.length === 0) return state.eventsFrom;
    const known = new Map(counted.map(({ day, events }) => [day, events]));
    const isWaiting = counted.some(({ day, events }) => day < first && events === -1);
    const isNew = old.some(({ day, events }) => day >= state.eventsFrom && events > (known.get(day) ?? -1));
    if (isWaiting || isNew) return state.eventsFrom;
    return (await db.write((tx) => rollups.claim(tx, state.version, { eventsFrom: first }))) ? first : state.eventsFrom;
  }

  async function remove(some: () => Promise<number>, signal: AbortSignal | undefined): Promise<number> {
    for (let removed = 0; ;) {
      signal?.throwIfAborted();
      const found = await some();
      removed += found;
      if (found < AT_ONCE) return removed;
      await turn();
    }
  }

  async function purge(signal?: AbortSignal): Promise<void> {
    if (keptDays === undefined) return;
    const first = await settle(keptDays);
    if (first === '') return;
    let removed = await remove(() => db.write((tx) => repo.removeEvents(tx, first, AT_ONCE)), signal);
    // Their results lie in what was counted of them for good.
    for (const id of await repo.overBefore(db.read, Date.parse(`${first}T00:00:00Z`)))
      removed += await remove(() => db.write((tx) => repo.removeExposures(tx, id, AT_ONCE)), signal);
    if (removed > 0) await db.scrub();
  }

  return {
    purge,
    work: keptDays === undefined ? {} : repeated('analytics.keep', DAILY, ({ signal }) => purge(signal)),
  };
}

export type KeepingService = ReturnType<typeof keepingService>;

import { setImmediate as breathe } from 'node:timers/promises';
import { repeated, type OwnWork } from '@tripmaster/jobs';
import { utcDate } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { RatesOfDays } from '@tripmaster/rpc';
import type { CountingRepo } from './counting.repo.ts';
import { metricsOf, tally, type Cell, type Deeds } from './tally.ts';

const DAY_MS = 86_400_000;
/** What a unit did so long before its exposure explains what it does after it (CUPED): GrowthBook's default. */
export const PRE_DAYS = 14;
/** Units that are counted at a time, so that others get their turn between. */
const UNITS_A_TURN = 100;
/** An experiment that takes so little to count is counted whenever it is asked about. */
const CHEAP_MS = 50;
/** One that takes up to this is counted on the spot where the job that should have done it has not. */
const BEARABLE_MS = 5_000;
/** Counting takes one part in so many of the time. */
const IDLE_PARTS = 50;
const EVERY_MS = 10 * 60_000;
const TIMEOUT_MS = 30 * 60_000;

type Row = Awaited<ReturnType<CountingRepo['unfinished']>>[number]['experiment'];
export type Counted = { countedAt: number; leftOut: number; otherCurrency: number; cells: Cell[] };
type Deps = { db: Database; repo: CountingRepo; rates: RatesOfDays; now: () => number };

/**
 * Counts experiments anew, unit by unit, as long as they run. Nothing depends on the order in which events arrive, so a
 * count is what anybody would get who counts again.
 */
export function countingService({ db, repo, rates, now }: Deps) {
  async function count({ id, design, createdAt, startedAt, stoppedAt }: Row, signal?: AbortSignal): Promise<Counted & { tookMs: number }> {
    const began = performance.now();
    const until = stoppedAt ?? now();
    const metrics = metricsOf(design);
    const names = [...new Set(metrics.map(({ event }) => event))];
    const sums = metrics.some(({ kind }) => kind === 'amount');
    const convert = sums ? await rates(utcDate((startedAt ?? createdAt) - PRE_DAYS * DAY_MS)) : () => undefined;
    const counter = tally(metrics, convert);
    let leftOut = 0;
    let after = '';
    for (;;) {
      signal?.throwIfAborted();
      const units = await repo.units(db.read, { experimentId: id, after, until, limit: UNITS_A_TURN });
      const last = units.at(-1)?.unit;
      if (last === undefined) break;
      const range = { experimentId: id, after, last, until, windowMs: PRE_DAYS * DAY_MS, names };
      const deeds = new Map<string, Deeds[]>();
      for (const { unit, ...deed } of await repo.deeds(db.read, range)) {
        const known = deeds.get(unit);
        if (known === undefined) deeds.set(unit, [deed]);
        else known.push(deed);
      }
      for (const { crossedAt, ...unit } of units) {
        // A variation that the design doesn't have is a fault of whoever wrote it: it is no unit of this experiment.
        if (crossedAt !== null || unit.variation < 0 || unit.variation >= design.variations.length) leftOut += 1;
        else counter.add(unit, deeds.get(unit.unit) ?? []);
      }
      after = last;
      await breathe();
    }
    return { countedAt: until, leftOut, ...counter.result(), tookMs: Math.round(performance.now() - began) };
  }

  async function countAndKeep(row: Row, signal?: AbortSignal): Promise<Counted> {
    const { cells, ...counted } = await count(row, signal);
    await db.write((tx) => repo.put(tx, { experimentId: row.id, ...counted }, cells));
    return { cells, ...counted };
  }

  /** Counts what is due: all but what takes long and was counted a short while ago. One that fails leaves the others be. */
  async function countAll(signal: AbortSignal): Promise<void> {
    const failures: unknown[] = [];
    for (const { experiment, count: last } of await repo.unfinished(db.read)) {
      const rests = last !== null && experiment.stoppedAt === null && now() - last.countedAt < last.tookMs * IDLE_PARTS;
      if (rests) continue;
      await countAndKeep(experiment, signal).catch((error: unknown) => failures.push(error));
      signal.throwIfAborted();
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not every experiment could be counted');
  }

  return {
    /** What is known of an experiment: counted now where that takes next to nothing or was never done, else when it last was. */
    async of(row: Row): Promise<Counted> {
      const last = await repo.last(db.read, row.id);
      if (last === undefined) return countAndKeep(row);
      const { countedAt, tookMs } = last;
      const final = row.stoppedAt !== null && countedAt >= row.stoppedAt;
      const overdue = now() - countedAt > Math.max(2 * EVERY_MS, tookMs * IDLE_PARTS);
      if (!final && (tookMs <= CHEAP_MS || (overdue && tookMs <= BEARABLE_MS))) return countAndKeep(row);
      return { ...last, cells: await repo.cells(db.read, row.id) };
    },

    work: repeated('experiments.count', { everyMs: EVERY_MS, timeoutMs: TIMEOUT_MS }, ({ signal }) => countAll(signal)) satisfies OwnWork,
  };
}

export type CountingService = ReturnType<typeof countingService>;

import { isStorableText } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { LRUCache } from 'lru-cache';
import type { Counted } from '../flags/counted.ts';
import type { ExposureRow, ExposuresRepo } from './exposures.repo.ts';

/** Exposures that wait to be written: more are not taken, which comes only of a database that is away. */
const MOST = 20_000;
/** Written in one statement. */
const BATCH = 500;
/** Units whose exposure is known to be written, on this node. */
const REMEMBERED = 50_000;

type Deps = { db: Database; repo: ExposuresRepo; counted: Pick<Counted, 'still'>; now: () => number };
type Waiting = { row: ExposureRow; account: string | undefined };

/** Notes who was shown which variation, once an experiment, unit and variation; what is noted is written with the next `flush`. */
export function exposureLog({ db, repo, counted, now }: Deps) {
  const seen = new LRUCache<string, true>({ max: REMEMBERED });
  let waiting: Waiting[] = [];
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      await db.write(async (tx) => {
        const accountOf = new Map(batch.flatMap(({ row, account }) => (account === undefined ? [] : [[row.unit, account] as const])));
        const still = accountOf.size === 0 ? accountOf : await counted.still(tx, accountOf);
        await repo.add(
          tx,
          batch.filter(({ row, account }) => account === undefined || still.has(row.unit)).map(({ row }) => row),
        );
      });
      waiting = waiting.slice(batch.length);
    }
  }

  return {
    /**
     * `of` is the unit; GrowthBook hands a number on as it came. Where it is the pseudonym of an `account`, it is written only
     * while it still is that, and its person has not said no to being counted.
     */
    note(experimentId: string, of: string | number, variation: number, account?: string): void {
      const unit = String(of);
      const name = `${experimentId} ${variation} ${unit}`;
      // One that can't be written would keep all others from being written.
      if (unit === '' || unit.length > 200 || !isStorableText(unit) || seen.has(name)) return;
      if (waiting.length >= MOST) return;
      seen.set(name, true);
      waiting.push({ row: { experimentId, unit, variation, at: now() }, account });
    },
    /** Writes what waits; what can't be written waits on. */
    flush(): Promise<void> {
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
  };
}

export type Exposures = ReturnType<typeof exposureLog>;

import { createHmac, randomBytes } from 'node:crypto';
import { utcDate } from '@tripmaster/contracts';
import { SealBroken, type Database, type Sealer, type Transaction } from '@tripmaster/db';
import type { Origin } from '@tripmaster/rpc';
import type { SaltsRepo } from './salts.repo.ts';

const HOUR_MS = 3_600_000;
const SALT_BYTES = 32;
/** 128 bits: no two visitors of a day are taken for one. */
const HASH_BYTES = 16;
/** Front ends may send what they saw an hour ago; other nodes' clocks may be behind. */
const KEPT_AFTER_ITS_DAY_MS = 2 * HOUR_MS;

/** Whom a visitor is told by. */
export type Visitor = { userId: string } | Pick<Origin, 'address' | 'userAgent'>;

type Deps = {
  db: Database;
  repo: SaltsRepo;
  sealer: Sealer;
  /** The host that is visited. */
  host: string;
  now: () => number;
};

const placeOf = (day: string) => `visitor_salts.salt:${day}`;

/**
 * Tells visitors of one day apart without a cookie: by a hash of where they come from, with a salt that all nodes share
 * and that is destroyed two hours after its day. Then nobody can find out any more whose hash it was, nor try addresses. Until
 * then that takes the database and the server’s key.
 */
export function visitors({ db, repo, sealer, host, now }: Deps) {
  const known = new Map<string, Promise<string>>();
  const oldestDay = () => utcDate(now() - KEPT_AFTER_ITS_DAY_MS);

  function forget(): void {
    const oldest = oldestDay();
    for (const day of known.keys()) if (day < oldest) known.delete(day);
  }

  function saltOf(day: string): Promise<string> {
    // Each time: a node that was visited all day asks for no other salt, and the hourly round is done by one of them.
    forget();
    const kept = known.get(day);
    if (kept !== undefined) return kept;
    const salt = find(day);
    known.set(day, salt);
    salt.catch(() => known.delete(day));
    return salt;
  }

  async function find(day: string): Promise<string> {
    const [there] = await repo.ofDay(db.read, { day });
    return there === undefined ? make(day) : open(day, there.salt);
  }

  /** Those of releases that sealed none lie in the clear, until their day is over. */
  function open(day: string, salt: string): string {
    return salt.includes('.') ? sealer.open(salt, placeOf(day)) : salt;
  }

  /** Whoever comes first makes it, and destroys those of days that are over. */
  async function make(day: string): Promise<string> {
    const made = randomBytes(SALT_BYTES).toString('base64url');
    const { salt, removed } = await db.write(async (tx) => {
      const gone = await repo.removeBefore(tx, oldestDay());
      await repo.add(tx, { day, salt: sealer.seal(made, placeOf(day)) });
      const [row] = await repo.ofDay(tx, { day });
      if (row === undefined) throw new Error(`no salt of ${day}`);
      return { salt: row.salt, removed: gone };
    });
    if (removed > 0) await db.scrub();
    return open(day, salt);
  }

  function hash(salt: string, visitor: Visitor): string {
    const words = 'userId' in visitor ? ['person', visitor.userId] : ['visitor', visitor.address, visitor.userAgent ?? '', host];
    return createHmac('sha256', salt).update(words.join('\0')).digest().subarray(0, HASH_BYTES).toString('base64url');
  }

  return {
    /** The visitor's hash on the day of `at`, which is at most an hour ago. */
    async hashOf(visitor: Visitor, at: number): Promise<string> {
      return hash(await saltOf(utcDate(at)), visitor);
    },

    /**
     * The same inside a transaction of the caller's, where the day has a salt: without one nobody has visited yet. One whose key
     * is lost is as good as none, and no reason to undo what the caller does.
     */
    async knownHashOf(tx: Transaction, visitor: Visitor, at: number): Promise<string | undefined> {
      const day = utcDate(at);
      const [row] = await repo.ofDay(tx, { day });
      if (row === undefined) return undefined;
      try {
        return hash(open(day, row.salt), visitor);
      } catch (error) {
        if (error instanceof SealBroken) return undefined;
        throw error;
      }
    },

    /** Destroys the salts of days that are over. */
    async purge(): Promise<void> {
      forget();
      if ((await db.write((tx) => repo.removeBefore(tx, oldestDay()))) > 0) await db.scrub();
    },
  };
}

export type Visitors = ReturnType<typeof visitors>;

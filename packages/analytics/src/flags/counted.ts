import type { CountingMode } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Context, Turnstile } from '@tripmaster/rpc';
import type { EventsRepo } from '../events/events.repo.ts';
import { isCounted, personIn } from '../events/people.ts';
import { reasonAgainst } from '../events/track.service.ts';
import type { Visitors } from '../events/visitors.ts';

type Origin = Context['origin'];

/** Somebody with an account, by their pseudonym; `said` is what they have said of being counted. */
export type CountedPerson = { ref: string; said: boolean | null };

/** Who somebody is among what is counted, and whether they may be. */
export type Counted = {
  person: (userId: string) => Promise<CountedPerson>;
  /** The same without making a pseudonym where there is none. */
  known: (userId: string) => Promise<CountedPerson | undefined>;
  /** Which of these pseudonyms still are those of the accounts they were read of, whose people have not said no meanwhile. */
  still: (tx: Transaction, accountOf: ReadonlyMap<string, string>) => Promise<ReadonlySet<string>>;
  /** Has a listener told, on this node, of whoever says something about being counted. */
  onSaid: (listener: (userId: string) => void) => void;
  /** The hash of a visitor on this day. */
  visitor: (origin: Origin) => Promise<string>;
  /** Whether it may be noted what somebody was shown; without a `person`, a visitor. */
  may: (call: { person?: CountedPerson; origin: Origin; consent: boolean }) => boolean;
  /** Whether one more stranger from there is noted: by another browser's name everybody is a new one. */
  room: (origin: Origin) => boolean;
};

type Deps = {
  db: Database;
  repo: EventsRepo;
  visitors: Visitors;
  gate: Turnstile;
  onSaid: Counted['onSaid'];
  mode: CountingMode;
  now: () => number;
};

/** The same people and visitors, by the same rules, as of all else that is counted. */
export function countedBy({ db, repo, visitors, gate, onSaid, mode, now }: Deps): Counted {
  async function known(userId: string): Promise<CountedPerson | undefined> {
    const [row] = await repo.person(db.read, { userId });
    return row === undefined ? undefined : { ref: row.ref, said: row.counted };
  }

  return {
    known,
    async person(userId) {
      const before = await known(userId);
      if (before !== undefined) return before;
      const made = await db.write((tx) => personIn(repo, tx, userId));
      if (made === undefined) throw new Error('a person without an account');
      return { ref: made.ref, said: made.counted };
    },
    async still(tx, accountOf) {
      const people = await repo.people(tx, [...new Set(accountOf.values())]);
      return new Set(people.flatMap(({ userId, ref, counted }) => (counted !== false && accountOf.get(ref) === userId ? [ref] : [])));
    },
    onSaid,
    visitor: (origin) => visitors.hashOf(origin, now()),
    room: ({ address }) => gate.take(address).taken === 1,
    may({ person, origin, consent }) {
      if (mode === 'off' || origin.uncounted === 'asked' || reasonAgainst(origin) !== undefined) return false;
      if (person === undefined) return mode === 'on' || consent;
      return isCounted({ counted: person.said }, mode) || (consent && person.said !== false);
    },
  };
}

import type { CountingMode, OwnCounting } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Actor, PersonalEntry } from '@tripmaster/rpc';
import type { EventsRepo, PersonRow } from './events.repo.ts';

const BATCH = 500;

/** Whether what somebody does may be counted as theirs, by what they have said and, where they have not, by the server's mode. */
export function isCounted(person: Pick<PersonRow, 'counted'> | undefined, mode: CountingMode): boolean {
  return mode !== 'off' && (person?.counted ?? mode === 'on');
}

/** The person among the events, made when they are first needed; `undefined` when the account is gone. */
export async function personIn(
  repo: Pick<EventsRepo, 'person' | 'addPerson' | 'accounts'>,
  tx: Transaction,
  userId: string,
): Promise<PersonRow | undefined> {
  const [known] = await repo.person(tx, { userId });
  if (known !== undefined || (await repo.accounts(tx, [userId])).length === 0) return known;
  await repo.addPerson(tx, { userId, ref: crypto.randomUUID() });
  return (await repo.person(tx, { userId }))[0];
}

type Deps = {
  db: Database;
  repo: EventsRepo;
  mode: CountingMode;
  /** Is told, on this node, that somebody has said something about being counted. */
  onSaid: (userId: string) => void;
};

/** What people say of being counted, and what is held about them. */
export function countedPeople({ db, repo, mode, onSaid }: Deps) {
  const answer = (counted: boolean | null | undefined): OwnCounting => ({
    mode,
    ...(typeof counted === 'boolean' ? { counted } : {}),
  });

  return {
    async get({ userId }: Pick<Actor, 'userId'>): Promise<OwnCounting> {
      const [person] = await repo.person(db.read, { userId });
      return answer(person?.counted);
    },

    /**
     * Says whether what one does is counted as one's own. With a no, what was counted before is still there, and nothing
     * leads from the account to it any more: the pseudonym it stands under is given up. What they bought stays theirs.
     */
    async set({ userId }: Pick<Actor, 'userId'>, counted: boolean): Promise<OwnCounting> {
      await db.write(async (tx) => {
        const person = await personIn(repo, tx, userId);
        if (person !== undefined && !counted) await repo.renamePerson(tx, person, crypto.randomUUID());
        await repo.changePerson(tx, userId, { counted, ...(counted ? {} : { country: null }) });
      });
      onSaid(userId);
      if (!counted) await db.scrub();
      return answer(counted);
    },

    /** Everything held about a person, for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const [person] = await repo.person(db.read, { userId });
      if (person === undefined) return;
      yield { section: 'counting', entry: { counted: person.counted, country: person.country } };
      let after: { at: number; id: string } | undefined;
      do {
        const rows = await repo.ofPerson(db.read, person.ref, after, BATCH);
        for (const { person: _person, visitor: _visitor, day: _day, at, ...event } of rows)
          yield { section: 'events', entry: { at: new Date(at).toISOString(), ...event } };
        after = rows.length === BATCH ? rows.at(-1) : undefined;
      } while (after !== undefined);
    },
  };
}

export type CountedPeople = ReturnType<typeof countedPeople>;

import type { Database } from '@tripmaster/db';
import type { Audit, Traits } from '@tripmaster/rpc';
import { activity } from './events/activity.ts';
import { eventsRepo, type EventsRepo } from './events/events.repo.ts';
import { createFlags } from './flags/flags.ts';

type Parts = {
  db: Database;
  audit: Audit;
  /** What rules of flags may ask about a person, of what other features know. */
  traits?: Traits | undefined;
  /** Is told what is wrong with a stored flag. */
  onFlagFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
  now?: () => number;
};

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({ db, audit, traits, onFlagFault, now = Date.now }: Parts) {
  const repo = eventsRepo(db);
  const counting = activity({ repo, now });
  const flags = createFlags({
    db,
    audit,
    counted: {
      person: (userId) => personOf(db, repo, userId),
      visitor: async () => undefined,
    },
    traits,
    onFault: onFlagFault,
    now,
  });
  return { activity: counting, flags };
}

/** The pseudonym of somebody, made when it is first needed. */
async function personOf(db: Database, repo: EventsRepo, userId: string): Promise<{ ref: string; counted: boolean }> {
  const [known] = await repo.refOf(db.read, { userId });
  if (known !== undefined) return { ref: known.ref, counted: true };
  return db.write(async (tx) => {
    await repo.addPerson(tx, { userId, ref: crypto.randomUUID() });
    const [made] = await repo.refOf(tx, { userId });
    if (made === undefined) throw new Error('a person without a pseudonym');
    return { ref: made.ref, counted: true };
  });
}

export type Analytics = ReturnType<typeof createAnalytics>;

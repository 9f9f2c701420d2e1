import { newId, toInstant } from '@tripmaster/contracts';
import type { Reader, Transaction } from '@tripmaster/db';
import type { Activity } from '@tripmaster/rpc';
import type { EventsRepo } from './events.repo.ts';

/** Counts what people do, in the transaction in which they do it. */
export function activity({ repo, now }: { repo: EventsRepo; now: () => number }): Activity {
  /** The pseudonym of somebody, made when it is first needed. */
  async function refOf(tx: Transaction, userId: string): Promise<string | undefined> {
    const found = async (reader: Reader) => (await repo.refOf(reader, { userId }))[0]?.ref;
    const known = await found(tx);
    if (known !== undefined) return known;
    await repo.addPerson(tx, { userId, ref: crypto.randomUUID() });
    return found(tx);
  }

  return {
    async record(tx, { userId, ...happening }) {
      const at = now();
      const person = userId === undefined ? undefined : await refOf(tx, userId);
      await repo.add(tx, [{ id: newId(at), at, day: toInstant(at).slice(0, 10), person: person ?? null, ...happening }]);
    },
  };
}

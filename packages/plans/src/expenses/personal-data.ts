import { toInstant } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { PersonalData } from '@tripmaster/rpc';
import { idOf, inBatches } from '../batches.ts';
import type { ExpensesOf, SharedCostsRepo } from './personal-data.repo.ts';

/**
 * What is held of a person's part in the costs of trips, their own and others': whom they are as travellers, what they wrote
 * down or paid, what they gave to be even and were given. Read for the export of an account.
 */
export function sharedCosts({ db: { read }, repo }: { db: Pick<Database, 'read'>; repo: SharedCostsRepo }): PersonalData {
  return async function* personalData(userId) {
    const travellers = await repo.travellers(read, userId);
    for (const { createdAt, ...entry } of travellers)
      yield { section: 'planTravellers', entry: { ...entry, createdAt: toInstant(createdAt) } };
    const ids = travellers.map(({ id }) => id);
    const parts: ExpensesOf[] = [{ writtenBy: userId }, ...(ids.length === 0 ? [] : [{ paidBy: ids, notWrittenBy: userId }])];
    for (const part of parts)
      for await (const row of inBatches((after, limit) => repo.expenses(read, part, after, limit), idOf)) {
        const { createdBy: _createdBy, createdAt, updatedAt, settledAt, ...entry } = row;
        const moments = { createdAt: toInstant(createdAt), updatedAt: toInstant(updatedAt) };
        yield { section: 'expenses', entry: { ...entry, ...moments, settledAt: settledAt === null ? null : toInstant(settledAt) } };
      }
    for await (const { createdBy: _createdBy, createdAt, ...entry } of inBatches(
      (after, limit) => repo.settlements(read, userId, ids, after, limit),
      idOf,
    ))
      yield { section: 'settlements', entry: { ...entry, createdAt: toInstant(createdAt) } };
  };
}

import { createHash } from 'node:crypto';
import { AppError } from '@tripmaster/contracts';
import type { Reader, Transaction } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { PlansRepo } from './plans.repo.ts';

/** An idempotency key, and the hash (SHA-256, hex) of what it was used for. */
export type Claim = { key: string; requestHash: string };

/** `request` is all that tells this call from others of its caller. `undefined` for a call without a key. */
export function claimOf(key: string | undefined, request: unknown): Claim | undefined {
  return key === undefined ? undefined : { key, requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex') };
}

/**
 * The id of the plan that an earlier call with this key made or changed, if any. Throws `idempotency-mismatch` for a key
 * that was used for another request.
 */
export async function earlierResult(
  repo: Pick<PlansRepo, 'idempotent'>,
  reader: Reader,
  actor: Actor,
  claim: Claim | undefined,
): Promise<string | undefined> {
  if (claim === undefined) return undefined;
  const [claimed] = await repo.idempotent(reader, { userId: actor.userId, key: claim.key });
  if (claimed !== undefined && claimed.requestHash !== claim.requestHash) throw new AppError('idempotency-mismatch');
  return claimed?.resultId;
}

/**
 * Takes the key for `resultId` in the transaction that makes it; gives the id of what an earlier call with the key made
 * instead, where there was one.
 */
export async function claimOnce(
  repo: Pick<PlansRepo, 'idempotent' | 'claimKey'>,
  tx: Transaction,
  actor: Actor,
  claim: Claim | undefined,
  result: { id: string; at: number },
): Promise<string | undefined> {
  if (claim === undefined) return undefined;
  const earlier = await earlierResult(repo, tx, actor, claim);
  if (earlier !== undefined) return earlier;
  const claimed = await repo.claimKey(tx, { ...claim, userId: actor.userId, resultId: result.id, createdAt: result.at });
  return claimed ? undefined : earlierResult(repo, tx, actor, claim);
}

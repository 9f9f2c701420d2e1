import { id, page, pageInput, plan, planDiff, planOperation, planVersion } from '@tripmaster/contracts';
import { checkedOnce, signedIn, signedInUpTo, type Limit } from '@tripmaster/rpc';
import { z } from 'zod';
import type { VersionsService } from './versions.service.ts';

const HOUR_MS = 3_600_000;
/** Each one is checked as a whole, ways out included. */
const CHANGES_AN_ACCOUNT: Limit = { name: 'plan-changes', max: 1_200, windowMs: HOUR_MS };
const MOST_OPERATIONS = 100;

const checkedPlan = checkedOnce(plan);
const version = z.int().min(1).max(1_000_000_000);

/** The procedures of a plan's versions; they stand among those of plans. */
export function versionsProcedures({ versions }: { versions: VersionsService }) {
  return {
    update: signedInUpTo(CHANGES_AN_ACCOUNT)
      .input(z.strictObject({ id, version, operations: z.array(planOperation).min(1).max(MOST_OPERATIONS) }))
      .output(checkedPlan)
      .mutation(({ ctx, input }) => versions.update(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
    history: signedIn
      .input(z.strictObject({ id, ...pageInput }))
      .output(page(planVersion))
      .query(({ ctx, input }) => versions.history(ctx.actor, input)),
    diff: signedIn
      .input(z.strictObject({ id, from: version, to: version }))
      .output(planDiff)
      .query(({ ctx, input }) => versions.diff(ctx.actor, input)),
    restore: signedInUpTo(CHANGES_AN_ACCOUNT)
      .input(z.strictObject({ id, version, to: version }))
      .output(checkedPlan)
      .mutation(({ ctx, input }) => versions.restore(ctx.actor, input, { signal: ctx.signal })),
  };
}

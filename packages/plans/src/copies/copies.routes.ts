import { id, plainDate, plan } from '@tripmaster/contracts';
import { checkedOnce, signedInUpTo } from '@tripmaster/rpc';
import { z } from 'zod';
import { PLANS_AN_ACCOUNT } from '../plans/limits.ts';
import type { CopiesService } from './copies.service.ts';

const checkedPlan = checkedOnce(plan);

/** The procedures of copies; they stand among those of plans. */
export function copiesProcedures(copies: CopiesService) {
  return {
    duplicate: signedInUpTo(PLANS_AN_ACCOUNT)
      .meta({ summary: 'Makes a plan of your own of one that you may read, on other dates if you like.', once: true, tool: 'adds' })
      .input(z.strictObject({ id, start: plainDate.optional() }))
      .output(checkedPlan)
      .mutation(({ ctx, input }) => copies.duplicate(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
  };
}

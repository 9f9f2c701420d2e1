import {
  byId,
  id,
  itemId,
  MAX_DAYS,
  page,
  pageInput,
  plainDate,
  plan,
  planDiff,
  planOperation,
  planProposal,
  planVersion,
  relaxations,
  text,
  tripRequest,
  verification,
} from '@tripmaster/contracts';
import { checkedOnce, signedIn, signedInInTurn, visitorInTurn } from '@tripmaster/rpc';
import { z } from 'zod';
import {
  CHANGES_AN_ACCOUNT,
  CHECKS_A_VISITOR,
  COMPARISONS_AN_ACCOUNT,
  EXPLANATIONS_AN_ACCOUNT,
  PLANS_AN_ACCOUNT,
} from '../plans/limits.ts';
import type { AdviceService } from './advice.service.ts';
import type { VersionsService } from './versions.service.ts';

/** Planning sixty packed days again takes a thousand. */
const MOST_OPERATIONS = 2_000;
const MOST_KEPT = 1_500;

const checkedPlan = checkedOnce(plan);
const checkedProposal = checkedOnce(planProposal);
const version = z.int().min(1).max(1_000_000_000);

/** The procedures of a plan's versions; they stand among those of plans. */
export function versionsProcedures({ versions, advice }: { versions: VersionsService; advice: AdviceService }) {
  return {
    update: signedInInTurn(CHANGES_AN_ACCOUNT)
      .meta({
        summary: 'Changes a plan by typed operations on the version you have; the rules are checked again at once.',
        description: 'A version that is no longer the newest is refused as a conflict that says what has changed since.',
        once: true,
        tool: 'changes',
      })
      .input(z.strictObject({ id, version, operations: z.array(planOperation).min(1).max(MOST_OPERATIONS) }))
      .output(checkedPlan)
      .mutation(({ ctx, input }) => versions.update(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
    history: signedIn
      .meta({ summary: 'Lists the versions of a plan, newest first.' })
      .input(z.strictObject({ id, ...pageInput }))
      .output(page(planVersion))
      .query(({ ctx, input }) => versions.history(ctx.actor, input)),
    diff: signedInInTurn(COMPARISONS_AN_ACCOUNT)
      .meta({ summary: 'Tells what is different between two versions of a plan.' })
      .input(z.strictObject({ id, from: version, to: version }))
      .output(planDiff)
      .query(({ ctx, input }) => versions.diff(ctx.actor, input)),
    restore: signedInInTurn(CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Makes a former version of a plan the newest one.', once: true })
      .input(z.strictObject({ id, version, to: version }))
      .output(checkedPlan)
      .mutation(({ ctx, input }) => versions.restore(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
    verify: visitorInTurn(CHECKS_A_VISITOR)
      .meta({ summary: 'Checks a plan by twenty rules, with the evidence and ways out of what does not hold.', tool: 'reads' })
      .input(byId)
      .output(verification)
      .query(({ ctx, input }) => advice.verify(ctx.actor, input.id, ctx.signal)),
    relaxations: signedInInTurn(EXPLANATIONS_AN_ACCOUNT)
      .meta({ summary: 'Finds the smallest clash of wishes, and ranks the ways out of it.', tool: 'reads' })
      .input(z.union([byId, z.strictObject({ request: tripRequest })]))
      .output(relaxations)
      .query(({ ctx, input }) => advice.relaxations(ctx.actor, input, ctx.signal)),
    replan: signedInInTurn(PLANS_AN_ACCOUNT)
      .meta({
        summary: 'Proposes the plan anew around what is kept; nothing is saved until its operations are sent to plans.update.',
        tool: 'reads',
      })
      .input(
        z.strictObject({
          id,
          version,
          instructions: text(2_000).optional(),
          keep: z.array(itemId).max(MOST_KEPT),
          days: z.array(plainDate).min(1).max(MAX_DAYS).optional(),
        }),
      )
      .output(checkedProposal)
      .mutation(({ ctx, input }) => advice.replan(ctx.actor, input, ctx.signal)),
  };
}

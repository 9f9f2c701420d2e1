import { z } from 'zod';
import { idea, item } from './item.ts';
import { money } from './money.ts';
import { notice, plan } from './plan.ts';
import { instant, plainDate } from './time.ts';
import { tripRequest } from './trip-request.ts';
import { planOperation } from './verification.ts';

/** How a version of a plan came about; the first one has none. */
export const planChange = z.discriminatedUnion('kind', [
  /** `label`: what was done, in words; made when it was done, while the items it names were there. */
  z.strictObject({ kind: z.literal('edited'), operations: z.array(planOperation), label: z.string() }),
  z.strictObject({ kind: z.literal('restored'), version: z.int().min(1) }),
]);
export type PlanChange = z.infer<typeof planChange>;

/** A row of a plan's history. */
export const planVersion = z.strictObject({
  version: z.int().min(1),
  savedAt: instant,
  /** What was changed, in words. */
  label: z.string(),
  title: z.string(),
  total: money,
  rulesHolding: z.int().min(0).max(20),
  /** Display name of who saved it; absent where that account is gone. */
  author: z.string().optional(),
});
export type PlanVersion = z.infer<typeof planVersion>;

/** What became of one item. `fields` names what differs, `date` and `start` among them where it was moved. */
export const itemDifference = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('added'), date: plainDate, item }),
  z.strictObject({ change: z.literal('removed'), date: plainDate, item }),
  z.strictObject({
    change: z.literal('changed'),
    date: plainDate,
    item,
    before: z.strictObject({ date: plainDate, item }),
    fields: z.array(z.string()),
  }),
]);
export type ItemDifference = z.infer<typeof itemDifference>;

/** What became of something that has no time yet. One that was given a time is `removed` here and `added` among the items. */
export const ideaDifference = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('added'), idea }),
  z.strictObject({ change: z.literal('removed'), idea }),
  z.strictObject({ change: z.literal('changed'), idea, before: idea }),
]);
export type IdeaDifference = z.infer<typeof ideaDifference>;

/** All that differs between two states of a plan; items in the order of the trip. */
export const planDiff = z.strictObject({
  title: z.strictObject({ before: z.string(), after: z.string() }).optional(),
  /** Fields of the request that differ, as JSON text; absent on the side that has none. */
  request: z.array(z.strictObject({ field: z.string(), before: z.string().optional(), after: z.string().optional() })),
  days: z.strictObject({ added: z.array(plainDate), removed: z.array(plainDate) }),
  items: z.array(itemDifference),
  ideas: z.array(ideaDifference),
  total: z.strictObject({ before: money, after: money }),
  rulesHolding: z.strictObject({ before: z.int().min(0).max(20), after: z.int().min(0).max(20) }),
  /** Messages of the violations that are gone, and of those that are new. */
  violations: z.strictObject({ mended: z.array(z.string()), made: z.array(z.string()) }),
});
export type PlanDiff = z.infer<typeof planDiff>;

/** A plan that is only proposed: nothing is saved until `operations` are given to `plans.update`, which then makes just this plan. */
export const planProposal = z.strictObject({
  plan,
  diff: planDiff,
  operations: z.array(planOperation),
  /** How the instructions were read, and what could not be had. */
  notices: z.array(notice),
});
export type PlanProposal = z.infer<typeof planProposal>;

/** Which wishes exclude each other, and what could be asked instead. */
export const relaxations = z.strictObject({
  /** True when the request can be met as it is; then there is no conflict. */
  feasible: z.boolean(),
  /** A smallest set of wishes that cannot all be had (where `proven`). */
  conflict: z.array(z.strictObject({ wish: z.string(), label: z.string() })),
  proven: z.boolean(),
  /** Cheapest first; for each a plan was made on which all twenty rules hold. */
  relaxations: z.array(
    z.strictObject({
      /** The wish that gives way. */
      wish: z.string(),
      label: z.string(),
      /** What to ask instead. */
      request: tripRequest,
      total: money,
      /** What it costs beyond the limit that was asked. */
      overLimit: money.optional(),
      /** Total less that of the plan as it is. */
      costDelta: money.optional(),
    }),
  ),
});
export type Relaxations = z.infer<typeof relaxations>;

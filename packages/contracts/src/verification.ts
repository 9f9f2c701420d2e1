import { z } from 'zod';
import { idea, item, itemId } from './item.ts';
import { money } from './money.ts';
import { line, text } from './text.ts';
import { instant, plainDate, plainTime } from './time.ts';
import { pace, style } from './trip-request.ts';

/** The version of the plan that has what is sent. Where it is there word for word it keeps whose word it is, also once it is gone. */
const from = z.int().min(1).max(1_000_000_000).optional();

/** One typed change of a plan; what a way out consists of. */
export const planOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('remove'), itemId }),
  z.strictObject({ op: z.literal('move'), itemId, date: plainDate, start: plainTime }),
  z.strictObject({ op: z.literal('retime'), itemId, start: plainTime, end: plainTime }),
  z.strictObject({ op: z.literal('replace'), itemId, item, from }),
  z.strictObject({ op: z.literal('add'), date: plainDate, item, from }),
  z.strictObject({ op: z.literal('set-budget'), budget: money.optional() }),
  z.strictObject({ op: z.literal('set-style'), style }),
  z.strictObject({ op: z.literal('set-pace'), pace }),
  z.strictObject({ op: z.literal('set-dates'), start: plainDate, end: plainDate }),
  z.strictObject({ op: z.literal('lock'), itemId, locked: z.boolean() }),
  z.strictObject({ op: z.literal('note'), itemId, notes: text(4_000).optional() }),
  z.strictObject({ op: z.literal('cost'), itemId, cost: money.optional() }),
  /** Puts something without a time on the list; an id that is there already is a change of it. */
  z.strictObject({ op: z.literal('note-idea'), idea, from }),
  z.strictObject({ op: z.literal('drop-idea'), itemId }),
  /** Gives an idea its time: it becomes an item with the idea's id. */
  z.strictObject({ op: z.literal('schedule'), itemId, date: plainDate, start: plainTime, end: plainTime }),
  /** Takes an item's time away: it becomes an idea with the item's id. */
  z.strictObject({ op: z.literal('unschedule'), itemId }),
  z.strictObject({ op: z.literal('rename'), title: line(200) }),
]);
export type PlanOperation = z.infer<typeof planOperation>;

/** The verifier's rules, in the order of the seal's ticks. `name` is stable; `label` is for people. */
export const RULES = [
  { rule: 1, name: 'every-date-has-a-day', label: 'Every date has a day' },
  { rule: 2, name: 'items-inside-their-day', label: 'Items stay inside their day' },
  { rule: 3, name: 'no-overlap', label: 'No two things at once' },
  { rule: 4, name: 'travel-time', label: 'Travel time is enough' },
  { rule: 5, name: 'open-on-arrival', label: 'Open when you arrive' },
  { rule: 6, name: 'arrival-and-departure', label: 'Arrival and departure are met' },
  { rule: 7, name: 'nights-add-up', label: 'Nights add up' },
  { rule: 8, name: 'check-in-check-out', label: 'Check-in and check-out fit' },
  { rule: 9, name: 'budget', label: 'Budget sums exactly and holds' },
  { rule: 10, name: 'diets', label: 'Diets respected' },
  { rule: 11, name: 'access', label: 'Step-free and other access needs' },
  { rule: 12, name: 'children', label: 'Rests and hours for children' },
  { rule: 13, name: 'pace', label: 'Pace as asked' },
  { rule: 14, name: 'no-repeats', label: 'No sight or table twice' },
  { rule: 15, name: 'public-holidays', label: 'Public holidays' },
  { rule: 16, name: 'places-exist', label: 'Places exist, within reach of the city' },
  { rule: 17, name: 'fixed-items', label: 'Fixed items untouched' },
  { rule: 18, name: 'one-currency', label: 'One currency, dated rates' },
  { rule: 19, name: 'local-time', label: 'Local time right at each place' },
  { rule: 20, name: 'one-stay-a-night', label: 'One stay a night' },
] as const;
export type RuleName = (typeof RULES)[number]['name'];

export const evidence = z.strictObject({ text: z.string(), source: z.string().optional(), asOf: z.string().optional() });
export type Evidence = z.infer<typeof evidence>;

/** One rule's outcome. `checked` things were proven, `unknown` ones could not be for want of facts. */
export const ruleResult = z.strictObject({
  rule: z.int().min(1).max(20),
  name: z.string(),
  holds: z.boolean(),
  checked: z.int().min(0),
  unknown: z.int().min(0),
  evidence: z.array(evidence),
});
export type RuleResult = z.infer<typeof ruleResult>;

/** A change that mends a violation, with its exact price and what it brings with it. */
export const wayOut = z.strictObject({
  label: z.string(),
  operations: z.array(planOperation),
  costDelta: money,
  consequence: z.string(),
  /** How many of the twenty rules hold once it is applied. */
  rulesAfter: z.int().min(0).max(20),
});
export type WayOut = z.infer<typeof wayOut>;

export const violation = z.strictObject({
  id: z.string(),
  rule: z.int().min(1).max(20),
  severity: z.enum(['error', 'warning']),
  itemIds: z.array(itemId),
  message: z.string(),
  evidence: z.array(evidence),
  waysOut: z.array(wayOut),
});
export type Violation = z.infer<typeof violation>;

export const verification = z.strictObject({
  checkedAt: instant,
  /** True once the plan or its facts changed after the check. */
  stale: z.boolean(),
  rules: z.array(ruleResult),
  violations: z.array(violation),
});
export type Verification = z.infer<typeof verification>;

/** How many of the twenty rules hold. */
export function rulesHolding({ rules }: Pick<Verification, 'rules'>): number {
  return rules.filter(({ holds }) => holds).length;
}

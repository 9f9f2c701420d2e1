import { z } from 'zod';
import { id } from './ids.ts';
import { planRole } from './sharing.ts';

/** What `plans.onChange` is asked for. `lastEventId`: the version the caller has; without one, only what comes is told. */
export const planWatch = z.strictObject({
  id,
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/, 'is not a version')
    .optional(),
});

/** Somebody who has the plan open just now, however many pages of it. */
export const personPresent = z.strictObject({ name: z.string(), role: planRole, you: z.boolean() });
export type PersonPresent = z.infer<typeof personPresent>;

/** What `plans.onChange` streams. The id of each event is the version up to which the changes were told. */
export const planEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('changed'),
    version: z.int().min(1),
    /** What was changed, in words. */
    label: z.string(),
    /** Display name of who saved it; absent where that account is gone. */
    author: z.string().optional(),
    /** Saved by the person who is told. */
    mine: z.boolean(),
  }),
  z.strictObject({ type: z.literal('presence'), people: z.array(personPresent) }),
  /** The last event: the plan was deleted, or the person is not on it any more. */
  z.strictObject({ type: z.literal('ended'), reason: z.enum(['deleted', 'removed']) }),
]);
export type PlanEvent = z.infer<typeof planEvent>;

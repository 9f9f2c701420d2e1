import { z } from 'zod';
import { id } from './ids.ts';

/** How an expense is shared: in proportion to shares, or by amounts in minor units that add up to it. */
export const expenseSplit = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('shares'),
    parts: z
      .array(z.strictObject({ travellerId: id, shares: z.int().min(0).max(10_000) }))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    by: z.literal('amounts'),
    parts: z
      .array(z.strictObject({ travellerId: id, amount: z.int().min(0).max(1_000_000_000_000) }))
      .min(1)
      .max(50),
  }),
]);
export type ExpenseSplit = z.infer<typeof expenseSplit>;

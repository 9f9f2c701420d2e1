import { z } from 'zod';
import { id } from './ids.ts';
import { reportReason } from './sharing.ts';
import { text } from './text.ts';
import { instant } from './time.ts';

export const reportInput = z.strictObject({ id, reason: reportReason, details: text(1_000).optional() });

/** A public plan that somebody reported, with what is open against it: the first twenty reports. */
export const reportedPlan = z.strictObject({
  plan: z.strictObject({
    id,
    title: z.string(),
    destinations: z.array(z.string()),
    owner: z.strictObject({ id, name: z.string() }),
    hidden: z.boolean(),
  }),
  reports: z.array(z.strictObject({ id, reason: reportReason, details: z.string().optional(), createdAt: instant })),
});
export type ReportedPlan = z.infer<typeof reportedPlan>;

import { z } from 'zod';

/** What a webhook can be told of. */
export const webhookEvent = z.enum([
  'plan.created',
  'plan.updated',
  'plan.deleted',
  'plan.shared',
  'member.joined',
  'expense.added',
  'test',
]);
export type WebhookEvent = z.infer<typeof webhookEvent>;

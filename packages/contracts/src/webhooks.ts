import { z } from 'zod';
import { id } from './ids.ts';
import { pageByIdInput } from './paging.ts';
import { instant } from './time.ts';

/** Of one person. */
export const MOST_WEBHOOKS = 10;

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

/** What one can ask to be told of: a test comes only when it is asked for. */
export const subscribableEvent = webhookEvent.exclude(['test']);
const events = z.array(subscribableEvent).min(1).max(subscribableEvent.options.length);
const url = z.string().min(1).max(500);

export const webhookInput = z.strictObject({ url, events });
export type WebhookInput = z.infer<typeof webhookInput>;
export const webhookUpdate = z.strictObject({ id, url: url.optional(), events: events.optional(), enabled: z.boolean().optional() });
export type WebhookUpdate = z.infer<typeof webhookUpdate>;

export const webhookView = z.strictObject({
  id,
  url: z.string(),
  events: z.array(webhookEvent),
  /** False once its owner, or too many failures in a row, switched it off. */
  enabled: z.boolean(),
  /** Deliveries given up in a row. */
  failures: z.int(),
  createdAt: instant,
});
export type WebhookView = z.infer<typeof webhookView>;
/** `secret` is shown this once only; deliveries are signed with it. */
export const webhookCreated = z.strictObject({ webhook: webhookView, secret: z.string() });
export type WebhookCreated = z.infer<typeof webhookCreated>;

export const webhookDelivery = z.strictObject({
  id,
  event: webhookEvent,
  state: z.enum(['waiting', 'delivered', 'given-up']),
  attempts: z.int(),
  createdAt: instant,
  /** When it is tried next. */
  dueAt: instant.optional(),
  doneAt: instant.optional(),
  /** The last answer's HTTP status. */
  status: z.int().optional(),
  /** What the last attempt failed with. */
  problem: z.string().optional(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export const deliveryListInput = z.strictObject({ ...pageByIdInput, id });

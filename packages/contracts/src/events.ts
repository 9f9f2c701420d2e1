import { z } from 'zod';

/** What the server counts by itself, in the transaction in which it happens. */
export const serverEventName = z.enum([
  'signed-up',
  'signed-in',
  'plan-made',
  'plan-changed',
  'plan-shared',
  'plan-copied',
  'plan-exported',
  'booking-clicked',
  'paid',
  'refunded',
]);
export type ServerEventName = z.infer<typeof serverEventName>;

/** What a front end may send. */
export const clientEventName = z.enum(['page-viewed', 'form-started', 'plan-previewed', 'search-made', 'link-opened']);
export type ClientEventName = z.infer<typeof clientEventName>;

export const eventName = z.enum([...serverEventName.options, ...clientEventName.options]);
export type EventName = z.infer<typeof eventName>;

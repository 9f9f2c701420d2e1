import type { WebhookEvent } from '@tripmaster/contracts';

/** What a webhook can be told of, in words. */
export const EVENTS = [
  { event: 'plan.created', label: 'A trip is planned' },
  { event: 'plan.updated', label: 'A trip is changed' },
  { event: 'plan.deleted', label: 'A trip is deleted' },
  { event: 'plan.shared', label: 'A trip is shared by visibility or link' },
  { event: 'member.joined', label: 'Somebody joins a trip' },
  { event: 'expense.added', label: 'Money spent is entered' },
] as const satisfies readonly { event: WebhookEvent; label: string }[];

export type Subscribable = (typeof EVENTS)[number]['event'];

export function eventLabel(event: WebhookEvent): string {
  return EVENTS.find((one) => one.event === event)?.label ?? 'Test';
}

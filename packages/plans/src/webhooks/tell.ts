import { newId, toInstant, type WebhookEvent } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import type { WebhooksRepo } from './webhooks.repo.ts';

/** Ids and plain words of the closed sets: what is sent says where to look, never what is there. */
export type EventData = Readonly<Record<string, string | number>>;

/** Queues an event for the webhooks of everybody on a plan, in the transaction of what happened. */
export type Tell = (
  tx: Transaction,
  plan: { id: string; ownerId: string },
  event: Exclude<WebhookEvent, 'test'>,
  data?: EventData,
) => Promise<void>;

export function teller({ repo, now }: { repo: WebhooksRepo; now: () => number }): Tell {
  return async (tx, { id: planId, ownerId }, event, data = {}) => {
    const listening = await repo.listening(tx, { planId, ownerId });
    const at = now();
    const payload = payloadOf(event, at, { planId, ...data });
    await repo.queue(
      tx,
      listening
        .filter(({ events }) => events.includes(event))
        .map(({ id: webhookId }) => ({ id: newId(at), webhookId, event, payload, now: at })),
    );
  };
}

export function payloadOf(event: WebhookEvent, at: number, data: EventData): string {
  return JSON.stringify({ type: event, timestamp: toInstant(at), data });
}

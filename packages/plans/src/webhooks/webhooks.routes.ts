import {
  byId,
  deliveryListInput,
  page,
  webhookCreated,
  webhookDelivery,
  webhookInput,
  webhookUpdate,
  webhookView,
} from '@tripmaster/contracts';
import { inPersonUpTo, router, signedIn, signedInUpTo } from '@tripmaster/rpc';
import { z } from 'zod';
import { WEBHOOK_CHANGES_AN_ACCOUNT, WEBHOOK_TESTS_AN_ACCOUNT } from '../plans/limits.ts';
import type { WebhooksService } from './webhooks.service.ts';

/** Where what happens is sent to, and with which secret, is said in person: a stolen API token must not listen in. */
export function webhooksRoutes(webhooks: WebhooksService) {
  return router({
    create: inPersonUpTo(WEBHOOK_CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Makes a webhook: an address that is told of what happens to your trips. Its secret is shown once.', once: true })
      .input(webhookInput)
      .output(webhookCreated)
      .mutation(({ ctx, input }) => webhooks.create(ctx.actor, input, ctx.idempotencyKey)),
    list: signedIn
      .meta({ summary: 'Lists your webhooks, without their secrets.' })
      .output(z.strictObject({ items: z.array(webhookView) }))
      .query(({ ctx }) => webhooks.list(ctx.actor)),
    update: inPersonUpTo(WEBHOOK_CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Changes a webhook’s address or events, or switches it off and on.' })
      .input(webhookUpdate)
      .output(webhookView)
      .mutation(({ ctx, input }) => webhooks.update(ctx.actor, input)),
    rotateSecret: inPersonUpTo(WEBHOOK_CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Gives a webhook a new secret, shown once; the old one signs no more.' })
      .input(byId)
      .output(webhookCreated)
      .mutation(({ ctx, input }) => webhooks.rotateSecret(ctx.actor, input.id)),
    remove: signedIn
      .meta({ summary: 'Removes a webhook with all that waits for it.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => webhooks.remove(ctx.actor, input.id)),
    test: signedInUpTo(WEBHOOK_TESTS_AN_ACCOUNT)
      .meta({ summary: 'Sends a webhook an event that says it is a test.' })
      .input(byId)
      .output(webhookDelivery)
      .mutation(({ ctx, input }) => webhooks.test(ctx.actor, input.id)),
    deliveries: signedIn
      .meta({ summary: 'Lists what was sent to a webhook, newest first, with what became of it.' })
      .input(deliveryListInput)
      .output(page(webhookDelivery))
      .query(({ ctx, input: { id, ...paging } }) => webhooks.deliveries(ctx.actor, id, paging)),
  });
}

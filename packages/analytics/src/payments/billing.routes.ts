import { billingOffer, billingStatus, checkoutInput, wayToPay } from '@tripmaster/contracts';
import { inPersonUpTo, router, signedIn, type Limit } from '@tripmaster/rpc';
import { z } from 'zod';
import type { BillingService } from './billing.service.ts';

/** Each is a question or two to the payment service. */
const WAYS_TO_PAY_AN_ACCOUNT: Limit = { name: 'ways-to-pay', max: 60, windowMs: 3_600_000 };

/** Money is spent in person: a stolen API token buys nothing, and ends nothing. */
export function billingRoutes(billing: BillingService) {
  return router({
    status: signedIn
      .meta({ summary: 'Tells what you have of premium, and until when.' })
      .output(billingStatus)
      .query(({ ctx }) => billing.status(ctx.actor)),
    offers: signedIn
      .meta({ summary: 'Lists what is sold, with prices; nothing where this server sells nothing.' })
      .output(z.strictObject({ items: z.array(billingOffer) }))
      .query(() => billing.offers()),
    checkout: inPersonUpTo(WAYS_TO_PAY_AN_ACCOUNT)
      .meta({
        summary: 'Gives the address of a page to pay on.',
        description: 'The page is the payment service’s own. What was paid counts when the service has said so, a few seconds later.',
        once: true,
      })
      .input(checkoutInput)
      .output(wayToPay)
      .mutation(({ ctx, input }) => billing.checkout(ctx.actor, input.product, ctx.idempotencyKey)),
    portal: inPersonUpTo(WAYS_TO_PAY_AN_ACCOUNT)
      .meta({ summary: 'Gives the address of a page to see invoices, change the card and end a subscription.' })
      .output(wayToPay)
      .mutation(({ ctx }) => billing.portal(ctx.actor)),
  });
}

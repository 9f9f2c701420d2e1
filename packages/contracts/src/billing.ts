import { z } from 'zod';
import { money } from './money.ts';
import { instant } from './time.ts';

/** What is sold: premium by the month or by the year until it is ended, or for 30 days, once. */
export const product = z.enum(['monthly', 'yearly', 'pass']);
export type Product = z.infer<typeof product>;

/** How long a pass lasts. */
export const PASS_DAYS = 30;

export const checkoutInput = z.strictObject({ product });

/** Where to send the browser. */
export const wayToPay = z.strictObject({ url: z.url() });
export type WayToPay = z.infer<typeof wayToPay>;

/**
 * `off`: this server sells nothing. `premium`: it goes on by itself, or for a pass until it is over. `ending`: it was ended,
 * and lasts until then. `failed`: the last payment did not go through.
 */
export const billingState = z.enum(['off', 'free', 'premium', 'ending', 'failed']);
export type BillingState = z.infer<typeof billingState>;

export const billingStatus = z.strictObject({
  state: billingState,
  /** Whether one has what premium gives; with a failed payment for a while still. */
  premium: z.boolean(),
  /** What one has. */
  product: product.optional(),
  /** When it is paid again, or ends. */
  until: instant.optional(),
  /** Whether there is something to look after with the payment service: cards, invoices, ending it. */
  manageable: z.boolean(),
  /** What is different with premium; absent where nothing is sold. */
  gives: z
    .strictObject({
      /** Room for files, in octets. */
      files: z.strictObject({ free: z.int(), premium: z.int() }),
      /** How many times as much a model may be asked a day; absent where that has no limit. */
      modelTimes: z.number().optional(),
    })
    .optional(),
});
export type BillingStatus = z.infer<typeof billingStatus>;

export const billingOffer = z.strictObject({ product, price: money });
export type BillingOffer = z.infer<typeof billingOffer>;

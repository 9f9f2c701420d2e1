import { product } from '@tripmaster/contracts';
import { jobKind } from '@tripmaster/jobs';
import { z } from 'zod';

const longest = z.string().max(255);

/** Asks Stripe what became of a subscription. */
export const LOOK_AT = jobKind('payments.look-at-subscription', z.strictObject({ subscription: longest }));

/** Asks Stripe whose a charge is, of which something went back or is disputed; then it is written down. */
export const FIND_WHOSE = jobKind(
  'payments.find-whose',
  z.strictObject({
    charge: longest,
    entry: z.strictObject({
      providerId: longest,
      entry: z.enum(['payment', 'refund', 'dispute']),
      payment: longest,
      money: z.strictObject({ amount: z.int(), currency: z.string() }),
      at: z.int(),
    }),
    product: product.optional(),
  }),
);

/** Ends what somebody pays whose account is gone, and has Stripe remove what it holds of them. For two weeks, if need be. */
export const FORGET = jobKind('payments.forget-customer', z.strictObject({ customer: longest }), { attempts: 20 });

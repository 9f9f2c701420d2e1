import { product } from '@tripmaster/contracts';
import { z } from 'zod';
import type { Prices, Said, Whose } from './said.ts';
import { readSubscription, subscriptionObject } from './read-subscription.ts';
import { amount, maybe, metadata, moment, reference, word } from './stripe-fields.ts';
import { fromStripe, stripeCurrency } from './stripe-money.ts';

/**
 * The part of an event that is read. Its object has the shape of the API version that the webhook was set up with: what has
 * moved since (Stripe's versions of 2025) is looked for in both places.
 */
export const stripeEvent = z.looseObject({
  id: word.min(1),
  type: word,
  created: moment,
  data: z.looseObject({ object: z.unknown(), previous_attributes: z.unknown().optional() }),
});
export type StripeEvent = z.infer<typeof stripeEvent>;

const session = z.looseObject({
  id: word,
  mode: word,
  payment_status: word,
  customer: maybe(reference),
  subscription: maybe(reference),
  payment_intent: maybe(reference),
  amount_total: maybe(amount),
  currency: maybe(stripeCurrency),
  metadata,
});
const ofSubscription = maybe(z.looseObject({ subscription: maybe(reference), metadata }));
const line = z.looseObject({
  price: maybe(z.looseObject({ id: word })),
  pricing: maybe(z.looseObject({ price_details: maybe(z.looseObject({ price: maybe(reference) })) })),
});
const invoice = z.looseObject({
  id: word,
  customer: maybe(reference),
  amount_paid: amount,
  currency: stripeCurrency,
  subscription: maybe(reference),
  payment_intent: maybe(reference),
  parent: maybe(z.looseObject({ subscription_details: ofSubscription })),
  subscription_details: ofSubscription,
  status_transitions: maybe(z.looseObject({ paid_at: maybe(moment) })),
  lines: maybe(z.looseObject({ data: z.array(line) })),
});
const charge = z.looseObject({
  id: word,
  customer: maybe(reference),
  payment_intent: maybe(reference),
  amount_refunded: amount,
  currency: stripeCurrency,
  metadata,
});
const refundedBefore = z.looseObject({ amount_refunded: amount.optional() }).optional().catch(undefined);
const refund = z.looseObject({
  id: word,
  amount,
  currency: stripeCurrency,
  status: maybe(word),
  charge: maybe(reference),
  payment_intent: maybe(reference),
  metadata,
});
const dispute = z.looseObject({
  id: word,
  amount,
  currency: stripeCurrency,
  status: word,
  charge: reference,
  payment_intent: maybe(reference),
  created: moment,
});

/** What an event says; nothing for kinds that are nothing to us. Throws `ZodError` for a known kind of another shape. */
export function readEvent({ id, type, created, data }: StripeEvent, prices: Prices): Said[] {
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return ofSession(session.parse(data.object), created);
    case 'invoice.paid':
      return ofPaidInvoice(invoice.parse(data.object), created, prices);
    case 'invoice.payment_failed': {
      const failed = invoice.parse(data.object);
      return ofInvoice(failed, prices, { failedAt: created });
    }
    case 'charge.refunded':
      return ofCharge(charge.parse(data.object), refundedBefore.parse(data.previous_attributes)?.amount_refunded, { id, at: created });
    case 'refund.failed':
    case 'charge.refund.updated':
      return ofRefund(refund.parse(data.object), created);
  }
  if (type.startsWith('customer.subscription.')) return [readSubscription(subscriptionObject.parse(data.object), created, prices)];
  if (type.startsWith('charge.dispute.'))
    return ofDispute(dispute.parse(data.object), { closed: type === 'charge.dispute.closed', created });
  return [];
}

function whoseOf(customer: string | undefined, given: Record<string, string> | undefined): Whose {
  const sold = product.safeParse(given?.['product']);
  return { customer, product: sold.data, unnamed: given?.['unnamed'] === 'true' };
}

function ofSession(object: z.infer<typeof session>, at: number): Said[] {
  const whose = whoseOf(object.customer, object.metadata);
  const returned: Said = { kind: 'checkout', whose, subscription: object.subscription };
  const paid = object.mode === 'payment' && object.payment_status !== 'unpaid';
  if (!paid || object.amount_total === undefined || object.currency === undefined) return [returned];
  const payment = object.payment_intent ?? object.id;
  const money = fromStripe(object.amount_total, object.currency);
  return [returned, { kind: 'entry', whose, providerId: payment, entry: 'payment', payment, money, at }];
}

function ofPaidInvoice(object: z.infer<typeof invoice>, at: number, prices: Prices): Said[] {
  const { id, currency, payment_intent: intent, status_transitions: moments } = object;
  const said = ofInvoice(object, prices, { paidAt: at });
  // A trial, or a coupon for all of it: nothing came in.
  if (object.amount_paid === 0) return said;
  const whose = whoseOfInvoice(object, prices);
  const money = fromStripe(object.amount_paid, currency);
  return [...said, { kind: 'entry', whose, providerId: id, entry: 'payment', payment: intent ?? id, money, at: moments?.paid_at ?? at }];
}

function ofInvoice(object: z.infer<typeof invoice>, prices: Prices, outcome: { paidAt: number } | { failedAt: number }): Said[] {
  const subscription = object.subscription ?? object.parent?.subscription_details?.subscription;
  return subscription === undefined ? [] : [{ kind: 'invoice', whose: whoseOfInvoice(object, prices), subscription, ...outcome }];
}

function whoseOfInvoice({ customer, parent, subscription_details: before2025, lines }: z.infer<typeof invoice>, prices: Prices): Whose {
  const { unnamed } = whoseOf(customer, (parent?.subscription_details ?? before2025)?.metadata);
  const ids = lines?.data.map(({ price, pricing }) => price?.id ?? pricing?.price_details?.price ?? '') ?? [];
  return { customer, product: ids.map((id) => prices.get(id)).find((sold) => sold !== undefined), unnamed };
}

function ofCharge(object: z.infer<typeof charge>, before: number | undefined, event: { id: string; at: number }): Said[] {
  const { id, customer, payment_intent: intent, amount_refunded: total, currency } = object;
  return [
    {
      kind: 'refunded',
      whose: whoseOf(customer, object.metadata),
      providerId: event.id,
      payment: intent ?? id,
      total: fromStripe(total, currency),
      before: before === undefined ? undefined : fromStripe(before, currency),
      at: event.at,
    },
  ];
}

/** A refund that did not arrive is money that is here again. */
function ofRefund(object: z.infer<typeof refund>, at: number): Said[] {
  const { id, status, charge: of, payment_intent: intent, currency } = object;
  const payment = intent ?? of;
  if (status !== 'failed' || payment === undefined) return [];
  const money = fromStripe(object.amount, currency);
  const whose = whoseOf(undefined, object.metadata);
  return [
    { kind: 'entry', whose, providerId: `${id}:failed`, entry: 'refund', payment, money, at, ...(of === undefined ? {} : { charge: of }) },
  ];
}

/**
 * A question of a bank takes nothing yet, and what was settled by a refund is one; a dispute takes the amount, and one that is won
 * brings it back.
 */
function ofDispute(object: z.infer<typeof dispute>, { closed, created }: { closed: boolean; created: number }): Said[] {
  const { id, status, charge: of, payment_intent: intent, currency } = object;
  if (status.startsWith('warning_') || status === 'prevented') return [];
  const { amount: taken } = fromStripe(object.amount, currency);
  const entry = { kind: 'entry', whose: {}, entry: 'dispute', payment: intent ?? of, charge: of } as const;
  const begun: Said = { ...entry, providerId: id, money: { amount: -taken, currency }, at: object.created };
  if (!closed || status !== 'won') return [begun];
  return [begun, { ...entry, providerId: `${id}:won`, money: { amount: taken, currency }, at: created }];
}

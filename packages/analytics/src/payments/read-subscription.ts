import type { Money } from '@tripmaster/contracts';
import { z } from 'zod';
import type { Prices, Said } from './said.ts';
import { amount, maybe, moment, reference, word } from './stripe-fields.ts';
import { fromStripe, stripeCurrency } from './stripe-money.ts';

/** How many of an interval a year has. */
const A_YEAR: ReadonlyMap<string, number> = new Map([
  ['day', 365],
  ['week', 52],
  ['month', 12],
  ['year', 1],
]);

const item = z.looseObject({
  quantity: maybe(z.int().min(0)),
  current_period_start: maybe(moment),
  current_period_end: maybe(moment),
  price: z.looseObject({
    id: word,
    currency: stripeCurrency,
    unit_amount: maybe(amount),
    recurring: maybe(z.looseObject({ interval: z.string(), interval_count: z.int().min(1).default(1) })),
  }),
});

/** The part of a subscription that is read, as events and the API write it. */
export const subscriptionObject = z.looseObject({
  id: word,
  customer: maybe(reference),
  status: word.max(50),
  cancel_at_period_end: maybe(z.boolean()),
  cancel_at: maybe(moment),
  ended_at: maybe(moment),
  current_period_start: maybe(moment),
  current_period_end: maybe(moment),
  items: z.looseObject({ data: z.array(item) }),
});

type Item = z.infer<typeof item>;

export function readSubscription(object: z.infer<typeof subscriptionObject>, saidAt: number, prices: Prices): Said {
  const items = object.items.data;
  const ends = items.flatMap(({ current_period_end: end }) => end ?? []);
  const starts = items.flatMap(({ current_period_start: start }) => start ?? []);
  const periodEnd = object.current_period_end ?? latest(ends);
  const endsAt = object.ended_at ?? object.cancel_at ?? (object.cancel_at_period_end === true ? periodEnd : null);
  const sold = items.map(({ price }) => prices.get(price.id)).find((known) => known !== undefined);
  return {
    kind: 'subscription',
    whose: {
      customer: object.customer,
      // By its price alone: words that were given along once say nothing of what is paid now.
      product: sold,
    },
    id: object.id,
    status: object.status,
    periodStart: object.current_period_start ?? latest(starts),
    periodEnd,
    endsAt,
    monthly: monthlyOf(items),
    saidAt,
  };
}

function latest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.max(...moments);
}

/** What all of it costs a month, before discounts; `undefined` where a price is by use, or they differ in currency. */
function monthlyOf(items: readonly Item[]): Money | undefined {
  let yearly = 0;
  const currency = items[0]?.price.currency ?? '';
  for (const { price, quantity } of items) {
    const times = A_YEAR.get(price.recurring?.interval ?? '');
    if (price.unit_amount === undefined || times === undefined || price.currency !== currency) return undefined;
    yearly += (price.unit_amount * (quantity ?? 1) * times) / (price.recurring?.interval_count ?? 1);
  }
  return items.length === 0 ? undefined : fromStripe(Math.round(yearly / 12), currency);
}

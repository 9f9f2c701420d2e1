import type { Money, Product } from '@tripmaster/contracts';

/** Prices, and what is sold for them. */
export type Prices = ReadonlyMap<string, Product>;

/** Whose it is, as far as an event tells. */
export type Whose = {
  /** What Stripe calls them. */
  customer?: string | undefined;
  /** Of things of ours alone. */
  product?: Product | undefined;
  /** It was bought by somebody whose browser asks not to be counted: it is, but not as theirs. */
  unnamed?: boolean | undefined;
};

/** A row of the ledger before it is one. */
export type EntrySaid = {
  providerId: string;
  entry: 'payment' | 'refund' | 'dispute';
  payment: string;
  money: Money;
  at: number;
};

/** A subscription at a moment. */
export type SubscriptionSaid = {
  id: string;
  status: string;
  periodStart: number | null;
  periodEnd: number | null;
  endsAt: number | null;
  /** What it costs a month; absent where that can't be told. */
  monthly: Money | undefined;
  saidAt: number;
};

/** What an event tells us, in our own words. */
export type Said = { whose: Whose } & (
  | ({ kind: 'entry'; /** Where whose it is has to be asked for. */ charge?: string } & EntrySaid)
  /** Of a charge so much has gone back by now, and so much had before. */
  | { kind: 'refunded'; providerId: string; payment: string; total: Money; before: Money | undefined; at: number }
  | ({ kind: 'subscription' } & SubscriptionSaid)
  | { kind: 'invoice'; subscription: string; paidAt?: number; failedAt?: number }
  /** Somebody came back from paying. */
  | { kind: 'checkout'; subscription: string | undefined }
);

import { newId, utcDate, type Money } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { JobCall, Jobs } from '@tripmaster/jobs';
import type { Activity, CurrentRates } from '@tripmaster/rpc';
import { GONE, goneCustomer } from './gone.ts';
import { FIND_WHOSE, LOOK_AT } from './jobs.ts';
import type { PaymentsRepo, SubscriptionRow } from './payments.repo.ts';
import type { EntrySaid, Said, SubscriptionSaid, Whose } from './said.ts';
import { difference, isNewer, isRunning, rankOf } from './subscription-state.ts';

const SOURCE = 'stripe';
/** Stripe writes the same second under what it says in one; asked after it, it knows more. */
const LOOK_AFTER_MS = 5_000;

type Rates = Awaited<ReturnType<CurrentRates>>;
type Deps = {
  db: Database;
  repo: PaymentsRepo;
  activity: Activity;
  jobs: Pick<Jobs, 'enqueue'>;
  rates: CurrentRates;
  now: () => number;
};

/**
 * What came in, and what runs, written down in one transaction each. Whatever order things are said in, and however often, the
 * same is known in the end: rows of the ledger have Stripe's ids, and of a subscription's states the one that was said last counts.
 */
export function paymentsService({ db, repo, activity, jobs, rates, now }: Deps) {
  /** Who it is, where they are a customer of ours or were; what is sold elsewhere by the same Stripe account is nothing to us. */
  async function personOf(tx: Transaction, { customer }: Whose): Promise<string | undefined> {
    return customer === undefined ? undefined : repo.personOfCustomer(tx, [customer, goneCustomer(customer)]);
  }

  /** The person of the payment that something belongs to, where that is written down. */
  async function payerOf(tx: Transaction, payment: string): Promise<string | undefined> {
    return (await repo.ofPayment(tx, payment)).find(({ kind, person }) => kind === 'payment' && person !== null)?.person ?? undefined;
  }

  async function enter(tx: Transaction, said: EntrySaid, person: string, { product, unnamed }: Whose, known: Rates): Promise<void> {
    const { providerId, entry: kind, payment, money, at } = said;
    const day = utcDate(at);
    const inEuros = known.convert(money, 'EUR');
    const euroCents = inEuros?.money.amount ?? null;
    const added = await repo.addEntry(tx, {
      id: newId(now()),
      providerId,
      kind,
      person,
      product: product ?? null,
      payment,
      ...money,
      at,
      day,
      euroCents,
      perEuro: inEuros?.rate === undefined ? null : String(inEuros.rate.perUnit),
      rateAsOf: inEuros?.rate?.asOf ?? null,
    });
    if (!added) return;
    const { amount, currency } = money;
    const isPayment = kind === 'payment';
    await repo.addRevenue(tx, {
      day,
      currency,
      paid: isPayment ? amount : 0,
      refunded: isPayment ? 0 : -amount,
      payments: isPayment ? 1 : 0,
      netEuroCents: euroCents ?? 0,
    });
    const userId = await repo.userOf(tx, person);
    if (isPayment) await activity.record(tx, { name: 'paid', userId, unnamed, amount, currency });
    // Of a refund nobody says how it was bought: it is theirs of whom a payment is counted.
    if (kind === 'refund' && amount < 0)
      await activity.record(tx, { name: 'refunded', userId, unnamed: !(await repo.hasPaid(tx, person)), amount: -amount, currency });
  }

  async function setState(tx: Transaction, said: SubscriptionSaid, person: string, { product }: Whose, known: Rates): Promise<void> {
    const { id, status, periodStart, periodEnd, endsAt, saidAt } = said;
    const rank = rankOf(said, product);
    await addToHistory(tx, said, rank, known);
    const before = await repo.subscription(tx, id);
    // Two things in one second: which came last only Stripe knows.
    if (before?.saidAt === saidAt && before.rank !== rank) await lookAt(tx, id);
    if (before !== undefined && !isNewer({ saidAt, rank }, before)) return;
    await repo.putSubscription(tx, {
      ...(before ?? newSubscription(id)),
      person,
      product: product ?? null,
      status,
      periodStart,
      periodEnd,
      endsAt,
      saidAt,
      rank,
    });
  }

  async function addToHistory(tx: Transaction, said: SubscriptionSaid, rank: string, known: Rates): Promise<void> {
    const { id, status, saidAt: at, monthly } = said;
    const before = await repo.states(tx, id);
    const same = before.find((state) => state.at === at);
    if (same !== undefined && same.rank >= rank) return;
    const state = { at, rank, running: isRunning(status), monthlyEuroCents: inEuroCents(monthly, known) };
    const after = [...before.filter((other) => other !== same), state];
    for (const [day, change] of difference(before, after)) await repo.addRecurring(tx, { day, ...change });
    await repo.putState(tx, id, state);
  }

  async function lookAt(tx: Transaction, subscription: string): Promise<void> {
    await jobs.enqueue(tx, LOOK_AT, { subscription }, { key: subscription, dueAt: now() + LOOK_AFTER_MS });
  }

  async function take(tx: Transaction, said: Said, known: Rates): Promise<void> {
    const { whose } = said;
    if (said.kind === 'entry') {
      const { kind: _kind, whose: _whose, charge, ...entry } = said;
      const person = (await personOf(tx, whose)) ?? (await payerOf(tx, said.payment));
      if (person !== undefined) return enter(tx, entry, person, whose, known);
      // A dispute does not say whose it is.
      if (charge !== undefined && whose.customer === undefined)
        await jobs.enqueue(
          tx,
          FIND_WHOSE,
          { charge, entry, ...(whose.product === undefined ? {} : { product: whose.product }) },
          { key: entry.providerId },
        );
      return;
    }
    const person = (await personOf(tx, whose)) ?? (said.kind === 'refunded' ? await payerOf(tx, said.payment) : undefined);
    if (person === undefined) return;
    switch (said.kind) {
      case 'refunded':
        return enterRefund(tx, said, person, known);
      case 'subscription':
        return setState(tx, said, person, whose, known);
      case 'invoice': {
        const before = (await repo.subscription(tx, said.subscription)) ?? newSubscription(said.subscription);
        const paidAt = laterOf(before.paidAt, said.paidAt);
        const failedAt = laterOf(before.failedAt, said.failedAt);
        return repo.putSubscription(tx, { ...before, person, paidAt, failedAt });
      }
      case 'checkout':
        if (said.subscription !== undefined) await lookAt(tx, said.subscription);
    }
  }

  /** What went back since the last time: Stripe says what it was before, and else the ledger does. */
  async function enterRefund(tx: Transaction, said: Extract<Said, { kind: 'refunded' }>, person: string, known: Rates): Promise<void> {
    const { providerId, payment, total, at } = said;
    const written = async () =>
      (await repo.ofPayment(tx, payment)).reduce((sum, { kind, amount }) => (kind === 'refund' ? sum - amount : sum), 0);
    const amount = total.amount - (said.before?.amount ?? (await written()));
    if (amount <= 0) return;
    const money = { amount: -amount, currency: total.currency };
    await enter(tx, { providerId, entry: 'refund', payment, money, at }, person, said.whose, known);
  }

  return {
    /** Takes what an event says, once however often it comes. */
    async receive(event: string, all: readonly Said[]): Promise<void> {
      const known = await rates();
      await db.write(async (tx) => {
        if (!(await repo.claimEvent(tx, { source: SOURCE, id: event, at: now() }))) return;
        for (const said of all) await take(tx, said, known);
      });
    },

    /** Takes what was asked for, in a transaction of its own or the one that ends a job. */
    async learn(said: Said, write: JobCall['finish'] = (work) => db.write(work)): Promise<void> {
      const known = await rates();
      await write((tx) => take(tx, said, known));
    },

    /** Forgets events that Stripe won't send again, and whose accounts that are gone once paid. */
    async forget(eventsBefore: number, goneBefore: number): Promise<void> {
      await db.write(async (tx) => {
        await repo.purgeEvents(tx, SOURCE, eventsBefore);
        await repo.purgeGone(tx, GONE, goneBefore);
      });
    },
  };
}

export type PaymentsService = ReturnType<typeof paymentsService>;

function inEuroCents(money: Money | undefined, rates: Rates): number {
  return (money === undefined ? undefined : rates.convert(money, 'EUR')?.money.amount) ?? 0;
}

function laterOf(before: number | null, next: number | undefined): number | null {
  return next === undefined ? before : Math.max(before ?? 0, next);
}

/** One of which nothing was said but that it is there: whatever is said of it counts against this. */
function newSubscription(id: string): SubscriptionRow {
  return {
    id,
    person: null,
    product: null,
    status: 'incomplete',
    periodStart: null,
    periodEnd: null,
    endsAt: null,
    saidAt: 0,
    rank: '',
    paidAt: null,
    failedAt: null,
    askedAt: 0,
  };
}

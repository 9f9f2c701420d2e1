import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import { giveBought } from './bought.repo.ts';
import type { State } from './subscription-state.ts';

export type LedgerRow = Database['tables']['ledger']['$inferSelect'];
export type SubscriptionRow = Database['tables']['subscriptions']['$inferSelect'];

/** Queries of what people paid. */
export function paymentsRepo({ tables }: Pick<Database, 'tables'>) {
  const {
    events,
    users,
    analyticsPeople,
    billingCustomers,
    inboundEvents,
    ledger,
    subscriptions,
    subscriptionStates,
    revenueDays,
    recurringDays,
  } = tables;

  return {
    async userOf(db: Reader, ref: string) {
      const [row] = await db.select({ userId: analyticsPeople.userId }).from(analyticsPeople).where(eq(analyticsPeople.ref, ref));
      return row?.userId;
    },
    async emailOf(db: Reader, userId: string) {
      const [row] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
      return row?.email;
    },

    /** The customer that somebody is, if any. */
    async customerOf(db: Reader, userId: string) {
      const [row] = await db
        .select({ customerId: billingCustomers.customerId, createdAt: billingCustomers.createdAt })
        .from(analyticsPeople)
        .innerJoin(billingCustomers, eq(billingCustomers.person, analyticsPeople.ref))
        .where(eq(analyticsPeople.userId, userId));
      return row;
    },
    async personOfCustomer(db: Reader, names: string[]) {
      const [row] = await db
        .select({ person: billingCustomers.person })
        .from(billingCustomers)
        .where(inArray(billingCustomers.customerId, names));
      return row?.person;
    },
    async addCustomer(tx: Transaction, row: typeof billingCustomers.$inferInsert) {
      await tx.insert(billingCustomers).values(row).onConflictDoNothing();
    },

    /** Cuts what somebody bought off from all else that is known of them: their customer and their pseudonym get other names. */
    async cutOff(tx: Transaction, customerId: string, next: { person: string; customerId: string; createdAt: number }) {
      const [known] = await tx
        .select({ person: billingCustomers.person })
        .from(billingCustomers)
        .where(eq(billingCustomers.customerId, customerId));
      if (known === undefined) return;
      await tx.update(billingCustomers).set(next).where(eq(billingCustomers.customerId, customerId));
      await giveBought(tx, tables, known.person, next.person);
    },
    async purgeGone(tx: Transaction, prefix: string, before: number) {
      await tx
        .delete(billingCustomers)
        .where(
          and(
            gt(billingCustomers.customerId, prefix),
            lt(billingCustomers.customerId, `${prefix}~`),
            lt(billingCustomers.createdAt, before),
          ),
        );
    },

    /** Takes an event; false when it was taken before. */
    async claimEvent(tx: Transaction, event: typeof inboundEvents.$inferInsert) {
      const taken = await tx.insert(inboundEvents).values(event).onConflictDoNothing().returning({ id: inboundEvents.id });
      return taken.length > 0;
    },
    async purgeEvents(tx: Transaction, source: string, before: number) {
      await tx.delete(inboundEvents).where(and(eq(inboundEvents.source, source), lt(inboundEvents.at, before)));
    },

    /** Writes a row; false when it is there already. */
    async addEntry(tx: Transaction, row: LedgerRow) {
      const added = await tx.insert(ledger).values(row).onConflictDoNothing().returning({ id: ledger.id });
      return added.length > 0;
    },
    async ofPayment(db: Reader, payment: string) {
      return db.select({ kind: ledger.kind, person: ledger.person, amount: ledger.amount }).from(ledger).where(eq(ledger.payment, payment));
    },
    /** Whether a payment is counted under a pseudonym. */
    async hasPaid(db: Reader, person: string) {
      const rows = await db
        .select({ id: events.id })
        .from(events)
        .where(and(eq(events.person, person), eq(events.name, 'paid')))
        .limit(1);
      return rows.length > 0;
    },
    addRevenue: statement('revenue-add', (tx: Transaction) =>
      tx
        .insert(revenueDays)
        .values({
          day: sql.placeholder('day'),
          currency: sql.placeholder('currency'),
          paid: sql.placeholder('paid'),
          refunded: sql.placeholder('refunded'),
          payments: sql.placeholder('payments'),
          netEuroCents: sql.placeholder('netEuroCents'),
        })
        .onConflictDoUpdate({
          target: [revenueDays.day, revenueDays.currency],
          set: {
            paid: sql`${revenueDays.paid} + excluded.paid`,
            refunded: sql`${revenueDays.refunded} + excluded.refunded`,
            payments: sql`${revenueDays.payments} + excluded.payments`,
            netEuroCents: sql`${revenueDays.netEuroCents} + excluded.net_euro_cents`,
          },
        }),
    ),
    addRecurring: statement('recurring-add', (tx: Transaction) =>
      tx
        .insert(recurringDays)
        .values({
          day: sql.placeholder('day'),
          subscribers: sql.placeholder('subscribers'),
          monthlyEuroCents: sql.placeholder('monthlyEuroCents'),
        })
        .onConflictDoUpdate({
          target: recurringDays.day,
          set: {
            subscribers: sql`${recurringDays.subscribers} + excluded.subscribers`,
            monthlyEuroCents: sql`${recurringDays.monthlyEuroCents} + excluded.monthly_euro_cents`,
          },
        }),
    ),

    async subscription(db: Reader, id: string) {
      const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
      return row;
    },
    async putSubscription(tx: Transaction, { id, ...row }: SubscriptionRow) {
      await tx
        .insert(subscriptions)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: subscriptions.id, set: row });
    },
    async states(db: Reader, subscription: string): Promise<State[]> {
      const { at, rank, running, monthlyEuroCents } = subscriptionStates;
      return db
        .select({ at, rank, running, monthlyEuroCents })
        .from(subscriptionStates)
        .where(eq(subscriptionStates.subscription, subscription));
    },
    async putState(tx: Transaction, subscription: string, { at, ...state }: State) {
      await tx
        .insert(subscriptionStates)
        .values({ subscription, at, ...state })
        .onConflictDoUpdate({ target: [subscriptionStates.subscription, subscriptionStates.at], set: state });
    },
    /** Subscriptions whose time was over some while ago, and of which nobody has said what became of them; those that were not asked about for longest first. */
    async overdue(db: Reader, statuses: readonly string[], before: number, limit: number) {
      return db
        .select({ id: subscriptions.id })
        .from(subscriptions)
        .where(and(inArray(subscriptions.status, [...statuses]), lt(subscriptions.periodEnd, before)))
        .orderBy(asc(subscriptions.askedAt), asc(subscriptions.id))
        .limit(limit);
    },
    async asked(tx: Transaction, ids: string[], at: number) {
      await tx.update(subscriptions).set({ askedAt: at }).where(inArray(subscriptions.id, ids));
    },

    subscriptionsOf: statement('subscriptions-of', (db: Reader) =>
      db
        .select({
          id: subscriptions.id,
          product: subscriptions.product,
          status: subscriptions.status,
          periodStart: subscriptions.periodStart,
          periodEnd: subscriptions.periodEnd,
          endsAt: subscriptions.endsAt,
          paidAt: subscriptions.paidAt,
          failedAt: subscriptions.failedAt,
        })
        .from(analyticsPeople)
        .innerJoin(subscriptions, eq(subscriptions.person, analyticsPeople.ref))
        .where(eq(analyticsPeople.userId, sql.placeholder('userId'))),
    ),
    paymentsOf: statement('payments-of', (db: Reader) =>
      db
        .select({ kind: ledger.kind, product: ledger.product, payment: ledger.payment, amount: ledger.amount, at: ledger.at })
        .from(analyticsPeople)
        .innerJoin(ledger, eq(ledger.person, analyticsPeople.ref))
        .where(eq(analyticsPeople.userId, sql.placeholder('userId'))),
    ),
    async entriesOf(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select({
          id: ledger.id,
          providerId: ledger.providerId,
          kind: ledger.kind,
          product: ledger.product,
          amount: ledger.amount,
          currency: ledger.currency,
          at: ledger.at,
        })
        .from(analyticsPeople)
        .innerJoin(ledger, eq(ledger.person, analyticsPeople.ref))
        .where(and(eq(analyticsPeople.userId, userId), gt(ledger.id, after)))
        .orderBy(asc(ledger.id))
        .limit(limit);
    },
  };
}

export type PaymentsRepo = ReturnType<typeof paymentsRepo>;

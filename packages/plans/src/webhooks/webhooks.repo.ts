import type { WebhookEvent } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';

export type WebhookRow = Database['tables']['webhooks']['$inferSelect'];
export type DeliveryRow = Database['tables']['webhookDeliveries']['$inferSelect'];
type Change = Partial<Pick<WebhookRow, 'url' | 'events' | 'secret' | 'disabledAt' | 'failures'>>;

/** Queries of webhooks and of what is on its way to them. */
export function webhooksRepo({ tables: { webhooks, webhookDeliveries, planMembers, users } }: Pick<Database, 'tables'>) {
  return {
    ofUser: statement('webhooks-of-user', (db: Reader) =>
      db
        .select()
        .from(webhooks)
        .where(eq(webhooks.userId, sql.placeholder('userId')))
        .orderBy(asc(webhooks.id)),
    ),

    byId: statement('webhook-by-id', (db: Reader) =>
      db
        .select()
        .from(webhooks)
        .where(and(eq(webhooks.id, sql.placeholder('id')), eq(webhooks.userId, sql.placeholder('userId')))),
    ),

    /** Those that are switched on of everybody on a plan whose account is. */
    listening: statement('webhooks-listening', (db: Reader) =>
      db
        .select({ id: webhooks.id, events: webhooks.events })
        .from(webhooks)
        .innerJoin(users, eq(users.id, webhooks.userId))
        .where(
          and(
            isNull(webhooks.disabledAt),
            eq(users.status, 'active'),
            or(
              eq(webhooks.userId, sql.placeholder('ownerId')),
              inArray(
                webhooks.userId,
                db
                  .select({ userId: planMembers.userId })
                  .from(planMembers)
                  .where(eq(planMembers.planId, sql.placeholder('planId'))),
              ),
            ),
          ),
        ),
    ),

    async countOf(db: Reader, userId: string): Promise<number> {
      const [row] = await db.select({ count: count() }).from(webhooks).where(eq(webhooks.userId, userId));
      return row?.count ?? 0;
    },

    async add(tx: Transaction, row: WebhookRow): Promise<void> {
      await tx.insert(webhooks).values(row);
    },

    async change(tx: Transaction, id: string, change: Change): Promise<void> {
      if (Object.keys(change).length > 0) await tx.update(webhooks).set(change).where(eq(webhooks.id, id));
    },

    async remove(tx: Transaction, id: string): Promise<void> {
      await tx.delete(webhooks).where(eq(webhooks.id, id));
    },

    async queue(
      tx: Transaction,
      rows: { id: string; webhookId: string; event: WebhookEvent; payload: string; now: number }[],
    ): Promise<void> {
      if (rows.length > 0)
        await tx.insert(webhookDeliveries).values(rows.map(({ now, ...row }) => ({ ...row, attempts: 0, dueAt: now, createdAt: now })));
    },

    /** What is due, longest waiting first; asked every second, so it must cost next to nothing. */
    due: statement('webhook-deliveries-due', (db: Reader) =>
      db
        .select({ id: webhookDeliveries.id })
        .from(webhookDeliveries)
        .where(and(isNull(webhookDeliveries.doneAt), lte(webhookDeliveries.dueAt, sql.placeholder('now'))))
        .orderBy(asc(webhookDeliveries.dueAt))
        .limit(sql.placeholder('most')),
    ),

    /** Takes those that are still due, until the lease runs out. */
    async claim(tx: Transaction, ids: string[], { now, leaseMs }: { now: number; leaseMs: number }): Promise<DeliveryRow[]> {
      return tx
        .update(webhookDeliveries)
        .set({ dueAt: now + leaseMs })
        .where(and(inArray(webhookDeliveries.id, ids), isNull(webhookDeliveries.doneAt), lte(webhookDeliveries.dueAt, now)))
        .returning();
    },

    async hook(db: Reader, id: string): Promise<WebhookRow | undefined> {
      return (await db.select().from(webhooks).where(eq(webhooks.id, id)))[0];
    },

    async settle(tx: Transaction, id: string, change: Partial<Pick<DeliveryRow, 'attempts' | 'dueAt' | 'doneAt' | 'status' | 'problem'>>) {
      await tx
        .update(webhookDeliveries)
        .set(change)
        .where(and(eq(webhookDeliveries.id, id), isNull(webhookDeliveries.doneAt)));
    },

    /** Gives up what waits for a webhook that is switched off. */
    async giveUp(tx: Transaction, webhookId: string, now: number): Promise<void> {
      await tx
        .update(webhookDeliveries)
        .set({ doneAt: now, problem: 'switched off' })
        .where(and(eq(webhookDeliveries.webhookId, webhookId), isNull(webhookDeliveries.doneAt)));
    },

    deliveries: statement('webhook-deliveries', (db: Reader) =>
      db
        .select()
        .from(webhookDeliveries)
        .where(and(eq(webhookDeliveries.webhookId, sql.placeholder('webhookId')), lt(webhookDeliveries.id, sql.placeholder('before'))))
        .orderBy(desc(webhookDeliveries.id))
        .limit(sql.placeholder('limit')),
    ),

    async deliveriesAfter(db: Reader, webhookId: string, after: string, limit: number): Promise<DeliveryRow[]> {
      return db
        .select()
        .from(webhookDeliveries)
        .where(and(eq(webhookDeliveries.webhookId, webhookId), gt(webhookDeliveries.id, after)))
        .orderBy(asc(webhookDeliveries.id))
        .limit(limit);
    },

    async purge(tx: Transaction, before: number): Promise<void> {
      await tx.delete(webhookDeliveries).where(and(isNotNull(webhookDeliveries.doneAt), lt(webhookDeliveries.doneAt, before)));
    },
  };
}

export type WebhooksRepo = ReturnType<typeof webhooksRepo>;

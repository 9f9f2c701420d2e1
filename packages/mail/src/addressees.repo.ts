import type { NotificationsUpdate } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';

type Suppression = Database['tables']['mailSuppressions']['$inferSelect'];
/** As a kind: every mail. */
export const EVERY = '*';

/** Queries of who wants which mails, and of what other services told us about them. */
export function addresseesRepo({ tables: { users, mailSuppressions, inboundEvents } }: Pick<Database, 'tables'>) {
  return {
    byAddress: statement('mail-addressee', (db: Reader) =>
      db
        .select({ id: users.id, notifications: users.notifications })
        .from(users)
        .where(eq(users.email, sql.placeholder('email'))),
    ),
    suppressions: statement('mail-suppressions', (db: Reader) =>
      db
        .select()
        .from(mailSuppressions)
        .where(eq(mailSuppressions.addressHash, sql.placeholder('hash'))),
    ),
    async byId(db: Reader, userId: string): Promise<{ email: string; notifications: NotificationsUpdate | null } | undefined> {
      return (await db.select({ email: users.email, notifications: users.notifications }).from(users).where(eq(users.id, userId)))[0];
    },
    async suppress(tx: Transaction, row: Suppression): Promise<void> {
      await tx
        .insert(mailSuppressions)
        .values(row)
        .onConflictDoUpdate({
          target: [mailSuppressions.addressHash, mailSuppressions.kind],
          set: { reason: row.reason, at: row.at },
        });
    },
    /** Lifts what stands for one kind, or what stands because of one of the reasons. */
    async lift(tx: Transaction, addressHash: string, which: { kind: string } | { reasons: Suppression['reason'][]; before?: number }) {
      const own = eq(mailSuppressions.addressHash, addressHash);
      await tx
        .delete(mailSuppressions)
        .where(
          'kind' in which
            ? and(own, eq(mailSuppressions.kind, which.kind))
            : and(
                own,
                inArray(mailSuppressions.reason, which.reasons),
                which.before === undefined ? undefined : lt(mailSuppressions.at, which.before),
              ),
        );
    },

    /** Notes that a service told us something, at a moment it names; gives the moment noted before, when it did so already. */
    async heard(tx: Transaction, event: { source: string; id: string; at: number }): Promise<number | undefined> {
      const added = await tx.insert(inboundEvents).values(event).onConflictDoNothing().returning({ at: inboundEvents.at });
      if (added.length > 0) return undefined;
      const same = and(eq(inboundEvents.source, event.source), eq(inboundEvents.id, event.id));
      const [known] = await tx.select({ at: inboundEvents.at }).from(inboundEvents).where(same);
      if (known !== undefined && known.at < event.at) await tx.update(inboundEvents).set({ at: event.at }).where(same);
      return known?.at ?? event.at;
    },
    async forgetHeard(tx: Transaction, source: string, before: number): Promise<void> {
      await tx.delete(inboundEvents).where(and(lt(inboundEvents.at, before), eq(inboundEvents.source, source)));
    },
  };
}

export type AddresseesRepo = ReturnType<typeof addresseesRepo>;

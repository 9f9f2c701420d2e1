import { facetsOf, type Visibility } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm';

export type PlanRow = Database['tables']['plans']['$inferSelect'];

/** Queries of plans. Documents lie apart and are read one at a time only. */
export function plansRepo({
  tables: { plans, planDocuments, publicFacets, planMembers, users, idempotencyKeys },
}: Pick<Database, 'tables'>) {
  /** What the row of a plan says is what the public finds it by (`destinations`: folded names); nothing when `publishedAt` is null, and of a plan that a moderator hid. */
  async function republish(tx: Transaction, planId: string, destinations: readonly string[], publishedAt: number | null) {
    await tx.delete(publicFacets).where(eq(publicFacets.planId, planId));
    if (publishedAt === null) return;
    const [plan] = await tx
      .select({ dayCount: plans.dayCount, startDate: plans.startDate, copies: plans.copies, hiddenAt: plans.hiddenAt })
      .from(plans)
      .where(eq(plans.id, planId));
    if (plan === undefined || plan.hiddenAt !== null) return;
    const { copies } = plan;
    await tx.insert(publicFacets).values(facetsOf({ ...plan, destinations }).map((facet) => ({ ...facet, planId, publishedAt, copies })));
  }

  return {
    /** A plan that is not deleted, with what `userId` ('' for nobody) is on it beside its owner. */
    withDocument: statement('plan-with-document', (db: Reader) =>
      db
        .select({ plan: plans, document: planDocuments.document, ownerName: users.name, member: planMembers.role })
        .from(plans)
        .innerJoin(planDocuments, eq(planDocuments.planId, plans.id))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, sql.placeholder('userId'))))
        .where(and(eq(plans.id, sql.placeholder('id')), isNull(plans.deletedAt))),
    ),

    add: statement('plan-add', (tx: Transaction) =>
      tx.insert(plans).values({
        id: sql.placeholder('id'),
        ownerId: sql.placeholder('ownerId'),
        version: 1,
        title: sql.placeholder('title'),
        visibility: 'private',
        startDate: sql.placeholder('startDate'),
        endDate: sql.placeholder('endDate'),
        dayCount: sql.placeholder('dayCount'),
        travellers: sql.placeholder('travellers'),
        totalAmount: sql.placeholder('totalAmount'),
        currency: sql.placeholder('currency'),
        rulesHolding: sql.placeholder('rulesHolding'),
        destinations: sql.placeholder('destinations'),
        stopsPerDay: sql.placeholder('stopsPerDay'),
        searchText: sql.placeholder('searchText'),
        createdAt: sql.placeholder('now'),
        updatedAt: sql.placeholder('now'),
      }),
    ),

    addDocument: statement('plan-document-add', (tx: Transaction) =>
      tx.insert(planDocuments).values({ planId: sql.placeholder('id'), document: sql.placeholder('document') }),
    ),

    /** A person's plans in the order they were made, deleted ones too, with their documents. */
    async allOfOwner(db: Reader, ownerId: string, after: string, limit: number) {
      return db
        .select({ plan: plans, document: planDocuments.document })
        .from(plans)
        .innerJoin(planDocuments, eq(planDocuments.planId, plans.id))
        .where(and(eq(plans.ownerId, ownerId), gt(plans.id, after)))
        .orderBy(asc(plans.id))
        .limit(limit);
    },

    /** Any plan, deleted or not. */
    async byId(db: Reader, id: string) {
      return (await db.select().from(plans).where(eq(plans.id, id)))[0];
    },

    /** The owner's plan, deleted or not. */
    async ofOwner(db: Reader, ownerId: string, id: string) {
      return (
        await db
          .select()
          .from(plans)
          .where(and(eq(plans.id, id), eq(plans.ownerId, ownerId)))
      )[0];
    },

    async setDeleted(tx: Transaction, id: string, deletedAt: number | null) {
      await tx
        .update(plans)
        .set({ deletedAt, ...(deletedAt === null ? {} : { visibility: 'private' as const, publishedAt: null }) })
        .where(eq(plans.id, id));
      await tx.delete(publicFacets).where(eq(publicFacets.planId, id));
    },

    async setVisibility(tx: Transaction, id: string, visibility: Visibility, destinations: string[], now: number) {
      const publishedAt = visibility === 'public' ? now : null;
      // What the plan says was saved when it was: who may see it is no part of that.
      await tx.update(plans).set({ visibility, publishedAt }).where(eq(plans.id, id));
      await republish(tx, id, destinations, publishedAt);
    },

    republish,

    async setShowsDates(tx: Transaction, id: string, showsDates: boolean) {
      await tx.update(plans).set({ showsDates }).where(eq(plans.id, id));
    },

    /** Removes for good what was deleted before `before`; at most `limit` plans a call. Gives how many. */
    async purge(tx: Transaction, before: number, limit: number) {
      const due = await tx.select({ id: plans.id }).from(plans).where(lte(plans.deletedAt, before)).limit(limit);
      if (due.length > 0)
        await tx.delete(plans).where(
          inArray(
            plans.id,
            due.map(({ id }) => id),
          ),
        );
      return due.length;
    },

    async purgeKeys(tx: Transaction, before: number) {
      await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before));
    },

    idempotent: statement('idempotency-by-key', (db: Reader) =>
      db
        .select()
        .from(idempotencyKeys)
        .where(and(eq(idempotencyKeys.userId, sql.placeholder('userId')), eq(idempotencyKeys.key, sql.placeholder('key')))),
    ),
    /** False when the key is taken. */
    async claimKey(tx: Transaction, row: typeof idempotencyKeys.$inferInsert) {
      return (await tx.insert(idempotencyKeys).values(row).onConflictDoNothing().returning({ key: idempotencyKeys.key })).length > 0;
    },
  };
}

export type PlansRepo = ReturnType<typeof plansRepo>;

import type { MemberRole } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Authorized } from '../access/access.ts';
import type { PlanRow } from '../plans/plans.repo.ts';

export type InvitationRow = Database['tables']['planInvitations']['$inferSelect'];
type Owned = Authorized<Pick<PlanRow, 'id'>, 'owner'>;

/** Queries of the people on a plan, and of who was asked to be. */
export function membersRepo({ tables: { plans, planInvitations, planMembers, users } }: Pick<Database, 'tables'>) {
  return {
    person: statement('member-person', (db: Reader) =>
      db
        .select({ id: users.id, name: users.name, email: users.email, auditRef: users.auditRef })
        .from(users)
        .where(eq(users.id, sql.placeholder('id'))),
    ),

    /** The account of an address, for a mail to it. Nothing that is answered may depend on it. */
    async byEmail(db: Reader, email: string) {
      return (await db.select({ id: users.id, locale: users.locale }).from(users).where(eq(users.email, email)))[0];
    },

    /** Everybody on a plan but its owner, as they came; they are few. */
    async ofPlan(db: Reader, planId: string) {
      return db
        .select({ userId: planMembers.userId, role: planMembers.role, joinedAt: planMembers.joinedAt, name: users.name })
        .from(planMembers)
        .innerJoin(users, eq(users.id, planMembers.userId))
        .where(eq(planMembers.planId, planId))
        .orderBy(asc(planMembers.joinedAt), asc(planMembers.userId));
    },

    member: statement('plan-member', (db: Reader) =>
      db
        .select({ role: planMembers.role, auditRef: users.auditRef })
        .from(planMembers)
        .innerJoin(users, eq(users.id, planMembers.userId))
        .where(and(eq(planMembers.planId, sql.placeholder('planId')), eq(planMembers.userId, sql.placeholder('userId')))),
    ),

    async countMembers(db: Reader, planId: string): Promise<number> {
      const [row] = await db.select({ members: count() }).from(planMembers).where(eq(planMembers.planId, planId));
      return row?.members ?? 0;
    },

    /** Somebody comes onto a plan who is not on it yet: that, and what they were let in by, was checked in the same transaction. */
    async join(tx: Transaction, row: typeof planMembers.$inferInsert) {
      await tx.insert(planMembers).values(row);
    },

    /** A further-reaching role for somebody who is on the plan, by an invitation that was checked by the caller. */
    async raise(tx: Transaction, planId: string, userId: string, role: MemberRole) {
      await tx
        .update(planMembers)
        .set({ role })
        .where(and(eq(planMembers.planId, planId), eq(planMembers.userId, userId)));
    },

    async setRole(tx: Transaction, { id: planId }: Owned, userId: string, role: MemberRole) {
      await tx
        .update(planMembers)
        .set({ role })
        .where(and(eq(planMembers.planId, planId), eq(planMembers.userId, userId)));
    },

    /** Takes somebody off a plan: the owner anybody, everybody themselves. False when they are not on it. */
    async remove(tx: Transaction, { id: planId }: Authorized<Pick<PlanRow, 'id'>, 'viewer'>, userId: string): Promise<boolean> {
      const removed = await tx
        .delete(planMembers)
        .where(and(eq(planMembers.planId, planId), eq(planMembers.userId, userId)))
        .returning({ userId: planMembers.userId });
      return removed.length > 0;
    },

    /** The open invitations of a plan, newest first; they are few. */
    async invitationsOf(db: Reader, planId: string, now: number) {
      return db
        .select()
        .from(planInvitations)
        .where(and(eq(planInvitations.planId, planId), gt(planInvitations.expiresAt, now)))
        .orderBy(desc(planInvitations.createdAt), desc(planInvitations.id));
    },

    async countInvitations(db: Reader, planId: string, now: number): Promise<number> {
      const [row] = await db
        .select({ invitations: count() })
        .from(planInvitations)
        .where(and(eq(planInvitations.planId, planId), gt(planInvitations.expiresAt, now)));
      return row?.invitations ?? 0;
    },

    async invitation(db: Reader, id: string) {
      return (await db.select().from(planInvitations).where(eq(planInvitations.id, id)))[0];
    },

    async invitationTo(db: Reader, planId: string, email: string) {
      return (
        await db
          .select()
          .from(planInvitations)
          .where(and(eq(planInvitations.planId, planId), eq(planInvitations.email, email)))
      )[0];
    },

    /** A living invitation to a plan that is not deleted. */
    offered: statement('plan-invitation-offered', (db: Reader) =>
      db
        .select({ invitation: planInvitations, plan: plans })
        .from(planInvitations)
        .innerJoin(plans, eq(plans.id, planInvitations.planId))
        .where(
          and(
            eq(planInvitations.tokenHash, sql.placeholder('hash')),
            sql`${planInvitations.expiresAt} > ${sql.placeholder('now')}`,
            isNull(plans.deletedAt),
          ),
        ),
    ),

    /** An invitation to an address; one that it has already becomes this one. */
    async invite(tx: Transaction, { id: planId }: Owned, row: Omit<InvitationRow, 'planId'>): Promise<void> {
      const { role, tokenHash, invitedBy, createdAt, expiresAt } = row;
      await tx
        .insert(planInvitations)
        .values({ ...row, planId })
        .onConflictDoUpdate({
          target: [planInvitations.planId, planInvitations.email],
          set: { role, tokenHash, invitedBy, createdAt, expiresAt },
        });
    },

    async setInvitedRole(tx: Transaction, { id: planId }: Owned, id: string, role: MemberRole) {
      await tx
        .update(planInvitations)
        .set({ role })
        .where(and(eq(planInvitations.id, id), eq(planInvitations.planId, planId)));
    },

    /** Uses an invitation up; of many uses at once one gets it. */
    async take(tx: Transaction, hash: string, now: number) {
      const taken = await tx
        .delete(planInvitations)
        .where(and(eq(planInvitations.tokenHash, hash), gt(planInvitations.expiresAt, now)))
        .returning();
      return taken[0];
    },

    async withdraw(tx: Transaction, { id: planId }: Owned, id: string): Promise<boolean> {
      const removed = await tx
        .delete(planInvitations)
        .where(and(eq(planInvitations.id, id), eq(planInvitations.planId, planId)))
        .returning({ id: planInvitations.id });
      return removed.length > 0;
    },

    /** The plans a person has joined, after `after` by id. */
    async joinedBy(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select({ planId: planMembers.planId, role: planMembers.role, joinedAt: planMembers.joinedAt })
        .from(planMembers)
        .where(and(eq(planMembers.userId, userId), gt(planMembers.planId, after)))
        .orderBy(planMembers.planId)
        .limit(limit);
    },

    /** The invitations a person has sent, after `after` by id. */
    async sentBy(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select()
        .from(planInvitations)
        .where(and(eq(planInvitations.invitedBy, userId), gt(planInvitations.id, after)))
        .orderBy(planInvitations.id)
        .limit(limit);
    },

    /** The open invitations to a person's address; they are few. */
    async sentTo(db: Reader, userId: string) {
      return db
        .select({ role: planInvitations.role, createdAt: planInvitations.createdAt, expiresAt: planInvitations.expiresAt })
        .from(planInvitations)
        .innerJoin(users, eq(users.email, planInvitations.email))
        .where(eq(users.id, userId));
    },

    async forgetAddress(tx: Transaction, email: string) {
      await tx.delete(planInvitations).where(eq(planInvitations.email, email));
    },

    async purge(tx: Transaction, now: number) {
      await tx.delete(planInvitations).where(lte(planInvitations.expiresAt, now));
    },
  };
}

export type MembersRepo = ReturnType<typeof membersRepo>;

import { AppError, toInstant, type MemberRole, type People, type Person } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit, PersonalEntry } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import { idOf, inBatches } from '../batches.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import { NAMELESS } from '../plans/document.ts';
import { invitationView } from './invitations.service.ts';
import type { MembersRepo } from './members.repo.ts';

type Deps = {
  db: Database;
  repo: MembersRepo;
  access: PlanAccess;
  audit: Audit;
  notices: Pick<NoticesService, 'roleSet'>;
  now: () => number;
};

/** Who is on a plan, and what they may do. */
export function membersService({ db, repo, access, audit, notices, now }: Deps) {
  async function memberOf(reader: Parameters<MembersRepo['member']>[0], planId: string, userId: string) {
    const [found] = await repo.member(reader, { planId, userId });
    if (found === undefined) throw new AppError('not-found');
    return found;
  }

  return {
    /** Who is on the trip, for those who are; the owner also sees who was asked and has not come yet. */
    async list(actor: Actor, id: string): Promise<People> {
      const { plan, role } = await access.find(db.read, actor, id, 'viewer');
      const [[owner], members, invitations] = await Promise.all([
        repo.person(db.read, { id: plan.ownerId }),
        repo.ofPlan(db.read, id),
        role === 'owner' ? repo.invitationsOf(db.read, id, now()) : [],
      ]);
      const you = (userId: string): Pick<Person, 'you'> => (userId === actor.userId ? { you: true } : {});
      return {
        items: [
          { userId: plan.ownerId, name: owner?.name ?? NAMELESS, role: 'owner', ...you(plan.ownerId) },
          ...members.map(({ userId, name, role: theirs, joinedAt }) => ({
            userId,
            name: name ?? NAMELESS,
            role: theirs,
            joinedAt: toInstant(joinedAt),
            ...you(userId),
          })),
        ],
        invitations: invitations.map(invitationView),
      };
    },

    /** Says what a member may do. Throws `not-found` for who is no member. */
    async setRole(
      actor: Actor,
      { id, userId, role }: { id: string; userId: string; role: MemberRole },
    ): Promise<{ id: string; userId: string; role: MemberRole }> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, id, 'owner');
        const { role: before, auditRef } = await memberOf(tx, id, userId);
        if (before !== role) {
          await repo.setRole(tx, plan, userId, role);
          await audit.record(tx, {
            action: 'plan.member-role-set',
            actor: actor.auditRef,
            subject: auditRef,
            detail: { plan: id, from: before, to: role },
          });
          await notices.roleSet(tx, plan, userId, role);
        }
        return { id, userId, role };
      });
    },

    /** Takes a member off the trip: with their next request they see of it what everybody sees. */
    async remove(actor: Actor, { id, userId }: { id: string; userId: string }): Promise<{ id: string; userId: string }> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, id, 'owner');
        const { role, auditRef } = await memberOf(tx, id, userId);
        await repo.remove(tx, plan, userId);
        await audit.record(tx, { action: 'plan.member-removed', actor: actor.auditRef, subject: auditRef, detail: { plan: id, role } });
        return { id, userId };
      });
    },

    /** Leaves a trip. Its owner can't. */
    async leave(actor: Actor, id: string): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const { plan, role } = await access.find(tx, actor, id, 'viewer');
        if (role === 'owner') throw new AppError('forbidden', {}, 'It is your trip: you can delete it, not leave it.');
        await repo.remove(tx, plan, actor.userId);
        await audit.record(tx, {
          action: 'plan.member-left',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: id, role },
        });
        return { id };
      });
    },

    /** The trips of others a person is on or was asked onto, and whom they have asked onto their own; for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const { role, createdAt, expiresAt } of await repo.sentTo(db.read, userId))
        yield {
          section: 'planInvitationsReceived',
          entry: { role, createdAt: toInstant(createdAt), expiresAt: toInstant(expiresAt) },
        };
      const joined = inBatches(
        (after, limit) => repo.joinedBy(db.read, userId, after, limit),
        ({ planId }) => planId,
      );
      for await (const { joinedAt, ...row } of joined)
        yield { section: 'planMemberships', entry: { ...row, joinedAt: toInstant(joinedAt) } };
      const sent = inBatches((after, limit) => repo.sentBy(db.read, userId, after, limit), idOf);
      for await (const row of sent) yield { section: 'planInvitations', entry: { planId: row.planId, ...invitationView(row) } };
    },
  };
}

export type MembersService = ReturnType<typeof membersService>;

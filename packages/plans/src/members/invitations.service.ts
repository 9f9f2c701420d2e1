import {
  AppError,
  invalidField,
  MOST_INVITATIONS,
  MOST_MEMBERS,
  newId,
  toInstant,
  type Invitation,
  type InviteInput,
  type Joined,
  type MemberRole,
} from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import type { CountAct } from '../plans/count.ts';
import { claimOf, claimOnce, earlierResult } from '../plans/idempotency.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import type { PlanRow, PlansRepo } from '../plans/plans.repo.ts';
import type { LinksRepo } from '../sharing/links.repo.ts';
import { hashSecret, newSecret } from '../sharing/secrets.ts';
import type { InvitationRow, MembersRepo } from './members.repo.ts';
import type { Tell } from '../webhooks/tell.ts';

const DAY_MS = 86_400_000;
const GOOD_FOR_MS = 14 * DAY_MS;
/** Somebody who asks twice within this time pressed twice: the mail that is on its way stays good, and no second one goes. */
const AT_ONCE_MS = 60_000;

type Deps = {
  db: Database;
  repo: MembersRepo;
  links: Pick<LinksRepo, 'offered'>;
  access: PlanAccess;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  audit: Audit;
  tell: Tell;
  notices: Pick<NoticesService, 'joined'>;
  count: CountAct;
  mailer: Pick<Mailer, 'queue'>;
  /** Where people reach the server. */
  baseUrl: string;
  now: () => number;
};

type CallOptions = { idempotencyKey?: string | undefined };

/** Coming onto a trip: asked by mail, or by a link that says so. */
export function invitationsService({ db, repo, links, access, keys, audit, tell, notices, count, mailer, baseUrl, now }: Deps) {
  /** Mails the invitation. It names two people, and is erased with the account of either. */
  async function write(tx: Transaction, actor: Actor, plan: PlanRow, { email, role }: InviteInput, inviter: string | null, token: string) {
    const account = await repo.byEmail(tx, email);
    await mailer.queue(tx, {
      kind: 'plan-invitation',
      to: email,
      userId: actor.userId,
      ...(account === undefined ? {} : { alsoAbout: account.id }),
      locale: account?.locale ?? null,
      inviter,
      trip: plan.title,
      role,
      link: `${baseUrl}/join#${token}`,
    });
  }

  /** Puts somebody on a plan who is not on it. Throws `quota-used`. */
  async function join(
    tx: Transaction,
    actor: Actor,
    plan: Pick<PlanRow, 'id' | 'ownerId' | 'title'>,
    role: MemberRole,
    by: 'invitation' | 'link',
  ): Promise<Joined> {
    if ((await repo.countMembers(tx, plan.id)) >= MOST_MEMBERS)
      throw new AppError('quota-used', {}, `There are ${MOST_MEMBERS} people on this trip already.`);
    await repo.join(tx, { planId: plan.id, userId: actor.userId, role, joinedAt: now() });
    await audit.record(tx, {
      action: 'plan.member-joined',
      actor: actor.auditRef,
      subject: actor.auditRef,
      detail: { plan: plan.id, role, by },
    });
    await tell(tx, plan, 'member.joined', { role });
    await notices.joined(tx, plan, actor.userId, role);
    return { id: plan.id, role };
  }

  async function acceptInvitation(tx: Transaction, actor: Actor, hash: string): Promise<Joined | undefined> {
    const [found] = await repo.offered(tx, { hash, now: now() });
    if (found === undefined) return undefined;
    const { plan } = found;
    // The owner only looks at what they sent; it stays for whom it is.
    if (plan.ownerId === actor.userId) return { id: plan.id, role: 'owner' };
    const taken = await repo.take(tx, hash, now());
    if (taken === undefined) return undefined;
    const [member] = await repo.member(tx, { planId: plan.id, userId: actor.userId });
    if (member === undefined) return join(tx, actor, plan, taken.role, 'invitation');
    // Accepting takes nothing away.
    if (member.role === taken.role || member.role === 'editor') return { id: plan.id, role: member.role };
    await repo.raise(tx, plan.id, actor.userId, taken.role);
    await audit.record(tx, {
      action: 'plan.member-role-set',
      actor: actor.auditRef,
      subject: actor.auditRef,
      detail: { plan: plan.id, from: member.role, to: taken.role },
    });
    return { id: plan.id, role: taken.role };
  }

  async function acceptLink(tx: Transaction, actor: Actor, hash: string): Promise<Joined | undefined> {
    const [found] = await links.offered(tx, { hash, now: now() });
    if (found === undefined) return undefined;
    const { link, plan } = found;
    if (plan.ownerId === actor.userId) return { id: plan.id, role: 'owner' };
    const [member] = await repo.member(tx, { planId: plan.id, userId: actor.userId });
    // The owner may have given them less on purpose: a link only lets new ones in.
    if (member !== undefined) return { id: plan.id, role: member.role };
    if (link.role !== 'editor') throw new AppError('forbidden', {}, 'This link shows the trip; it lets nobody join.');
    return join(tx, actor, plan, link.role, 'link');
  }

  return {
    /**
     * Asks somebody onto the trip by mail, whether or not they have an account: the answer is the same. An address that
     * was asked before gets a new link, and the old one is over. Throws `not-found`, `forbidden`, `quota-used`.
     */
    async invite(actor: Actor, input: InviteInput, { idempotencyKey }: CallOptions = {}): Promise<Invitation> {
      const { id, email, role } = input;
      const claim = claimOf(idempotencyKey, { invite: input });
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, id, 'owner');
        const [inviter] = await repo.person(tx, { id: actor.userId });
        if (inviter?.email === email) throw invalidField('email', 'is your own address');
        const at = now();
        const before = await repo.invitationTo(tx, id, email);
        const living = before !== undefined && before.expiresAt > at ? before : undefined;
        const invitationId = before?.id ?? newId(at);
        const known = await claimOnce(keys, tx, actor, claim, { id: invitationId, at });
        if (known !== undefined) {
          const sent = await repo.invitation(tx, known);
          if (sent === undefined) throw new AppError('not-found');
          return invitationView(sent);
        }
        const pressedTwice = living !== undefined && living.createdAt > at - AT_ONCE_MS;
        if (pressedTwice && living.role === role) return invitationView(living);
        if (living === undefined && (await repo.countInvitations(tx, id, at)) >= MOST_INVITATIONS)
          throw new AppError('quota-used', {}, `${MOST_INVITATIONS} invitations to this trip are open already. Withdraw one first.`);
        await audit.record(tx, {
          action: 'plan.member-invited',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: id, invitation: invitationId, role },
        });
        if (pressedTwice) {
          await repo.setInvitedRole(tx, plan, living.id, role);
          return invitationView({ ...living, role });
        }
        const token = newSecret();
        const row = {
          id: invitationId,
          email,
          role,
          tokenHash: hashSecret(token),
          invitedBy: actor.userId,
          createdAt: at,
          expiresAt: at + GOOD_FOR_MS,
        };
        await repo.invite(tx, plan, row);
        await count(tx, actor, 'plan-shared');
        await write(tx, actor, plan, input, inviter?.name ?? null, token);
        return invitationView(row);
      });
    },

    /** Withdraws an invitation: its link is over at once. Throws `not-found` alike for a foreign and a missing one. */
    async revoke(actor: Actor, id: string): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const invitation = await repo.invitation(tx, id);
        if (invitation === undefined) throw new AppError('not-found');
        const { plan } = await access.find(tx, actor, invitation.planId, 'owner');
        if (!(await repo.withdraw(tx, plan, id))) throw new AppError('not-found');
        await audit.record(tx, {
          action: 'plan.invitation-revoked',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: plan.id, invitation: id, role: invitation.role },
        });
        return { id };
      });
    },

    /**
     * Comes onto a trip by what an invitation's mail or a link for changing carries. An invitation is used up by it: of
     * many at once one gets it. Throws `link-over`, `forbidden` for a link that only shows, `quota-used`.
     */
    async accept(actor: Actor, token: string, { idempotencyKey }: CallOptions = {}): Promise<Joined> {
      const hash = hashSecret(token);
      const claim = claimOf(idempotencyKey, { accept: hash });
      return db.write(async (tx) => {
        const known = await earlierResult(keys, tx, actor, claim);
        if (known !== undefined) return { id: known, role: (await access.find(tx, actor, known, 'viewer')).role };
        const joined = (await acceptInvitation(tx, actor, hash)) ?? (await acceptLink(tx, actor, hash));
        if (joined === undefined) throw new AppError('link-over');
        if (claim !== undefined) await keys.claimKey(tx, { ...claim, userId: actor.userId, resultId: joined.id, createdAt: now() });
        return joined;
      });
    },

    /** Removes the invitations to an address whose account is being erased. */
    async erase(tx: Transaction, { email }: { email: string }): Promise<void> {
      await repo.forgetAddress(tx, email);
    },

    /** Removes invitations that are over. */
    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now()));
    },
  };
}

export type InvitationsService = ReturnType<typeof invitationsService>;

export function invitationView({ id, email, role, createdAt, expiresAt }: Omit<InvitationRow, 'planId'>): Invitation {
  return { id, email, role, createdAt: toInstant(createdAt), expiresAt: toInstant(expiresAt) };
}

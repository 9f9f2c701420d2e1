import {
  AppError,
  invalidField,
  MOST_LINKS,
  newId,
  toInstant,
  type ShareCreated,
  type ShareCreateInput,
  type SharedPlan,
  type ShareLink,
  type ShareList,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit, PersonalEntry } from '@tripmaster/rpc';
import { roleOn, type PlanAccess } from '../access/access.ts';
import { idOf, inBatches } from '../batches.ts';
import type { CountAct } from '../plans/count.ts';
import { NAMELESS, readDocument, toPlan } from '../plans/document.ts';
import { forOthers } from '../plans/for-others.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { LinkRow, LinksRepo } from './links.repo.ts';
import { hashSecret, newSecret, repeatableSecret } from './secrets.ts';
import type { Tell } from '../webhooks/tell.ts';

type Deps = {
  db: Database;
  repo: LinksRepo;
  access: PlanAccess;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  audit: Audit;
  tell: Tell;
  count: CountAct;
  /** Where people reach the server. */
  baseUrl: string;
  /** What secrets of repeated calls are made with. */
  key: string;
  now: () => number;
};

/** Links that show a plan to whoever has them: secret, revocable, only their hashes kept. */
export function linksService({ db, repo, access, keys, audit, tell, count, baseUrl, key, now }: Deps) {
  return {
    /** Makes a link. Its secret is told this once. Throws `not-found`, `forbidden`, `quota-used`. */
    async create(
      actor: Actor,
      { id, role, label, expiresAt }: ShareCreateInput,
      { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
    ): Promise<ShareCreated> {
      const at = now();
      const until = expiresAt === undefined ? null : Date.parse(expiresAt);
      if (until !== null && until <= at) throw invalidField('expiresAt', 'is over already');
      const claim = claimOf(idempotencyKey, { share: id, role, label, expiresAt });
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, id, 'owner');
        const linkId = newId(at);
        const secretOf = (link: string) =>
          claim === undefined ? newSecret() : repeatableSecret(key, { userId: actor.userId, claim: claim.key, linkId: link });
        const known = await claimOnce(keys, tx, actor, claim, { id: linkId, at });
        if (known !== undefined) {
          const made = await repo.byId(tx, known);
          if (made === undefined) throw new AppError('not-found');
          return created(made, secretOf(made.id), baseUrl);
        }
        if ((await repo.countOf(tx, id, at)) >= MOST_LINKS)
          throw new AppError('quota-used', {}, `This trip has ${MOST_LINKS} links already. Revoke one first.`);
        const secret = secretOf(linkId);
        const row = {
          id: linkId,
          role,
          label: label ?? null,
          tokenHash: hashSecret(secret),
          createdBy: actor.userId,
          createdAt: at,
          expiresAt: until,
        };
        await repo.add(tx, plan, row);
        await audit.record(tx, {
          action: 'plan.link-created',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: id, link: linkId, role, ends: until !== null },
        });
        await tell(tx, plan, 'plan.shared', { by: 'link', role });
        await count(tx, actor, 'plan-shared');
        return created(row, secret, baseUrl);
      });
    },

    /** The links that still work, newest first, and what everybody else sees. For the owner. */
    async list(actor: Actor, id: string): Promise<ShareList> {
      const { plan } = await access.find(db.read, actor, id, 'owner');
      const rows = await repo.ofPlan(db.read, id, now());
      return { items: rows.map(toView), visibility: plan.visibility, showsDates: plan.showsDates };
    },

    /** Ends a link at once. Throws `not-found` alike for a foreign and a missing one. */
    async revoke(actor: Actor, id: string): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const link = await repo.byId(tx, id);
        if (link === undefined) throw new AppError('not-found');
        const { plan } = await access.find(tx, actor, link.planId, 'owner');
        if (!(await repo.remove(tx, plan, id))) throw new AppError('not-found');
        await audit.record(tx, {
          action: 'plan.link-revoked',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: plan.id, link: id, role: link.role },
        });
        return { id };
      });
    },

    /**
     * What a link shows: the plan as others see it, with its dates, also to who is on the trip. Throws `not-found` alike
     * for a link that never was, one that is over and one whose plan is gone.
     */
    async shared(actor: Actor | undefined, token: string): Promise<SharedPlan> {
      const [found] = await repo.shown(db.read, { hash: hashSecret(token), now: now(), userId: actor?.userId ?? '' });
      if (found === undefined) throw new AppError('not-found');
      const { link, plan: row, ownerName, member } = found;
      const role = roleOn(row, member, actor);
      const plan = forOthers(toPlan(row, readDocument(found.document)), ownerName);
      return {
        plan: role === undefined ? plan : { ...plan, role },
        role: link.role,
        ...(link.expiresAt === null ? {} : { expiresAt: toInstant(link.expiresAt) }),
        joinable: link.role === 'editor' && role === undefined,
      };
    },

    /** What a preview of a link says of its plan; `undefined` for a link that shows nothing. */
    async card(token: string): Promise<{ title: string; destinations: string[]; days: number; owner: string } | undefined> {
      const [found] = await repo.offered(db.read, { hash: hashSecret(token), now: now() });
      if (found === undefined) return undefined;
      const { plan, ownerName } = found;
      return { title: plan.title, destinations: plan.destinations, days: plan.dayCount, owner: ownerName ?? NAMELESS };
    },

    /** The links a person has made, for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const made = inBatches((after, limit) => repo.madeBy(db.read, userId, after, limit), idOf);
      for await (const row of made) yield { section: 'planLinks', entry: { planId: row.planId, ...toView(row) } };
    },

    /** Removes links that are over. */
    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now()));
    },
  };
}

export type LinksService = ReturnType<typeof linksService>;

function toView({ id, role, label, createdAt, expiresAt }: Omit<LinkRow, 'planId'>): ShareLink {
  return {
    id,
    role,
    ...(label === null ? {} : { label }),
    createdAt: toInstant(createdAt),
    ...(expiresAt === null ? {} : { expiresAt: toInstant(expiresAt) }),
  };
}

function created(row: Omit<LinkRow, 'planId'>, token: string, baseUrl: string): ShareCreated {
  return { ...toView(row), token, url: `${baseUrl}/s/${token}` };
}

import { AppError, type ErrorDetails, type Plan, type PlanDocument, type PlanRole } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import { authorize, roleOn, type Authorized } from '../access/access.ts';
import { readDocument, readerOf } from '../plans/document.ts';
import type { PlanRow } from '../plans/plans.repo.ts';
import { diffPlans } from './plan-diff.ts';
import type { VersionsRepo } from './versions.repo.ts';

/** A plan as it is now, for somebody who may do with it what `Role` may. */
export type Living<Role extends PlanRole> = { plan: Authorized<PlanRow, Role>; role: PlanRole; document: PlanDocument };

/** Finding what a change starts from. */
export function livingPlans({ db, repo }: { db: Database; repo: VersionsRepo }) {
  /**
   * The living plan, where the person may do with it what `needed` may; `not-found` alike for a missing and a deleted one
   * and one they are not on.
   */
  async function row<Role extends PlanRole>(reader: Reader, actor: Actor, id: string, needed: Role) {
    const [found] = await repo.living(reader, { id, userId: actor.userId });
    if (found === undefined) throw new AppError('not-found');
    const role = roleOn(found.plan, found.member, actor);
    const plan = authorize(found.plan, role, needed);
    return { ...found, plan, role: role ?? needed };
  }

  async function find<Role extends PlanRole>(actor: Actor, id: string, needed: Role): Promise<Living<Role>> {
    const { plan, role, document } = await row(db.read, actor, id, needed);
    return { plan, role, document: readDocument(document) };
  }

  /** What a plan says of its reader, who is `role` on it. */
  async function readerAs(role: PlanRole, { ownerId }: Pick<PlanRow, 'ownerId'>): Promise<Pick<Plan, 'role' | 'owner'>> {
    if (role === 'owner') return readerOf(role, null);
    const [owner] = await repo.nameOf(db.read, { id: ownerId });
    return readerOf(role, owner?.name ?? null);
  }

  /** A version's document, the living one's or a former one's; undefined when there is no such version. */
  async function documentOf(
    { plan, document }: { plan: Pick<PlanRow, 'id' | 'version'>; document: PlanDocument },
    version: number,
  ): Promise<PlanDocument | undefined> {
    if (version === plan.version) return document;
    const [former] = await repo.former(db.read, { id: plan.id, version });
    return former === undefined ? undefined : readDocument(former.document);
  }

  /** The caller's version is not the living one: says which is, and what changed since. */
  async function conflict(actor: Actor, id: string, version: number): Promise<AppError> {
    const current = await find(actor, id, 'viewer');
    // What changed is told where the version one had can still be read; that something did, always.
    const had = version < current.plan.version ? await documentOf(current, version).catch(() => undefined) : undefined;
    const details: ErrorDetails = {
      currentVersion: current.plan.version,
      ...(had === undefined ? {} : { diff: diffPlans(had, current.document) }),
    };
    return new AppError('conflict', details);
  }

  return {
    row,
    find,
    readerAs,
    documentOf,
    conflict,
    /** The living plan, where `version` is its version; else a `conflict`. */
    async at<Role extends PlanRole>(actor: Actor, id: string, version: number, needed: Role): Promise<Living<Role>> {
      const current = await find(actor, id, needed);
      if (current.plan.version !== version) throw await conflict(actor, id, version);
      return current;
    },
  };
}

export type LivingPlans = ReturnType<typeof livingPlans>;

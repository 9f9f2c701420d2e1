import { AppError, type ErrorDetails, type PlanDocument } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import { readDocument, type toPlan } from '../plans/document.ts';
import { diffPlans } from './plan-diff.ts';
import type { VersionsRepo } from './versions.repo.ts';

/** A plan as it is now. */
export type Living = { plan: Parameters<typeof toPlan>[0]; document: PlanDocument };

/** Finding what a change starts from. */
export function livingPlans({ db, repo }: { db: Database; repo: VersionsRepo }) {
  /** The person's own living plan; `not-found` alike for a missing, a deleted and somebody else's. */
  async function row(reader: Reader, actor: Actor, id: string) {
    const [found] = await repo.living(reader, { id, ownerId: actor.userId });
    if (found === undefined) throw new AppError('not-found');
    return found;
  }

  async function find(actor: Actor, id: string): Promise<Living> {
    const { plan, document } = await row(db.read, actor, id);
    return { plan, document: readDocument(document) };
  }

  /** A version's document, the living one's or a former one's; undefined when there is no such version. */
  async function documentOf({ plan, document }: Living, version: number): Promise<PlanDocument | undefined> {
    if (version === plan.version) return document;
    const [former] = await repo.former(db.read, { id: plan.id, version });
    return former === undefined ? undefined : readDocument(former.document);
  }

  /** The caller's version is not the living one: says which is, and what changed since. */
  async function conflict(actor: Actor, id: string, version: number): Promise<AppError> {
    const current = await find(actor, id);
    const had = version < current.plan.version ? await documentOf(current, version) : undefined;
    const details: ErrorDetails = {
      currentVersion: current.plan.version,
      ...(had === undefined ? {} : { diff: diffPlans(had, current.document) }),
    };
    return new AppError('conflict', details);
  }

  return {
    row,
    find,
    documentOf,
    conflict,
    /** The living plan, where `version` is its version; else a `conflict`. */
    async at(actor: Actor, id: string, version: number): Promise<Living> {
      const current = await find(actor, id);
      if (current.plan.version !== version) throw await conflict(actor, id, version);
      return current;
    },
  };
}

export type LivingPlans = ReturnType<typeof livingPlans>;

import {
  AppError,
  fold,
  newId,
  pageOf,
  toInstant,
  type Page,
  type Paging,
  type ReportedPlan,
  type ReportReason,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit, PersonalEntry } from '@tripmaster/rpc';
import { isOpen, roleOn } from '../access/access.ts';
import { NAMELESS } from '../plans/document.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { ReportsRepo } from './reports.repo.ts';

/** Reports of one plan that are shown: a hundred people who say the same are no hundred reasons. */
const MOST_SHOWN = 20;

type Deps = { db: Database; repo: ReportsRepo; planRows: Pick<PlansRepo, 'republish'>; audit: Audit; now: () => number };

/** What people say is wrong with plans that everybody may read, and what is done about it. */
export function reportsService({ db, repo, planRows, audit, now }: Deps) {
  /** Takes a plan out of what the public sees, or puts it back; either way its reports are dealt with. */
  async function decide(actor: Actor, id: string, decision: 'hide' | 'restore' | 'dismiss'): Promise<{ id: string }> {
    await db.write(async (tx) => {
      const found = await repo.plan(tx, id);
      // A moderator has to do with what is public or was reported, and with no other plan.
      if (found === undefined || (found.plan.visibility === 'private' && !found.reported)) throw new AppError('not-found');
      const { plan } = found;
      const at = now();
      await repo.resolve(tx, id, decision === 'hide' ? 'hidden' : 'dismissed', at);
      const hiddenAt = decision === 'hide' ? (plan.hiddenAt ?? at) : decision === 'restore' ? null : plan.hiddenAt;
      if (hiddenAt !== plan.hiddenAt) {
        await repo.setHidden(tx, id, hiddenAt);
        await planRows.republish(tx, id, plan.destinations.map(fold), hiddenAt === null ? plan.publishedAt : null);
      }
      const action = ({ hide: 'admin.plan-hidden', restore: 'admin.plan-restored', dismiss: 'admin.reports-dismissed' } as const)[decision];
      await audit.record(tx, { action, actor: actor.auditRef, detail: { plan: id } });
    });
    return { id };
  }

  return {
    /** Says what is wrong with a plan that one may read without being on it. Saying it twice is saying it once. */
    async report(
      actor: Actor,
      { id, reason, details = '' }: { id: string; reason: ReportReason; details?: string | undefined },
    ): Promise<{ id: string }> {
      await db.write(async (tx) => {
        const found = await repo.plan(tx, id);
        if (found === undefined || !isOpen(found.plan) || roleOn(found.plan, null, actor) !== undefined) throw new AppError('not-found');
        const at = now();
        await repo.add(tx, {
          id: newId(at),
          planId: id,
          reporterId: actor.userId,
          reason,
          details: details === '' ? null : details,
          createdAt: at,
        });
      });
      return { id };
    },

    /** Plans with reports that nobody has dealt with, those that have waited longest first. Who reported is not told. */
    async list({ cursor = '', limit = 20 }: Paging): Promise<Page<ReportedPlan>> {
      const rows = await repo.open(db.read, { after: cursor, limit: limit + 1 });
      const shown = rows.slice(0, limit).map(({ plan }) => plan.id);
      const reports = shown.length === 0 ? [] : await repo.openOf(db.read, shown, MOST_SHOWN);
      return pageOf(
        rows,
        limit,
        ({ plan, ownerName }) => ({
          plan: {
            id: plan.id,
            title: plan.title,
            destinations: plan.destinations,
            owner: { id: plan.ownerId, name: ownerName ?? NAMELESS },
            hidden: plan.hiddenAt !== null,
          },
          reports: reports
            .filter(({ planId }) => planId === plan.id)
            .map(({ id, reason, details, createdAt }) => ({
              id,
              reason,
              ...(details === null ? {} : { details }),
              createdAt: toInstant(createdAt),
            })),
        }),
        ({ first }) => first,
      );
    },

    decide,

    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const { reporterId: _reporter, createdAt, resolvedAt, ...entry } of await repo.allOf(db.read, userId)) {
        const moments = { createdAt: toInstant(createdAt), resolvedAt: resolvedAt === null ? null : toInstant(resolvedAt) };
        yield { section: 'planReports', entry: { ...entry, ...moments } };
      }
    },
  };
}

export type ReportsService = ReturnType<typeof reportsService>;

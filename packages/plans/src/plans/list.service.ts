import { fold, pageOf, utcDate, type Page, type Paging, type PlanStats, type PlanSummary, type Visibility } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import { readCursor, writeCursor } from './cursor.ts';
import { NAMELESS, toSummary } from './document.ts';
import type { ListQuery, ListRepo, Scope, Sort, SummaryRow, When } from './list.repo.ts';
import type { StatsRepo } from './stats.repo.ts';

export type ListInput = Paging & {
  scope?: Scope | undefined;
  search?: string | undefined;
  sort?: Sort | undefined;
  when?: When | undefined;
  visibility?: Visibility | undefined;
};

const MOST_NAMED = 5;

/** Looking over one's trips. */
export function listService({ db, repo, stats, now }: { db: Database; repo: ListRepo; stats: StatsRepo; now: () => number }) {
  const today = (): string => utcDate(now());

  return {
    async list(
      actor: Actor,
      { scope = 'own', cursor, limit = 20, search, sort, when = 'all', visibility }: ListInput,
    ): Promise<Page<PlanSummary>> {
      const order = sort ?? (when === 'upcoming' ? 'start' : 'created');
      const words = search === undefined ? '' : fold(search);
      const query: ListQuery = {
        userId: actor.userId,
        sort: order,
        when,
        visibility,
        today: today(),
        search: words === '' ? undefined : `%${words.replace(/[\\%_]/g, '\\$&')}%`,
        after: cursor === undefined ? undefined : readCursor(cursor),
        limit: limit + 1,
      };
      const cursorOf = (row: SummaryRow): string => {
        const value = { created: row.id, updated: row.updatedAt, start: row.startDate, title: row.title }[order];
        return writeCursor([scope === 'deleted' ? (row.deletedAt ?? 0) : value, row.id]);
      };
      if (scope === 'shared') {
        const rows = await repo.shared(db.read, query);
        return pageOf(
          rows,
          limit,
          ({ plan, member, ownerName }) => toSummary(plan, { role: member, owner: ownerName ?? NAMELESS }),
          ({ plan }) => cursorOf(plan),
        );
      }
      return pageOf(await repo[scope](db.read, query), limit, (row) => toSummary(row, { role: 'owner' }), cursorOf);
    },

    /** What rules of flags may ask about somebody. */
    async traits(ownerId: string): Promise<{ plans: number }> {
      const audiences = await stats.byVisibility(db.read, { ownerId });
      return { plans: audiences.reduce((total, { plans }) => total + plans, 0) };
    },

    /** What one's own trips come to. */
    async stats(actor: Actor): Promise<PlanStats> {
      const owner = { ownerId: actor.userId };
      const [audiences, spend, upcoming, visits] = await Promise.all([
        stats.byVisibility(db.read, owner),
        stats.spend(db.read, owner),
        stats.upcoming(db.read, { ...owner, today: today() }),
        stats.destinations(db.read, owner),
      ]);
      const byVisibility = { private: 0, unlisted: 0, public: 0 };
      for (const { visibility, plans } of audiences) byVisibility[visibility] = plans;
      const sum = (of: 'plans' | 'days' | 'copies'): number => audiences.reduce((total, row) => total + row[of], 0);
      const counts = new Map<string, number>();
      for (const { destinations } of visits) for (const name of destinations) counts.set(name, (counts.get(name) ?? 0) + 1);
      return {
        plans: sum('plans'),
        byVisibility,
        upcoming: upcoming[0]?.plans ?? 0,
        days: sum('days'),
        topDestinations: [...counts]
          .map(([name, plans]) => ({ name, plans }))
          .toSorted((a, b) => b.plans - a.plans || (a.name < b.name ? -1 : 1))
          .slice(0, MOST_NAMED),
        spend,
        copies: sum('copies'),
      };
    },
  };
}

export type ListService = ReturnType<typeof listService>;

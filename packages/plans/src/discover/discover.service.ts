import { addDays, fold, invalidField, type PublicPlanSummary } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { readCursor, writeCursor } from '../plans/cursor.ts';
import { NAMELESS } from '../plans/document.ts';
import { titleWithoutDates } from '../plans/hide-dates.ts';
import type { discoverRepo } from './discover.repo.ts';

type Query = { destination?: string | undefined; cursor?: string | undefined; limit?: number | undefined };

export function discoverService({ db, repo }: { db: Database; repo: ReturnType<typeof discoverRepo> }) {
  return {
    /** Public plans, newest first; of one destination when it is named. Nothing of their makers but a name. */
    async list({ destination, cursor, limit = 20 }: Query): Promise<{ items: PublicPlanSummary[]; nextCursor?: string }> {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      if (after !== undefined && typeof after[0] !== 'number') throw invalidField('cursor', 'is not a cursor of this list');
      const rows = await repo.list(db.read, {
        destination: destination === undefined ? undefined : fold(destination),
        after,
        limit: limit + 1,
      });
      const items = rows.slice(0, limit).map(({ plan, ownerName }) => ({
        id: plan.id,
        title: plan.showsDates ? plan.title : titleWithoutDates(plan.title, { dates: datesOf(plan), names: plan.destinations }),
        destinations: plan.destinations,
        days: plan.dayCount,
        month: plan.startDate.slice(0, 7),
        travellers: plan.travellers,
        total: { amount: plan.totalAmount, currency: plan.currency },
        rulesHolding: plan.rulesHolding,
        stopsPerDay: plan.stopsPerDay,
        owner: ownerName ?? NAMELESS,
      }));
      const last = rows[limit - 1]?.plan;
      if (rows.length <= limit || last === undefined || last.publishedAt === null) return { items };
      return { items, nextCursor: writeCursor([last.publishedAt, last.id]) };
    },
  };
}

function datesOf({ startDate, dayCount }: { startDate: string; dayCount: number }): string[] {
  return Array.from({ length: dayCount }, (_, index) => addDays(startDate, index));
}

export type DiscoverService = ReturnType<typeof discoverService>;

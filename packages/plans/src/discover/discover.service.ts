import {
  addDays,
  fold,
  invalidField,
  pageOf,
  type Page,
  type Paging,
  type PublicPlanSummary,
  type Season,
  type TripLength,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { readCursor, writeCursor } from '../plans/cursor.ts';
import { NAMELESS } from '../plans/document.ts';
import { titleWithoutDates } from '../plans/hide-dates.ts';
import type { discoverRepo, DiscoverSort } from './discover.repo.ts';

export type DiscoverInput = Paging & {
  destination?: string | undefined;
  length?: TripLength | undefined;
  season?: Season | undefined;
  sort?: DiscoverSort | undefined;
};

export function discoverService({ db, repo }: { db: Database; repo: ReturnType<typeof discoverRepo> }) {
  return {
    /** Public plans, newest or most copied first, of one destination, length and season where they are named. Nothing of their makers but a name. */
    async list({ destination, length, season, sort = 'newest', cursor, limit = 20 }: DiscoverInput): Promise<Page<PublicPlanSummary>> {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      if (after !== undefined && typeof after[0] !== 'number') throw invalidField('cursor', 'is not a cursor of this list');
      const rows = await repo.list(db.read, {
        destination: fold(destination ?? ''),
        length: length ?? '',
        season: season ?? '',
        sort,
        after,
        limit: limit + 1,
      });
      return pageOf(
        rows,
        limit,
        ({ plan, ownerName }) => ({
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
          copies: plan.copies,
        }),
        ({ plan }) => writeCursor([sort === 'popular' ? plan.copies : (plan.publishedAt ?? 0), plan.id]),
      );
    },
  };
}

function datesOf({ startDate, dayCount }: { startDate: string; dayCount: number }): string[] {
  return Array.from({ length: dayCount }, (_, index) => addDays(startDate, index));
}

export type DiscoverService = ReturnType<typeof discoverService>;

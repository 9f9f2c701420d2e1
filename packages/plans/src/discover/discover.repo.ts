import type { Season, TripLength } from '@tripmaster/contracts';
import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, desc, eq, sql } from 'drizzle-orm';
import { LAST_ID, type Cursor } from '../plans/cursor.ts';

/** More than any time or count: where the first page starts. */
const FIRST: Cursor = [Number.MAX_SAFE_INTEGER, LAST_ID];
/** What a count of copies may be compared with on PostgreSQL, whose integers end there. */
const MOST_COPIES = 2_147_483_647;

export type DiscoverSort = 'newest' | 'popular';
export type DiscoverQuery = {
  /** Folded; '' for any, and so are the others. */
  destination: string;
  length: TripLength | '';
  season: Season | '';
  sort: DiscoverSort;
  after: Cursor | undefined;
  limit: number;
};

/** Queries of public plans. Each is one walk along an index of `public_facets`, whatever is filtered by. */
export function discoverRepo({ tables: { plans, publicFacets, users } }: Pick<Database, 'tables'>) {
  const by = (sort: DiscoverSort) =>
    statement(`discover-${sort}`, (db: Reader) => {
      const column = { newest: publicFacets.publishedAt, popular: publicFacets.copies }[sort];
      return db
        .select({ plan: plans, ownerName: users.name })
        .from(publicFacets)
        .innerJoin(plans, eq(plans.id, publicFacets.planId))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .where(
          and(
            eq(publicFacets.destination, sql.placeholder('destination')),
            eq(publicFacets.length, sql.placeholder('length')),
            eq(publicFacets.season, sql.placeholder('season')),
            sql`(${column}, ${publicFacets.planId}) < (${sql.placeholder('value')}, ${sql.placeholder('id')})`,
          ),
        )
        .orderBy(desc(column), desc(publicFacets.planId))
        .limit(sql.placeholder('limit'));
    });
  const lists = { newest: by('newest'), popular: by('popular') };
  return {
    list(db: Reader, { sort, after = FIRST, ...facet }: DiscoverQuery) {
      const [value, id] = after;
      return lists[sort](db, { ...facet, value: sort === 'popular' ? Math.min(Number(value), MOST_COPIES) : value, id });
    },
  };
}

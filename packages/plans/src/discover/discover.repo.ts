import type { Database, Reader } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Cursor } from '../plans/cursor.ts';

/** Later than any publication: where the first page starts. */
const NEWEST: Cursor = [Number.MAX_SAFE_INTEGER, 'ffffffff-ffff-7fff-bfff-ffffffffffff'];

/** Queries of public plans, newest publication first. */
export function discoverRepo({ tables: { plans, publicFacets, users } }: Pick<Database, 'tables'>) {
  const columns = { plan: plans, ownerName: users.name };
  const published = sql.placeholder('published');
  const id = sql.placeholder('id');
  const all = statement('discover-all', (db: Reader) =>
    db
      .select(columns)
      .from(plans)
      .innerJoin(users, eq(users.id, plans.ownerId))
      .where(and(isNotNull(plans.publishedAt), sql`(${plans.publishedAt}, ${plans.id}) < (${published}, ${id})`))
      .orderBy(desc(plans.publishedAt), desc(plans.id))
      .limit(sql.placeholder('limit')),
  );
  const byDestination = statement('discover-by-destination', (db: Reader) =>
    db
      .select(columns)
      .from(publicFacets)
      .innerJoin(plans, eq(plans.id, publicFacets.planId))
      .innerJoin(users, eq(users.id, plans.ownerId))
      .where(
        and(
          eq(publicFacets.destination, sql.placeholder('destination')),
          eq(publicFacets.length, ''),
          eq(publicFacets.season, ''),
          sql`(${publicFacets.publishedAt}, ${publicFacets.planId}) < (${published}, ${id})`,
        ),
      )
      .orderBy(desc(publicFacets.publishedAt), desc(publicFacets.planId))
      .limit(sql.placeholder('limit')),
  );
  return {
    list(
      db: Reader,
      { destination, after = NEWEST, limit }: { destination: string | undefined; after: Cursor | undefined; limit: number },
    ) {
      const values = { published: after[0], id: after[1], limit };
      return destination === undefined ? all(db, values) : byDestination(db, { ...values, destination });
    },
  };
}

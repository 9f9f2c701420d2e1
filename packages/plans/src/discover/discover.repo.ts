import type { Database, Reader } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Cursor } from '../plans/cursor.ts';

/** Later than any publication: where the first page starts. */
const NEWEST: Cursor = [Number.MAX_SAFE_INTEGER, 'ffffffff-ffff-7fff-bfff-ffffffffffff'];

/** Queries of public plans, newest publication first. */
export function discoverRepo({ tables: { plans, publicDestinations, users } }: Pick<Database, 'tables'>) {
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
      .from(publicDestinations)
      .innerJoin(plans, eq(plans.id, publicDestinations.planId))
      .innerJoin(users, eq(users.id, plans.ownerId))
      .where(
        and(
          eq(publicDestinations.destination, sql.placeholder('destination')),
          sql`(${publicDestinations.publishedAt}, ${publicDestinations.planId}) < (${published}, ${id})`,
        ),
      )
      .orderBy(desc(publicDestinations.publishedAt), desc(publicDestinations.planId))
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

import type { MemberRole, Visibility } from '@tripmaster/contracts';
import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Cursor } from './cursor.ts';
import type { PlanRow } from './plans.repo.ts';

/** The part of a row that lists read. */
export type SummaryRow = Omit<PlanRow, 'ownerId' | 'version' | 'searchText' | 'publishedAt' | 'showsDates' | 'copies'>;
/** A row of a trip that somebody was taken along on. */
export type SharedRow = { plan: SummaryRow; member: MemberRole; ownerName: string | null };
export type Sort = 'created' | 'updated' | 'start' | 'title';
export type When = 'all' | 'upcoming' | 'past';
/** One's own trips, those one was taken along on, and one's own that are deleted and can be brought back. */
export type Scope = 'own' | 'shared' | 'deleted';
export type ListQuery = {
  userId: string;
  sort: Sort;
  when: When;
  today: string;
  visibility: Visibility | undefined;
  search: string | undefined;
  after: Cursor | undefined;
  limit: number;
};

/** Lists of plans, a page at a time; nothing of them reads a document. */
export function listRepo({ tables: { plans, planMembers, users } }: Pick<Database, 'tables'>) {
  /** What a list shows of a plan, and no more. */
  const summary = {
    id: plans.id,
    title: plans.title,
    destinations: plans.destinations,
    startDate: plans.startDate,
    endDate: plans.endDate,
    dayCount: plans.dayCount,
    travellers: plans.travellers,
    visibility: plans.visibility,
    totalAmount: plans.totalAmount,
    currency: plans.currency,
    rulesHolding: plans.rulesHolding,
    stopsPerDay: plans.stopsPerDay,
    createdAt: plans.createdAt,
    updatedAt: plans.updatedAt,
    hiddenAt: plans.hiddenAt,
    deletedAt: plans.deletedAt,
  };

  function filters({ when, visibility, search }: ListQuery): (SQL | undefined)[] {
    return [
      when === 'upcoming' ? gte(plans.endDate, sql.placeholder('today')) : undefined,
      when === 'past' ? lt(plans.endDate, sql.placeholder('today')) : undefined,
      visibility === undefined ? undefined : eq(plans.visibility, sql.placeholder('visibility')),
      search === undefined ? undefined : sql`${plans.searchText} like ${sql.placeholder('search')} escape '\\'`,
    ];
  }

  /** The order of a list by `column` and then by `id`, and what comes after a row of it. */
  function order(column: AnyColumn, id: AnyColumn, newest: boolean) {
    const [direction, beyond] = newest ? ([desc, sql`<`] as const) : ([asc, sql`>`] as const);
    const [value, last] = [sql.placeholder('afterValue'), sql.placeholder('afterId')];
    return {
      by: column === id ? [direction(id)] : [direction(column), direction(id)],
      after: column === id ? (newest ? lt(id, last) : gt(id, last)) : sql`(${column}, ${id}) ${beyond} (${value}, ${last})`,
    };
  }

  /** `id`: the column of a plan's id whose index gives the order in which plans were made. */
  function orderOf({ sort }: ListQuery, id: AnyColumn) {
    const column = { created: id, updated: plans.updatedAt, start: plans.startDate, title: plans.title }[sort];
    return order(column, id, sort === 'created' || sort === 'updated');
  }

  const own = (name: string, query: ListQuery) =>
    statement(name, (db: Reader) => {
      const { by, after } = orderOf(query, plans.id);
      return db
        .select(summary)
        .from(plans)
        .where(
          and(
            eq(plans.ownerId, sql.placeholder('userId')),
            isNull(plans.deletedAt),
            ...filters(query),
            query.after === undefined ? undefined : after,
          ),
        )
        .orderBy(...by)
        .limit(sql.placeholder('limit'));
    });

  const shared = (name: string, query: ListQuery) =>
    statement(name, (db: Reader) => {
      const { by, after } = orderOf(query, planMembers.planId);
      return db
        .select({ plan: summary, member: planMembers.role, ownerName: users.name })
        .from(planMembers)
        .innerJoin(plans, eq(plans.id, planMembers.planId))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .where(
          and(
            eq(planMembers.userId, sql.placeholder('userId')),
            isNull(plans.deletedAt),
            ...filters(query),
            query.after === undefined ? undefined : after,
          ),
        )
        .orderBy(...by)
        .limit(sql.placeholder('limit'));
    });

  const deleted = (name: string, query: ListQuery) =>
    statement(name, (db: Reader) => {
      const { by, after } = order(plans.deletedAt, plans.id, true);
      return db
        .select(summary)
        .from(plans)
        .where(
          and(
            eq(plans.ownerId, sql.placeholder('userId')),
            isNotNull(plans.deletedAt),
            ...filters(query),
            query.after === undefined ? undefined : after,
          ),
        )
        .orderBy(...by)
        .limit(sql.placeholder('limit'));
    });

  return {
    /** One's own plans that are not deleted. */
    own: (db: Reader, query: ListQuery): Promise<SummaryRow[]> => own(nameOf('own', query), query)(db, valuesOf(query)),
    /** One's own that are deleted, the latest first. */
    deleted: (db: Reader, query: ListQuery): Promise<SummaryRow[]> => deleted(nameOf('deleted', query), query)(db, valuesOf(query)),
    /** Plans of others that one is on. */
    shared: (db: Reader, query: ListQuery): Promise<SharedRow[]> => shared(nameOf('shared', query), query)(db, valuesOf(query)),
  };
}

export type ListRepo = ReturnType<typeof listRepo>;

/** One statement for each shape of list, which its name tells; the shapes are few. */
function nameOf(scope: Scope, { sort, when, visibility, search, after }: ListQuery): string {
  const parts = [scope, sort, when, visibility && 'audience', search === undefined ? undefined : 'search', after && 'after'];
  return `plans-list-${parts.filter((part) => part !== undefined).join('-')}`;
}

function valuesOf({ userId, today, visibility, search, after, limit }: ListQuery) {
  return { userId, today, visibility, search, afterValue: after?.[0], afterId: after?.[1], limit };
}

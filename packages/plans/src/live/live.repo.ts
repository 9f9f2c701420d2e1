import type { PlanChange } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';

/** Statements are prepared for so many ids; shorter lists are filled up with the id of nothing. */
const SIZES = [1, 8, 64] as const;
const NOTHING = '';

/** A version, as those who follow the plan are told of it. */
export type VersionNote = { version: number; change: PlanChange | null; authorId: string | null; author: string | null };

/** Queries of what those who follow plans have to know: for all plans of a process at once. */
export function liveRepo({ tables: { plans, planDocuments, planMembers, planPresence, planVersions, users } }: Pick<Database, 'tables'>) {
  const states = sized('live-states', (name, ids) =>
    statement(name, (db: Reader) =>
      db
        .select({ id: plans.id, ownerId: plans.ownerId, version: plans.version, deletedAt: plans.deletedAt })
        .from(plans)
        .where(inArray(plans.id, ids('id'))),
    ),
  );
  const present = sized('live-present', (name, ids) =>
    statement(name, (db: Reader) =>
      db
        .select({
          planId: planPresence.planId,
          connectionId: planPresence.connectionId,
          userId: planPresence.userId,
          name: users.name,
          member: planMembers.role,
        })
        .from(planPresence)
        .innerJoin(users, eq(users.id, planPresence.userId))
        .leftJoin(planMembers, and(eq(planMembers.planId, planPresence.planId), eq(planMembers.userId, planPresence.userId)))
        .where(and(inArray(planPresence.planId, ids('id')), gt(planPresence.seenAt, sql.placeholder('after')))),
    ),
  );
  const renew = sized('live-renew', (name, ids) =>
    statement(name, (tx: Transaction) =>
      tx
        .update(planPresence)
        .set({ seenAt: sql`${sql.placeholder('seenAt')}` })
        .where(and(inArray(planPresence.planId, ids('plan')), inArray(planPresence.connectionId, ids('connection')))),
    ),
  );

  return {
    /** The plans of these ids, deleted ones too. */
    states: async (db: Reader, ids: readonly string[]) =>
      (await Promise.all(chunks(ids).map((chunk) => states(chunk.length)(db, named('id', chunk))))).flat(),

    /** Who has them open and was seen after `after`, with what they are on them beside the owner. */
    present: async (db: Reader, ids: readonly string[], after: number) =>
      (await Promise.all(chunks(ids).map((chunk) => present(chunk.length)(db, { ...named('id', chunk), after })))).flat(),

    /** How the living version came about. */
    living: statement('live-living', (db: Reader) =>
      db
        .select({ version: plans.version, change: planDocuments.change, authorId: planDocuments.authorId, author: users.name })
        .from(plans)
        .innerJoin(planDocuments, eq(planDocuments.planId, plans.id))
        .leftJoin(users, eq(users.id, planDocuments.authorId))
        .where(eq(plans.id, sql.placeholder('id'))),
    ),

    /** How former versions after `after` and below `before` came about, oldest first. */
    former: statement('live-former', (db: Reader) =>
      db
        .select({ version: planVersions.version, change: planVersions.change, authorId: planVersions.authorId, author: users.name })
        .from(planVersions)
        .leftJoin(users, eq(users.id, planVersions.authorId))
        .where(
          and(
            eq(planVersions.planId, sql.placeholder('id')),
            gt(planVersions.version, sql.placeholder('after')),
            lt(planVersions.version, sql.placeholder('before')),
          ),
        )
        .orderBy(asc(planVersions.version))
        .limit(sql.placeholder('limit')),
    ),

    async enter(tx: Transaction, row: typeof planPresence.$inferInsert) {
      const target = [planPresence.planId, planPresence.connectionId];
      await tx
        .insert(planPresence)
        .values(row)
        .onConflictDoUpdate({ target, set: { seenAt: row.seenAt } });
    },

    async renew(tx: Transaction, rows: readonly { planId: string; connectionId: string }[], seenAt: number) {
      for (const chunk of chunks(rows)) {
        const values = {
          ...named(
            'plan',
            chunk.map((row) => row?.planId),
          ),
          ...named(
            'connection',
            chunk.map((row) => row?.connectionId),
          ),
        };
        await renew(chunk.length)(tx, { ...values, seenAt });
      }
    },

    async leave(tx: Transaction, connectionIds: readonly string[], planIds: readonly string[]) {
      const here = and(inArray(planPresence.planId, [...planIds]), inArray(planPresence.connectionId, [...connectionIds]));
      await tx.delete(planPresence).where(here);
    },

    async purge(tx: Transaction, before: number) {
      await tx.delete(planPresence).where(lt(planPresence.seenAt, before));
    },

    async ofPerson(db: Reader, userId: string) {
      return db
        .select({ planId: planPresence.planId, seenAt: planPresence.seenAt })
        .from(planPresence)
        .where(eq(planPresence.userId, userId));
    },
  };
}

export type LiveRepo = ReturnType<typeof liveRepo>;

type Placeholders = (name: string) => ReturnType<typeof sql.placeholder>[];

/** One statement for each size of list. */
function sized<Statement>(name: string, make: (name: string, ids: Placeholders) => Statement): (size: number) => Statement {
  const made = new Map(
    SIZES.map((size) => [
      size,
      make(`${name}-${size}`, (prefix) => Array.from({ length: size }, (_, index) => sql.placeholder(`${prefix}${index}`))),
    ]),
  );
  return (size) => {
    const found = [...made].find(([one]) => one === size)?.[1];
    if (found === undefined) throw new Error(`no statement for ${size} ids`);
    return found;
  };
}

/** The list in pieces that there is a statement for; what is missing in the last is undefined. */
function chunks<T>(list: readonly T[]): (T | undefined)[][] {
  const largest = SIZES.at(-1) ?? 1;
  return Array.from({ length: Math.ceil(list.length / largest) }, (_, index) => {
    const chunk: (T | undefined)[] = list.slice(index * largest, (index + 1) * largest);
    const size = SIZES.find((one) => one >= chunk.length) ?? largest;
    return [...chunk, ...Array.from({ length: size - chunk.length }, () => undefined)];
  });
}

function named(prefix: string, values: readonly (string | undefined)[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value ?? NOTHING]));
}

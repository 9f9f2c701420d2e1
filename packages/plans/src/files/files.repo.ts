import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, lte, or, sql, sum } from 'drizzle-orm';

export type FileRow = Database['tables']['planFiles']['$inferSelect'];
export type ObjectRow = Database['tables']['storedObjects']['$inferSelect'];
export type Usage = { files: number; bytes: number };

/** Queries of files and of what lies in the store for them. */
export function filesRepo({ tables: { planFiles, storedObjects, plans, planMembers, users } }: Pick<Database, 'tables'>) {
  const reader = sql.placeholder('userId');

  async function usage(db: Reader, whose: { userId: string } | { planId: string }): Promise<Usage> {
    const column = 'userId' in whose ? planFiles.userId : planFiles.planId;
    const [row] = await db
      .select({ files: count(), bytes: sum(planFiles.size).mapWith(Number) })
      .from(planFiles)
      .where(eq(column, 'userId' in whose ? whose.userId : whose.planId));
    return { files: row?.files ?? 0, bytes: row?.bytes ?? 0 };
  }

  return {
    usage,

    /** Files of a plan that a person sees, newest first. */
    list: statement('files-list', (db: Reader) =>
      db
        .select({ file: planFiles, addedBy: users.name })
        .from(planFiles)
        .innerJoin(users, eq(users.id, planFiles.userId))
        .where(
          and(
            eq(planFiles.planId, sql.placeholder('planId')),
            or(eq(planFiles.shared, true), eq(planFiles.userId, reader)),
            lt(planFiles.id, sql.placeholder('before')),
          ),
        )
        .orderBy(desc(planFiles.id))
        .limit(sql.placeholder('limit')),
    ),

    /** A file of a plan that is not deleted, with who owns that and what `userId` is on it. */
    byId: statement('file-by-id', (db: Reader) =>
      db
        .select({ file: planFiles, addedBy: users.name, ownerId: plans.ownerId, deletedAt: plans.deletedAt, member: planMembers.role })
        .from(planFiles)
        .innerJoin(plans, eq(plans.id, planFiles.planId))
        .innerJoin(users, eq(users.id, planFiles.userId))
        .leftJoin(planMembers, and(eq(planMembers.planId, planFiles.planId), eq(planMembers.userId, reader)))
        .where(eq(planFiles.id, sql.placeholder('id'))),
    ),

    objectOf: statement('file-object', (db: Reader) =>
      db
        .select()
        .from(storedObjects)
        .where(and(eq(storedObjects.fileId, sql.placeholder('fileId')), eq(storedObjects.kind, sql.placeholder('kind')))),
    ),

    async objectsOf(db: Reader, fileId: string): Promise<ObjectRow[]> {
      return db.select().from(storedObjects).where(eq(storedObjects.fileId, fileId));
    },

    async add(tx: Transaction, row: FileRow): Promise<void> {
      await tx.insert(planFiles).values(row);
    },

    async change(tx: Transaction, id: string, change: Partial<Pick<FileRow, 'name' | 'shared' | 'itemId'>>): Promise<void> {
      if (Object.keys(change).length > 0) await tx.update(planFiles).set(change).where(eq(planFiles.id, id));
    },

    async remove(tx: Transaction, id: string): Promise<void> {
      await tx.delete(planFiles).where(eq(planFiles.id, id));
    },

    /** Names objects before they are stored. While they are, `createdAt` lies ahead: they are nobody's only when it has come. */
    async reserve(tx: Transaction, objects: Omit<ObjectRow, 'fileId'>[]): Promise<void> {
      await tx.insert(storedObjects).values(objects.map((object) => ({ ...object, fileId: null })));
    },

    /** Gives stored objects to their file; false when the sweeper has been there first. */
    async settle(tx: Transaction, keys: string[], fileId: string, now: number): Promise<boolean> {
      const rows = await tx
        .update(storedObjects)
        .set({ fileId, createdAt: now })
        .where(and(inArray(storedObjects.key, keys), isNull(storedObjects.fileId)))
        .returning({ key: storedObjects.key });
      return rows.length === keys.length;
    },

    /** Objects that no file has, oldest first. */
    async orphans(db: Reader, now: number, limit: number): Promise<string[]> {
      const rows = await db
        .select({ key: storedObjects.key })
        .from(storedObjects)
        .where(and(isNull(storedObjects.fileId), lte(storedObjects.createdAt, now)))
        .orderBy(asc(storedObjects.createdAt))
        .limit(limit);
      return rows.map(({ key }) => key);
    },

    async forget(tx: Transaction, keys: string[]): Promise<void> {
      if (keys.length > 0) await tx.delete(storedObjects).where(and(inArray(storedObjects.key, keys), isNull(storedObjects.fileId)));
    },

    /** A person's files on whatever plan, in the order of their ids. */
    async allOf(db: Reader, userId: string, after: string, limit: number): Promise<FileRow[]> {
      return db
        .select()
        .from(planFiles)
        .where(and(eq(planFiles.userId, userId), gt(planFiles.id, after)))
        .orderBy(asc(planFiles.id))
        .limit(limit);
    },
  };
}

export type FilesRepo = ReturnType<typeof filesRepo>;

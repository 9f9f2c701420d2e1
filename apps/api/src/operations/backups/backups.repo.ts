import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';

export type BackupRow = Database['tables']['backups']['$inferSelect'];

/** Queries of the backups there are. */
export function backupsRepo({ tables: { backups, users } }: Pick<Database, 'tables'>) {
  return {
    /** Newest first. */
    list(reader: Reader, { before, limit }: { before?: string | undefined; limit: number }): Promise<BackupRow[]> {
      return reader
        .select()
        .from(backups)
        .where(before === undefined ? undefined : lt(backups.id, before))
        .orderBy(desc(backups.id))
        .limit(limit);
    },
    /** Of all places: a few hundred at the most. */
    all: (reader: Reader): Promise<BackupRow[]> => reader.select().from(backups),
    async find(reader: Reader, id: string): Promise<BackupRow | undefined> {
      const [row] = await reader.select().from(backups).where(eq(backups.id, id));
      return row;
    },
    known: async (reader: Reader, ids: readonly string[]): Promise<Set<string>> => {
      if (ids.length === 0) return new Set();
      const rows = await reader
        .select({ id: backups.id })
        .from(backups)
        .where(inArray(backups.id, [...ids]));
      return new Set(rows.map(({ id }) => id));
    },
    /** Also one that is known of another place: its file has come here. */
    async add(tx: Transaction, row: BackupRow): Promise<void> {
      await tx
        .insert(backups)
        .values(row)
        .onConflictDoUpdate({ target: backups.id, set: { place: row.place } });
    },
    async verdict(
      tx: Transaction,
      id: string,
      change: Pick<BackupRow, 'verdict' | 'verdictAt' | 'progress'>,
    ): Promise<BackupRow | undefined> {
      const [row] = await tx.update(backups).set(change).where(eq(backups.id, id)).returning();
      return row;
    },
    async progress(tx: Transaction, id: string, progress: number): Promise<void> {
      await tx
        .update(backups)
        .set({ progress })
        .where(and(eq(backups.id, id), eq(backups.verdict, 'running')));
    },
    async remove(tx: Transaction, { id, place }: Pick<BackupRow, 'id' | 'place'>): Promise<void> {
      await tx.delete(backups).where(and(eq(backups.id, id), eq(backups.place, place)));
    },
    /** When the first account was opened: before it there was nothing to lose. */
    async begun(reader: Reader): Promise<number | undefined> {
      const [row] = await reader.select({ at: users.createdAt }).from(users).orderBy(asc(users.id)).limit(1);
      return row?.at;
    },
  };
}

export type BackupsRepo = ReturnType<typeof backupsRepo>;

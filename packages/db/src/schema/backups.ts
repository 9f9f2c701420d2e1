import type { Kit } from '../kit.ts';

/** Which backups lie in the folders of the servers. It is about those folders, so it is in no backup itself. */
export function backupTables(k: Kit) {
  const backups = k.table(
    'backups',
    {
      /** Stands in the file's name too, and is the id of the job that made it, where one did. */
      id: k.text('id').primaryKey(),
      /** The folder it lies in, by the id that is kept there: servers have folders of their own, or share one. */
      place: k.text('place').notNull(),
      /** When the state that it holds was the database's. */
      madeAt: k.instant('made_at').notNull(),
      sizeBytes: k.long('size_bytes').notNull(),
      /** The release that made it. */
      release: k.text('release').notNull(),
      engine: k.word<'sqlite' | 'postgres'>('engine').notNull(),
      /** How many migrations the database had had. */
      schema: k.integer('schema').notNull(),
      /** Rows by table. */
      tables: k.json<Record<string, number>>('tables').notNull(),
      files: k.integer('files').notNull(),
      filesBytes: k.long('files_bytes').notNull(),
      /** Whether files are in it, were left out, or lie in a bucket. */
      filesWhere: k.word<'inside' | 'left-out' | 'bucket'>('files_where').notNull(),
      /** `good`, or what is wrong with it, as found when it was last verified; `asked` and `running` until that is known. */
      verdict: k.text('verdict'),
      verdictAt: k.instant('verdict_at'),
      /** Percent of a verification under way. */
      progress: k.integer('progress'),
    },
    (t) => [k.index('backups_place_idx').on(t.place, t.id)],
  );
  return { backups };
}

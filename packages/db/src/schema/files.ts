import { isNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';
import type { planTables } from './plans.ts';

/** What people attach to a trip. */
export function fileTables(
  k: Kit,
  { users }: Pick<ReturnType<typeof accountTables>, 'users'>,
  { plans }: Pick<ReturnType<typeof planTables>, 'plans'>,
) {
  const planFiles = k.table(
    'plan_files',
    {
      id: k.text('id').primaryKey(),
      planId: k
        .text('plan_id')
        .notNull()
        .references(() => plans.id, { onDelete: 'cascade' }),
      /** Who put it there. */
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      name: k.text('name').notNull(),
      /** Its media type, as its content says. */
      type: k.text('type').notNull(),
      /** Octets, as stored. */
      size: k.long('size').notNull(),
      /** SHA-256 of what is stored, hex. */
      sha256: k.text('sha256').notNull(),
      /** Pixels, of an image. */
      width: k.integer('width'),
      height: k.integer('height'),
      /** Whether everybody on the trip sees it, rather than who put it there alone. */
      shared: k.boolean('shared').notNull(),
      /** The item of the plan it belongs to. */
      itemId: k.text('item_id'),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('plan_files_plan_idx').on(t.planId, t.id), k.index('plan_files_user_idx').on(t.userId, t.id)],
  );

  /**
   * Everything that lies in the store, by a key that says nothing. It outlives the file it belongs to until it is removed
   * there too: whatever takes the file away, be it a plan or an account, leaves the key behind.
   */
  const storedObjects = k.table(
    'stored_objects',
    {
      key: k.text('key').primaryKey(),
      /** Absent once the file is gone, and while it is being stored. */
      fileId: k.text('file_id').references(() => planFiles.id, { onDelete: 'set null' }),
      kind: k.word<'original' | 'thumbnail'>('kind').notNull(),
      size: k.long('size').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('stored_objects_file_idx').on(t.fileId), k.index('stored_objects_orphan_idx').on(t.createdAt).where(isNull(t.fileId))],
  );

  return { planFiles, storedObjects };
}

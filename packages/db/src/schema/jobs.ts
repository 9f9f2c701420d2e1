import type { JobState } from '@tripmaster/contracts';
import { isNotNull, isNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What is to be done later, and what is done again and again. On PostgreSQL pg-boss keeps the jobs in tables of its own. */
export function jobTables(k: Kit, { users }: Pick<ReturnType<typeof accountTables>, 'users'>) {
  const jobs = k.table(
    'jobs',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      data: k.json<unknown>('data').notNull(),
      state: k.word<JobState>('state').notNull(),
      /** Of the jobs of one name that are not over, one at most has this key. */
      key: k.text('key'),
      /** Whose job it is: it goes with the account. */
      userId: k.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      attempts: k.integer('attempts').notNull(),
      mostAttempts: k.integer('most_attempts').notNull(),
      /** When it is to be tried next; while somebody is at it, when another may take over. */
      dueAt: k.instant('due_at').notNull(),
      createdAt: k.instant('created_at').notNull(),
      startedAt: k.instant('started_at'),
      /** When it was done, given up or cancelled. */
      doneAt: k.instant('done_at'),
      /** Percent. */
      progress: k.integer('progress'),
      /** What the last attempt failed with, without anybody's data. */
      problem: k.text('problem'),
    },
    (t) => [
      k.index('jobs_due_idx').on(t.dueAt).where(isNull(t.doneAt)),
      k.uniqueIndex('jobs_key_key').on(t.name, t.key).where(isNull(t.doneAt)),
      k.index('jobs_state_idx').on(t.state, t.id),
      k.index('jobs_name_idx').on(t.name, t.id),
      k.index('jobs_done_idx').on(t.doneAt).where(isNotNull(t.doneAt)),
      k.index('jobs_user_idx').on(t.userId).where(isNotNull(t.userId)),
    ],
  );

  /** When each of the things that are done again and again comes next; whichever node is first takes the turn. */
  const jobSchedules = k.table('job_schedules', {
    name: k.text('name').primaryKey(),
    dueAt: k.instant('due_at').notNull(),
    lastAt: k.instant('last_at'),
  });

  return { jobs, jobSchedules };
}

import type { Database } from '@tripmaster/db';
import { and, asc, count, eq, isNull, lt, lte } from 'drizzle-orm';
import { NEVER } from './outbox.repo.ts';

/** How full the outbox is. */
export type MailFigures = {
  waiting: number;
  /** Given up. */
  dead: number;
  /** When the mail that has waited longest should have gone. */
  oldestDueAt: number | undefined;
};

export async function mailFigures({ read, tables: { mailOutbox } }: Pick<Database, 'read' | 'tables'>, now: number): Promise<MailFigures> {
  const waiting = isNull(mailOutbox.sentAt);
  const [alive] = await read
    .select({ count: count() })
    .from(mailOutbox)
    .where(and(waiting, lt(mailOutbox.dueAt, NEVER)));
  const [dead] = await read
    .select({ count: count() })
    .from(mailOutbox)
    .where(and(waiting, eq(mailOutbox.dueAt, NEVER)));
  const [oldest] = await read
    .select({ dueAt: mailOutbox.dueAt })
    .from(mailOutbox)
    .where(and(waiting, lte(mailOutbox.dueAt, now)))
    .orderBy(asc(mailOutbox.dueAt))
    .limit(1);
  return { waiting: alive?.count ?? 0, dead: dead?.count ?? 0, oldestDueAt: oldest?.dueAt };
}

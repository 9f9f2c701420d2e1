import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';

export type AuditRow = Database['tables']['auditEvents']['$inferSelect'];
export type AuditQuery = {
  action?: string | undefined;
  subject?: string | undefined;
  actor?: string | undefined;
  before: number;
  limit: number;
};

const HEAD = 1;

/** Queries of the audit log. There is none that changes or deletes a row. */
export function auditRepo({ tables: { auditEvents, auditHeads, users } }: Pick<Database, 'tables'>) {
  return {
    head: statement('audit-head', (db: Reader) => db.select().from(auditHeads).where(eq(auditHeads.id, HEAD))),
    append: statement('audit-append', (tx: Transaction) =>
      tx.insert(auditEvents).values({
        seq: sql.placeholder('seq'),
        at: sql.placeholder('at'),
        action: sql.placeholder('action'),
        actor: sql.placeholder('actor'),
        subject: sql.placeholder('subject'),
        detail: sql.placeholder('detail'),
        previousHash: sql.placeholder('previousHash'),
        hash: sql.placeholder('hash'),
      }),
    ),
    setHead: statement('audit-set-head', (tx: Transaction) =>
      tx
        .insert(auditHeads)
        .values({ id: HEAD, seq: sql.placeholder('seq'), hash: sql.placeholder('hash') })
        .onConflictDoUpdate({ target: auditHeads.id, set: { seq: sql`excluded.seq`, hash: sql`excluded.hash` } }),
    ),
    last: statement('audit-last', (db: Reader) =>
      db.select({ seq: auditEvents.seq, hash: auditEvents.hash }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1),
    ),
    /** Rows behind `after`, in the order of the chain; details as they are written, which need not be JSON any more. */
    async following(db: Reader, after: number, limit: number) {
      return db
        .select({ ...getTableColumns(auditEvents), detail: sql<string>`${auditEvents.detail}` })
        .from(auditEvents)
        .where(gt(auditEvents.seq, after))
        .orderBy(asc(auditEvents.seq))
        .limit(limit);
    },
    /** Newest first, with the addresses of people who still have an account. */
    async list(db: Reader, { action, subject, actor, before, limit }: AuditQuery) {
      const actors = alias(users, 'actors');
      const subjects = alias(users, 'subjects');
      return db
        .select({ event: auditEvents, actorEmail: actors.email, subjectEmail: subjects.email })
        .from(auditEvents)
        .leftJoin(actors, eq(actors.auditRef, auditEvents.actor))
        .leftJoin(subjects, eq(subjects.auditRef, auditEvents.subject))
        .where(
          and(
            lt(auditEvents.seq, before),
            action === undefined ? undefined : eq(auditEvents.action, action),
            subject === undefined ? undefined : eq(auditEvents.subject, subject),
            actor === undefined ? undefined : eq(auditEvents.actor, actor),
          ),
        )
        .orderBy(desc(auditEvents.seq))
        .limit(limit);
    },
  };
}

export type AuditRepo = ReturnType<typeof auditRepo>;

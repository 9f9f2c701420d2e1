import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What the server keeps about its own doings: the audit log, mails on their way, counters of limits. */
export function recordTables(k: Kit, { users }: ReturnType<typeof accountTables>) {
  /** Append-only; each row carries the hash of the one before. No column names a person but by their `auditRef`. */
  const auditEvents = k.table(
    'audit_events',
    {
      seq: k.long('seq').primaryKey(),
      at: k.instant('at').notNull(),
      action: k.text('action').notNull(),
      /** Who did it; absent when it was the command line or the server itself. */
      actor: k.text('actor'),
      /** Whose account it was done to. */
      subject: k.text('subject'),
      detail: k.json<Record<string, string | number | boolean>>('detail').notNull(),
      previousHash: k.text('previous_hash').notNull(),
      hash: k.text('hash').notNull(),
    },
    (t) => [
      k.index('audit_subject_idx').on(t.subject, t.seq),
      k.index('audit_actor_idx').on(t.actor, t.seq),
      k.index('audit_action_idx').on(t.action, t.seq),
    ],
  );

  /** One row: the end of the chain, so that a cut tail is found. */
  const auditHeads = k.table('audit_heads', {
    id: k.integer('id').primaryKey(),
    seq: k.long('seq').notNull(),
    hash: k.text('hash').notNull(),
  });

  const mailOutbox = k.table(
    'mail_outbox',
    {
      id: k.text('id').primaryKey(),
      userId: k.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      kind: k.text('kind').notNull(),
      /** The whole mail, sealed; gone once it was handed over. */
      body: k.text('body'),
      attempts: k.integer('attempts').notNull(),
      /** When it is to be tried next; while somebody is at it, when another may take over. */
      dueAt: k.instant('due_at').notNull(),
      createdAt: k.instant('created_at').notNull(),
      sentAt: k.instant('sent_at'),
      /** What the last attempt failed with, without addresses. */
      problem: k.text('problem'),
    },
    (t) => [k.index('mail_outbox_due_idx').on(t.sentAt, t.dueAt), k.index('mail_outbox_user_idx').on(t.userId)],
  );

  /** How often something was done of late; keys are hashes. */
  const throttles = k.table(
    'throttles',
    {
      key: k.text('key').primaryKey(),
      hits: k.integer('hits').notNull(),
      resetsAt: k.instant('resets_at').notNull(),
    },
    (t) => [k.index('throttles_reset_idx').on(t.resetsAt)],
  );

  return { auditEvents, auditHeads, mailOutbox, throttles };
}

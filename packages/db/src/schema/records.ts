import type { MailState } from '@tripmaster/contracts';
import { isNotNull, sql, type SQLWrapper } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';
import type { planTables } from './plans.ts';

/**
 * What became of a mail, as its columns say it: indexed, and asked for by the same expression. A mail that is due at the
 * last moment a `Date` can say is never tried again.
 */
export const mailStateOf = ({ sentAt, dueAt, problem }: Readonly<Record<'sentAt' | 'dueAt' | 'problem', SQLWrapper>>) =>
  sql<MailState>`(case when ${sentAt} is not null then case when ${problem} is null then 'sent' else 'returned' end when ${dueAt} = 8640000000000000 then 'dead' else 'waiting' end)`;

/** What the server keeps about its own doings: the audit log, mails on their way, counters of limits. */
export function recordTables(
  k: Kit,
  { users }: Pick<ReturnType<typeof accountTables>, 'users'>,
  { plans }: Pick<ReturnType<typeof planTables>, 'plans'>,
) {
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
      /** Another account that it names: what is known of the mail goes with that one as well. */
      alsoUserId: k.text('also_user_id').references(() => users.id, { onDelete: 'cascade' }),
      kind: k.text('kind').notNull(),
      /** The whole mail, sealed; gone once it was handed over. */
      body: k.text('body'),
      attempts: k.integer('attempts').notNull(),
      /** When it is to be tried next; while somebody is at it, when another may take over. */
      dueAt: k.instant('due_at').notNull(),
      createdAt: k.instant('created_at').notNull(),
      sentAt: k.instant('sent_at'),
      /** What the last attempt failed with, or how it came back; without addresses. */
      problem: k.text('problem'),
      /** What the service that took it calls it, so that what comes back of it is found. */
      providerId: k.text('provider_id'),
    },
    (t) => [
      k.index('mail_outbox_due_idx').on(t.sentAt, t.dueAt),
      k.index('mail_outbox_user_idx').on(t.userId),
      k.index('mail_outbox_also_user_idx').on(t.alsoUserId).where(isNotNull(t.alsoUserId)),
      k.index('mail_outbox_state_idx').on(mailStateOf(t), t.id),
      k.index('mail_outbox_kind_idx').on(t.kind, t.id),
      k.index('mail_outbox_provider_idx').on(t.providerId).where(isNotNull(t.providerId)),
    ],
  );

  /** Addresses that get no more mails, as keyed hashes: those that came back, and of people who asked for it. */
  const mailSuppressions = k.table(
    'mail_suppressions',
    {
      addressHash: k.text('address_hash').notNull(),
      /** The kind of mail; `*`: every one. */
      kind: k.text('kind').notNull(),
      reason: k.word<'bounced' | 'complained' | 'unsubscribed'>('reason').notNull(),
      at: k.instant('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.addressHash, t.kind] })],
  );

  /** Reminders of trips that were queued, so that each comes once. */
  const tripReminders = k.table(
    'trip_reminders',
    {
      planId: k
        .text('plan_id')
        .notNull()
        .references(() => plans.id, { onDelete: 'cascade' }),
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** How many days before. */
      days: k.integer('days').notNull(),
      /** The first date of the trip that it was for: one that was moved is reminded of again. */
      startDate: k.text('start_date').notNull(),
      at: k.instant('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.planId, t.userId, t.days, t.startDate] }),
      k.index('trip_reminders_user_idx').on(t.userId),
      k.index('trip_reminders_start_idx').on(t.startDate),
    ],
  );

  /** What other services have told us, by their own ids, so that each thing is taken once. */
  const inboundEvents = k.table(
    'inbound_events',
    { source: k.text('source').notNull(), id: k.text('id').notNull(), at: k.instant('at').notNull() },
    (t) => [k.primaryKey({ columns: [t.source, t.id] }), k.index('inbound_events_at_idx').on(t.at)],
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

  return { auditEvents, auditHeads, mailOutbox, mailSuppressions, tripReminders, inboundEvents, throttles };
}

import type { WebhookEvent } from '@tripmaster/contracts';
import { isNotNull, isNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What leads out of the house: webhooks of people, and links to whoever sells what a plan needs. */
export function outwardTables(k: Kit, { users }: Pick<ReturnType<typeof accountTables>, 'users'>) {
  const webhooks = k.table(
    'webhooks',
    {
      id: k.text('id').primaryKey(),
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      url: k.text('url').notNull(),
      events: k.json<WebhookEvent[]>('events').notNull(),
      /** What deliveries are signed with, sealed. */
      secret: k.text('secret').notNull(),
      createdAt: k.instant('created_at').notNull(),
      /** When it was switched off, by its owner or after too many failures. */
      disabledAt: k.instant('disabled_at'),
      /** Deliveries given up in a row. */
      failures: k.integer('failures').notNull().default(0),
    },
    (t) => [k.index('webhooks_user_idx').on(t.userId, t.id)],
  );

  const webhookDeliveries = k.table(
    'webhook_deliveries',
    {
      id: k.text('id').primaryKey(),
      webhookId: k
        .text('webhook_id')
        .notNull()
        .references(() => webhooks.id, { onDelete: 'cascade' }),
      event: k.word<WebhookEvent>('event').notNull(),
      /** What is sent, as JSON text. */
      payload: k.text('payload').notNull(),
      attempts: k.integer('attempts').notNull(),
      /** When it is to be tried next; while somebody is at it, when another may take over. */
      dueAt: k.instant('due_at').notNull(),
      createdAt: k.instant('created_at').notNull(),
      /** When it was delivered, or given up. */
      doneAt: k.instant('done_at'),
      /** The last answer's HTTP status. */
      status: k.integer('status'),
      /** What the last attempt failed with. */
      problem: k.text('problem'),
    },
    (t) => [
      k.index('webhook_deliveries_due_idx').on(t.dueAt).where(isNull(t.doneAt)),
      k.index('webhook_deliveries_hook_idx').on(t.webhookId, t.id),
      k.index('webhook_deliveries_done_idx').on(t.doneAt).where(isNotNull(t.doneAt)),
    ],
  );

  /** How often links to a provider were followed; nothing of who followed them. */
  const bookingClicks = k.table(
    'booking_clicks',
    {
      /** In UTC. */
      day: k.text('day').notNull(),
      provider: k.text('provider').notNull(),
      /** What was looked for: `stay`, `flight`, `train`, `activity`, `map`. */
      kind: k.text('kind').notNull(),
      clicks: k.integer('clicks').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.day, t.provider, t.kind] })],
  );

  return { webhooks, webhookDeliveries, bookingClicks };
}

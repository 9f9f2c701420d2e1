import type { PlanChange, Season, TripLength, TripRequest, Visibility } from '@tripmaster/contracts';
import { isNotNull, isNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** Trips: a narrow row for lists, the document in a table of its own so that scanning lists never reads it. */
export function planTables(k: Kit, { users }: ReturnType<typeof accountTables>) {
  const plans = k.table(
    'plans',
    {
      id: k.text('id').primaryKey(),
      ownerId: k
        .text('owner_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      version: k.integer('version').notNull(),
      title: k.text('title').notNull(),
      visibility: k.word<Visibility>('visibility').notNull(),
      startDate: k.text('start_date').notNull(),
      endDate: k.text('end_date').notNull(),
      dayCount: k.integer('day_count').notNull(),
      travellers: k.integer('travellers').notNull(),
      totalAmount: k.long('total_amount').notNull(),
      currency: k.text('currency').notNull(),
      rulesHolding: k.integer('rules_holding').notNull(),
      destinations: k.json<string[]>('destinations').notNull(),
      stopsPerDay: k.json<number[]>('stops_per_day').notNull(),
      /** Title and destinations, folded to lower case without diacritics, for the owner's search. */
      searchText: k.text('search_text').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
      /** When it became public; absent while it is not. */
      publishedAt: k.instant('published_at'),
      /** Whether readers who are not on the trip see its exact dates. */
      showsDates: k.boolean('shows_dates').notNull().default(false),
      /** How often others took a copy. */
      copies: k.integer('copies').notNull().default(0),
      /** When a moderator took it out of what the public sees. */
      hiddenAt: k.instant('hidden_at'),
      deletedAt: k.instant('deleted_at'),
    },
    (t) => [
      // Whole, not only of what is not deleted: taking an account away looks up all its plans by it.
      k.index('plans_owner_idx').on(t.ownerId, t.id),
      k.index('plans_owner_start_idx').on(t.ownerId, t.startDate, t.id).where(isNull(t.deletedAt)),
      k.index('plans_owner_end_idx').on(t.ownerId, t.endDate, t.id).where(isNull(t.deletedAt)),
      k.index('plans_owner_updated_idx').on(t.ownerId, t.updatedAt, t.id).where(isNull(t.deletedAt)),
      k.index('plans_owner_deleted_idx').on(t.ownerId, t.deletedAt, t.id).where(isNotNull(t.deletedAt)),
      k.index('plans_owner_title_idx').on(t.ownerId, t.title, t.id).where(isNull(t.deletedAt)),
      k.index('plans_public_idx').on(t.publishedAt, t.id).where(isNotNull(t.publishedAt)),
      // Of all people: what begins on a day, for reminders of it.
      k.index('plans_start_idx').on(t.startDate, t.id).where(isNull(t.deletedAt)),
      k.index('plans_deleted_idx').on(t.deletedAt).where(isNotNull(t.deletedAt)),
    ],
  );

  /**
   * What `discover.list` filters by: a public plan has a row for each of its destinations and one for none (''), each of
   * these with and without its length, and those with and without its season. So every filter is one equality.
   */
  const publicFacets = k.table(
    'public_facets',
    {
      planId: k
        .text('plan_id')
        .notNull()
        .references(() => plans.id, { onDelete: 'cascade' }),
      /** The destination's name, folded to lower case without diacritics; '' for any. */
      destination: k.text('destination').notNull(),
      length: k.word<TripLength | ''>('length').notNull(),
      season: k.word<Season | ''>('season').notNull(),
      publishedAt: k.instant('published_at').notNull(),
      /** The plan's own count, kept here for the order. */
      copies: k.integer('copies').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.planId, t.destination, t.length, t.season] }),
      k.index('public_facets_newest_idx').on(t.destination, t.length, t.season, t.publishedAt, t.planId),
      k.index('public_facets_copied_idx').on(t.destination, t.length, t.season, t.copies, t.planId),
    ],
  );

  const planDocuments = k.table(
    'plan_documents',
    {
      planId: k
        .text('plan_id')
        .primaryKey()
        .references(() => plans.id, { onDelete: 'cascade' }),
      /** The plan document as JSON text, written once a version. */
      document: k.text('document').notNull(),
      /** How this version came about; absent for the first. */
      change: k.json<PlanChange>('change'),
      /** Who saved it; absent for the first, and where that account is gone. */
      authorId: k.text('author_id').references(() => users.id, { onDelete: 'set null' }),
    },
    (t) => [k.index('plan_documents_author_idx').on(t.authorId).where(isNotNull(t.authorId))],
  );

  /** What a plan was before: one row a version that another has followed. */
  const planVersions = k.table(
    'plan_versions',
    {
      planId: k
        .text('plan_id')
        .notNull()
        .references(() => plans.id, { onDelete: 'cascade' }),
      version: k.integer('version').notNull(),
      title: k.text('title').notNull(),
      rulesHolding: k.integer('rules_holding').notNull(),
      totalAmount: k.long('total_amount').notNull(),
      currency: k.text('currency').notNull(),
      document: k.text('document').notNull(),
      change: k.json<PlanChange>('change'),
      authorId: k.text('author_id').references(() => users.id, { onDelete: 'set null' }),
      /** When it was saved. */
      savedAt: k.instant('saved_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.planId, t.version] }),
      k.index('plan_versions_author_idx').on(t.authorId).where(isNotNull(t.authorId)),
    ],
  );

  /** Requests of which no plan could be made, for no fault of theirs: nothing that was typed is lost. */
  const planDrafts = k.table(
    'plan_drafts',
    {
      id: k.text('id').primaryKey(),
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      request: k.json<TripRequest>('request').notNull(),
      /** The code of the failure. */
      reason: k.text('reason').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('plan_drafts_user_idx').on(t.userId, t.id)],
  );

  return { plans, publicFacets, planDocuments, planVersions, planDrafts };
}

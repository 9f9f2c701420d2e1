import type { MemberRole, ReportReason } from '@tripmaster/contracts';
import { isNotNull, isNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';
import type { planTables } from './plans.ts';

/** Who else is on a trip, who looks at it, and what the public says of it. */
export function sharingTables(
  k: Kit,
  { users }: Pick<ReturnType<typeof accountTables>, 'users'>,
  { plans }: Pick<ReturnType<typeof planTables>, 'plans'>,
) {
  const planId = () =>
    k
      .text('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' });
  const userId = (name: string) =>
    k
      .text(name)
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' });

  /** People a plan is shared with; its owner has no row. */
  const planMembers = k.table(
    'plan_members',
    {
      planId: planId(),
      userId: userId('user_id'),
      role: k.word<MemberRole>('role').notNull(),
      joinedAt: k.instant('joined_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.planId, t.userId] }), k.index('plan_members_user_idx').on(t.userId, t.planId)],
  );

  /** Invitations that nobody has taken yet. */
  const planInvitations = k.table(
    'plan_invitations',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      email: k.text('email').notNull(),
      role: k.word<MemberRole>('role').notNull(),
      /** SHA-256 of what the mail carries. */
      tokenHash: k.text('token_hash').notNull(),
      invitedBy: userId('invited_by'),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('plan_invitations_token_key').on(t.tokenHash),
      k.uniqueIndex('plan_invitations_email_key').on(t.planId, t.email),
      k.index('plan_invitations_address_idx').on(t.email),
      k.index('plan_invitations_inviter_idx').on(t.invitedBy),
      k.index('plan_invitations_expiry_idx').on(t.expiresAt),
    ],
  );

  /** Links that show a plan to whoever has them. Revoking one removes its row. */
  const planLinks = k.table(
    'plan_links',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      role: k.word<MemberRole>('role').notNull(),
      label: k.text('label'),
      /** SHA-256 of the secret in the link. */
      tokenHash: k.text('token_hash').notNull(),
      createdBy: userId('created_by'),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at'),
    },
    (t) => [
      k.uniqueIndex('plan_links_token_key').on(t.tokenHash),
      k.index('plan_links_plan_idx').on(t.planId, t.id),
      k.index('plan_links_creator_idx').on(t.createdBy),
      k.index('plan_links_expiry_idx').on(t.expiresAt).where(isNotNull(t.expiresAt)),
    ],
  );

  /** Calendars that other programs subscribe to: of one plan, or of all that a person has. */
  const calendarFeeds = k.table(
    'calendar_feeds',
    {
      id: k.text('id').primaryKey(),
      userId: userId('user_id'),
      /** Absent: all the person's trips. */
      planId: k.text('plan_id').references(() => plans.id, { onDelete: 'cascade' }),
      /** SHA-256 of the secret in the address. */
      tokenHash: k.text('token_hash').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('calendar_feeds_token_key').on(t.tokenHash),
      k.index('calendar_feeds_user_idx').on(t.userId, t.id),
      k.index('calendar_feeds_plan_idx').on(t.planId).where(isNotNull(t.planId)),
    ],
  );

  /** Who has a plan open just now, on whichever node; a row that is not renewed for a while counts for nothing. */
  const planPresence = k.table(
    'plan_presence',
    {
      planId: planId(),
      /** One open page. */
      connectionId: k.text('connection_id').notNull(),
      userId: userId('user_id'),
      seenAt: k.instant('seen_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.planId, t.connectionId] }),
      k.index('plan_presence_user_idx').on(t.userId),
      k.index('plan_presence_seen_idx').on(t.seenAt),
    ],
  );

  /** What people said is wrong with a public plan. */
  const planReports = k.table(
    'plan_reports',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      /** Absent once the account is gone. */
      reporterId: k.text('reporter_id').references(() => users.id, { onDelete: 'set null' }),
      reason: k.word<ReportReason>('reason').notNull(),
      details: k.text('details'),
      createdAt: k.instant('created_at').notNull(),
      /** When a moderator was done with it. */
      resolvedAt: k.instant('resolved_at'),
      resolution: k.word<'hidden' | 'dismissed'>('resolution'),
    },
    (t) => [
      k.uniqueIndex('plan_reports_reporter_key').on(t.planId, t.reporterId).where(isNull(t.resolvedAt)),
      k.index('plan_reports_plan_idx').on(t.planId),
      k.index('plan_reports_reporter_idx').on(t.reporterId).where(isNotNull(t.reporterId)),
      k.index('plan_reports_open_idx').on(t.id).where(isNull(t.resolvedAt)),
    ],
  );

  return { planMembers, planInvitations, planLinks, calendarFeeds, planPresence, planReports };
}

import type { AccountStatus, NotificationsUpdate, Role } from '@tripmaster/contracts';
import type { Kit } from '../kit.ts';

/** People, and what they asked to be done once only. */
export function accountTables(k: Kit) {
  const users = k.table(
    'users',
    {
      id: k.text('id').primaryKey(),
      email: k.text('email').notNull(),
      /** Absent where somebody signs in by passkey or provider alone. */
      passwordHash: k.text('password_hash'),
      passwordChangedAt: k.instant('password_changed_at'),
      name: k.text('name'),
      role: k.word<Role>('role').notNull(),
      status: k.word<AccountStatus>('status').notNull(),
      emailVerifiedAt: k.instant('email_verified_at'),
      locale: k.text('locale'),
      timeZone: k.text('time_zone'),
      currency: k.text('currency'),
      country: k.text('country'),
      /** Which mails are wanted, read with `wantedMails`: what it does not say is. */
      notifications: k.json<NotificationsUpdate>('notifications'),
      /** The name this person has in the audit log: it says nothing once this row is gone. */
      auditRef: k
        .text('audit_ref')
        .notNull()
        .$defaultFn(() => crypto.randomUUID()),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('users_email_key').on(t.email),
      k.uniqueIndex('users_audit_key').on(t.auditRef),
      k.index('users_role_idx').on(t.role, t.id),
      k.index('users_status_idx').on(t.status, t.id),
    ],
  );

  /** The answer to a creating call, kept a day, so that a retry with the same key gets the same thing. */
  const idempotencyKeys = k.table(
    'idempotency_keys',
    {
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      key: k.text('key').notNull(),
      requestHash: k.text('request_hash').notNull(),
      resultId: k.text('result_id').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.userId, t.key] }), k.index('idempotency_age_idx').on(t.createdAt)],
  );

  return { users, idempotencyKeys };
}

import type { Role } from '@tripmaster/contracts';
import type { Kit } from '../kit.ts';

/** People and their sessions. */
export function accountTables(k: Kit) {
  const users = k.table(
    'users',
    {
      id: k.text('id').primaryKey(),
      email: k.text('email').notNull(),
      passwordHash: k.text('password_hash').notNull(),
      name: k.text('name'),
      role: k.word<Role>('role').notNull(),
      status: k.word<'active' | 'suspended'>('status').notNull(),
      emailVerifiedAt: k.instant('email_verified_at'),
      locale: k.text('locale'),
      timeZone: k.text('time_zone'),
      currency: k.text('currency'),
      country: k.text('country'),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.uniqueIndex('users_email_key').on(t.email)],
  );

  const sessions = k.table(
    'sessions',
    {
      id: k.text('id').primaryKey(),
      userId: k
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** SHA-256 of the refresh secret that may be used next. */
      refreshHash: k.text('refresh_hash').notNull(),
      /** SHA-256 of the one before: its use within the grace period is a race of two tabs, any other theft. */
      previousHash: k.text('previous_hash'),
      rotatedAt: k.instant('rotated_at').notNull(),
      userAgent: k.text('user_agent'),
      createdAt: k.instant('created_at').notNull(),
      lastUsedAt: k.instant('last_used_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
      revokedAt: k.instant('revoked_at'),
    },
    (t) => [k.index('sessions_user_idx').on(t.userId, t.id), k.index('sessions_expiry_idx').on(t.expiresAt)],
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

  return { users, sessions, idempotencyKeys };
}

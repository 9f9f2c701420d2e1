import type { Scope, SignInMethod } from '@tripmaster/contracts';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What people sign in with, and where they are signed in. */
export function signInTables(k: Kit, { users }: ReturnType<typeof accountTables>) {
  const userId = () =>
    k
      .text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' });

  const sessions = k.table(
    'sessions',
    {
      id: k.text('id').primaryKey(),
      userId: userId(),
      /** SHA-256 of the refresh secret that may be used next. */
      refreshHash: k.text('refresh_hash').notNull(),
      /** SHA-256 of the one before: its use within the grace period is a race of two tabs, any other theft. */
      previousHash: k.text('previous_hash'),
      rotatedAt: k.instant('rotated_at').notNull(),
      /** Browser and system in words, and the country where that could be told. */
      device: k.text('device'),
      country: k.text('country'),
      method: k.word<SignInMethod>('method').notNull().default('password'),
      secondFactor: k.boolean('second_factor').notNull().default(false),
      /** When the person last proved who they are, by more than the session itself. */
      authenticatedAt: k.instant('authenticated_at').notNull().default(0),
      /** Whether the browser keeps the session when it is closed. */
      remembered: k.boolean('remembered').notNull().default(true),
      createdAt: k.instant('created_at').notNull(),
      lastUsedAt: k.instant('last_used_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('sessions_user_idx').on(t.userId, t.id), k.index('sessions_expiry_idx').on(t.expiresAt)],
  );

  /** Things handed out to be used once: links in mails, challenges, ceremonies under way. */
  const tickets = k.table(
    'tickets',
    {
      /** SHA-256 of the secret that was handed out. */
      hash: k.text('hash').primaryKey(),
      purpose: k.text('purpose').notNull(),
      userId: k.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      data: k.json<Record<string, unknown>>('data').notNull(),
      triesLeft: k.integer('tries_left').notNull(),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('tickets_user_idx').on(t.userId, t.purpose), k.index('tickets_expiry_idx').on(t.expiresAt)],
  );

  const totp = k.table('totp', {
    userId: userId().primaryKey(),
    /** The shared secret, sealed. */
    secret: k.text('secret').notNull(),
    confirmedAt: k.instant('confirmed_at'),
    /** The last time step whose code was taken: none is taken twice. */
    lastStep: k.long('last_step').notNull(),
    createdAt: k.instant('created_at').notNull(),
  });

  const recoveryCodes = k.table(
    'recovery_codes',
    {
      /** SHA-256 of the person's id and the code. */
      hash: k.text('hash').primaryKey(),
      userId: userId(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('recovery_codes_user_idx').on(t.userId)],
  );

  const passkeys = k.table(
    'passkeys',
    {
      id: k.text('id').primaryKey(),
      userId: userId(),
      credentialId: k.text('credential_id').notNull(),
      /** COSE key, base64url. */
      publicKey: k.text('public_key').notNull(),
      counter: k.long('counter').notNull(),
      transports: k.json<string[]>('transports').notNull(),
      name: k.text('name').notNull(),
      synced: k.boolean('synced').notNull(),
      createdAt: k.instant('created_at').notNull(),
      lastUsedAt: k.instant('last_used_at'),
    },
    (t) => [k.uniqueIndex('passkeys_credential_key').on(t.credentialId), k.index('passkeys_user_idx').on(t.userId, t.id)],
  );

  /** Accounts at a provider (OpenID Connect) that sign in to ours. */
  const identities = k.table(
    'identities',
    {
      issuer: k.text('issuer').notNull(),
      subject: k.text('subject').notNull(),
      userId: userId(),
      email: k.text('email').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.issuer, t.subject] }), k.index('identities_user_idx').on(t.userId)],
  );

  const apiTokens = k.table(
    'api_tokens',
    {
      id: k.text('id').primaryKey(),
      userId: userId(),
      name: k.text('name').notNull(),
      hash: k.text('hash').notNull(),
      scopes: k.json<Scope[]>('scopes').notNull(),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
      lastUsedAt: k.instant('last_used_at'),
    },
    (t) => [
      k.uniqueIndex('api_tokens_hash_key').on(t.hash),
      k.index('api_tokens_user_idx').on(t.userId, t.id),
      k.index('api_tokens_expiry_idx').on(t.expiresAt),
    ],
  );

  return { sessions, tickets, totp, recoveryCodes, passkeys, identities, apiTokens };
}

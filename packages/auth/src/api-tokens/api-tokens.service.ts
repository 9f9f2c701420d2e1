import { randomBytes } from 'node:crypto';
import {
  AppError,
  invalidField,
  newId,
  pageOf,
  toInstant,
  type ApiTokenCreated,
  type ApiTokenView,
  type Page,
  type Paging,
  type Scope,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { SessionsService } from '../sessions/sessions.service.ts';
import { hashSecret } from '../tokens/secrets.ts';
import type { ApiTokensRepo } from './api-tokens.repo.ts';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 90;
const MOST_TOKENS = 100;
/** When a token was last used is noted no more often than this: reading must not mean writing. */
const NOTED_MS = 10 * 60_000;
/** What every token begins with, so that scanners of leaked secrets know ours. */
const PREFIX = 'tmk_';

type Row = Awaited<ReturnType<ApiTokensRepo['list']>>[number];

type Deps = { db: Database; repo: ApiTokensRepo; sessions: SessionsService; audit: Audit; now: () => number };

/** Tokens for scripts, with the least they need. Only their hashes are kept. */
export function apiTokensService({ db, repo, sessions, audit, now }: Deps) {
  return {
    /** Whether a bearer token is one of these, by its looks. */
    looksLikeOne: (token: string): boolean => token.startsWith(PREFIX),

    /** Makes a token. `admin` is for administrators who came in with a second factor. Throws `session-ended`, `conflict`. */
    async create(
      actor: Actor,
      { name, scopes, expiresInDays = DEFAULT_DAYS }: { name: string; scopes: Scope[]; expiresInDays?: number | undefined },
    ): Promise<ApiTokenCreated> {
      const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
      const at = now();
      const row = {
        id: newId(at),
        userId: actor.userId,
        name,
        hash: hashSecret(token),
        scopes: [...new Set(scopes)],
        createdAt: at,
        expiresAt: at + expiresInDays * DAY_MS,
        lastUsedAt: null,
      };
      await db.write(async (tx) => {
        const { role, secondFactor } = await sessions.alive(tx, actor);
        if (scopes.includes('admin') && !(role === 'admin' && secondFactor))
          throw invalidField('scopes', 'may include admin only for administrators who signed in with a second factor');
        if ((await repo.count(tx, actor.userId, at)) >= MOST_TOKENS)
          throw new AppError('conflict', {}, `There are ${MOST_TOKENS} tokens already. Revoke one first.`);
        await repo.add(tx, row);
        const detail = { scopes: row.scopes.join(' '), days: expiresInDays };
        await audit.record(tx, { action: 'token.created', actor: actor.auditRef, subject: actor.auditRef, detail });
      });
      return { token, apiToken: toView(row) };
    },

    /** Those that have not ended, newest first. */
    async list(actor: Actor, { cursor, limit = 20 }: Paging): Promise<Page<ApiTokenView>> {
      const rows = await repo.list(db.read, { userId: actor.userId, now: now(), before: cursor, limit: limit + 1 });
      return pageOf(rows, limit, toView, ({ id }) => id);
    },

    /** Ends a token at once; throws `not-found` when it is none of theirs. */
    async revoke(actor: Actor, id: string): Promise<void> {
      await db.write(async (tx) => {
        if (!(await repo.remove(tx, actor.userId, id))) throw new AppError('not-found');
        await audit.record(tx, { action: 'token.revoked', actor: actor.auditRef, subject: actor.auditRef });
      });
    },

    /** The caller behind a token; throws `unauthenticated` when it is none of ours, or no longer. */
    async actorOf(token: string): Promise<Actor> {
      const [row] = await repo.actor(db.read, { hash: hashSecret(token) });
      if (row === undefined || row.expiresAt <= now() || row.status !== 'active') throw new AppError('unauthenticated');
      const notedBefore = now() - NOTED_MS;
      if ((row.lastUsedAt ?? 0) < notedBefore) await db.write((tx) => repo.used(tx, row.id, { lastUsedAt: now(), notedBefore }));
      const { id, userId, role, auditRef, scopes } = row;
      // Only a session with a second factor can give a token the scope of administration.
      const secondFactor = scopes.includes('admin');
      return {
        userId,
        sessionId: id,
        role,
        emailVerified: row.emailVerifiedAt !== null,
        auditRef,
        scopes,
        secondFactor,
        justProven: false,
      };
    },

    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now()));
    },
  };
}

export type ApiTokensService = ReturnType<typeof apiTokensService>;

function toView({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: Omit<Row, 'userId' | 'hash'>): ApiTokenView {
  return {
    id,
    name,
    scopes,
    createdAt: toInstant(createdAt),
    expiresAt: toInstant(expiresAt),
    ...(lastUsedAt === null ? {} : { lastUsedAt: toInstant(lastUsedAt) }),
  };
}

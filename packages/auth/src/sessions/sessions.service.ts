import { AppError, id as idSchema, newId, toInstant, type Session } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { AccessTokens } from '../tokens/access-tokens.ts';
import { hashSecret, type RefreshSecrets } from '../tokens/secrets.ts';
import type { SessionsRepo } from './sessions.repo.ts';

const DAY_MS = 86_400_000;
/** A session lives this long after its last renewal. */
const IDLE_MS = 30 * DAY_MS;
/** Two tabs that wake together may both send the old token: within this time it is a race, later theft. */
const RACE_MS = 20_000;

/** A started or renewed session, with the refresh token in clear: the transport decides where it goes. */
export type OpenSession = { session: Omit<Session, 'refreshToken'>; refreshToken: string; refreshExpiresAt: number };

export function sessionsService({
  db,
  repo,
  tokens,
  secrets,
  now,
}: {
  db: Database;
  repo: SessionsRepo;
  tokens: AccessTokens;
  secrets: RefreshSecrets;
  now: () => number;
}) {
  const opened = async (userId: string, sessionId: string, secret: string, expiresAt: number): Promise<OpenSession> => {
    const access = await tokens.issue({ userId, sessionId });
    return {
      session: {
        accessToken: access.token,
        accessTokenExpiresAt: toInstant(access.expiresAt),
        refreshTokenExpiresAt: toInstant(expiresAt),
      },
      refreshToken: `${sessionId}.${secret}`,
      refreshExpiresAt: expiresAt,
    };
  };

  return {
    /** Starts a session inside the caller's transaction; call `finish` once that is committed. */
    async start(tx: Transaction, userId: string, userAgent: string | undefined) {
      const id = newId(now());
      const secret = secrets.make(id);
      const expiresAt = now() + IDLE_MS;
      await repo.add(tx, {
        id,
        userId,
        refreshHash: hashSecret(secret),
        userAgent: userAgent?.slice(0, 400) ?? null,
        now: now(),
        expiresAt,
      });
      return { finish: () => opened(userId, id, secret, expiresAt) };
    },

    /**
     * Renews a session: its refresh token is used up and a new one given. Of several uses at once exactly one
     * wins; the others get `refresh-raced`. Any other used-up token ends the session: somebody has a copy.
     */
    async refresh(refreshToken: string | undefined): Promise<OpenSession> {
      const [sessionId, secret] = refreshToken?.split('.') ?? [];
      if (sessionId === undefined || secret === undefined || !idSchema.safeParse(sessionId).success || !secrets.isOwn(sessionId, secret)) {
        throw new AppError('session-ended');
      }
      const presented = hashSecret(secret);
      const fresh = secrets.make(sessionId);
      const expiresAt = now() + IDLE_MS;
      const outcome = await db.write(async (tx) => {
        const row = await repo.byId(tx, sessionId);
        if (row === undefined || row.revokedAt !== null || row.expiresAt <= now()) return 'ended';
        const [owner] = await repo.actor(tx, { id: sessionId });
        if (owner?.status !== 'active') return 'ended';
        if (presented === row.refreshHash) {
          await repo.rotate(tx, sessionId, { refreshHash: hashSecret(fresh), previousHash: presented, now: now(), expiresAt });
          return row;
        }
        if (presented === row.previousHash && now() - row.rotatedAt <= RACE_MS) return 'raced';
        await repo.revoke(tx, sessionId, now());
        return 'ended';
      });
      if (outcome === 'raced') throw new AppError('refresh-raced');
      if (outcome === 'ended') throw new AppError('session-ended');
      return opened(outcome.userId, sessionId, fresh, expiresAt);
    },

    /** Ends a session at once: its access tokens stop working with the next call. */
    async end(actor: Actor): Promise<void> {
      await db.write((tx) => repo.revoke(tx, actor.sessionId, now()));
    },

    /** Removes sessions that ended by themselves. */
    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now()));
    },

    /** The caller behind an access token; throws when the token, the session or the account is no longer good. */
    async actorOf(accessToken: string): Promise<Actor> {
      const { sessionId, userId } = await tokens.verify(accessToken);
      const [row] = await repo.actor(db.read, { id: sessionId });
      if (row === undefined || row.userId !== userId || row.revokedAt !== null || row.expiresAt <= now() || row.status !== 'active')
        throw new AppError('session-ended');
      return { userId, sessionId, role: row.role, emailVerified: row.emailVerifiedAt !== null };
    },
  };
}

export type SessionsService = ReturnType<typeof sessionsService>;

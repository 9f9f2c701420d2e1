import {
  AppError,
  id as idSchema,
  newId,
  pageOf,
  toInstant,
  type Page,
  type Paging,
  type Session,
  type SessionView,
  type SignInMethod,
} from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { AccessTokens } from '../tokens/access-tokens.ts';
import { hashSecret, type RefreshSecrets } from '../tokens/secrets.ts';
import type { SessionRow, SessionsRepo } from './sessions.repo.ts';

const DAY_MS = 86_400_000;
/** A session lives this long after its last renewal. */
const IDLE_MS = 30 * DAY_MS;
/** However often it is renewed, it ends this long after it began. */
const LONGEST_MS = 180 * DAY_MS;
/** Past so many, a new session takes the place of the oldest. */
const MOST_SESSIONS = 100;
/** A proof of who somebody is counts as fresh this long. */
const PROOF_MS = 10 * 60_000;
/** Two tabs that wake together may both send the old token: within this time it is a race, later theft. */
const RACE_MS = 20_000;

/** A started or renewed session, with the refresh token in clear: the transport decides where it goes. */
export type OpenSession = {
  session: Omit<Session, 'refreshToken'>;
  refreshToken: string;
  refreshExpiresAt: number;
  /** Whether a browser keeps it when it is closed. */
  remembered: boolean;
};

/** How and where a session begins. */
export type Beginning = {
  device: string;
  country: string | null;
  method: SignInMethod;
  secondFactor: boolean;
  remembered: boolean;
};

type Deps = { db: Database; repo: SessionsRepo; tokens: AccessTokens; secrets: RefreshSecrets; audit: Audit; now: () => number };

export function sessionsService({ db, repo, tokens, secrets, audit, now }: Deps) {
  type Opening = { userId: string; sessionId: string; secret: string; expiresAt: number; remembered: boolean };
  const opened = async ({ userId, sessionId, secret, expiresAt, remembered }: Opening): Promise<OpenSession> => {
    const access = await tokens.issue({ userId, sessionId });
    return {
      session: {
        accessToken: access.token,
        accessTokenExpiresAt: toInstant(access.expiresAt),
        refreshTokenExpiresAt: toInstant(expiresAt),
      },
      refreshToken: `${sessionId}.${secret}`,
      refreshExpiresAt: expiresAt,
      remembered,
    };
  };

  /** The parts of a refresh token that was made here; whether it is still good is for the database to say. */
  function ownOf(refreshToken: string | undefined): { sessionId: string; secret: string } | undefined {
    const [sessionId, secret] = refreshToken?.split('.') ?? [];
    const own =
      sessionId !== undefined && secret !== undefined && idSchema.safeParse(sessionId).success && secrets.isOwn(sessionId, secret);
    return own ? { sessionId, secret } : undefined;
  }

  return {
    /** Starts a session inside the caller's transaction; call `finish` once that is committed. */
    async start(tx: Transaction, userId: string, { device, country, method, secondFactor, remembered }: Beginning) {
      const id = newId(now());
      const secret = secrets.make(id);
      const expiresAt = now() + IDLE_MS;
      await repo.add(tx, {
        id,
        userId,
        refreshHash: hashSecret(secret),
        device,
        country,
        method,
        secondFactor,
        remembered,
        now: now(),
        expiresAt,
      });
      await repo.endBeyond(tx, userId, MOST_SESSIONS);
      return { id, finish: () => opened({ userId, sessionId: id, secret, expiresAt, remembered }) };
    },

    /**
     * Renews a session: its refresh token is used up and a new one given. Of several uses at once exactly one
     * wins; the others get `refresh-raced`. Any other used-up token ends the session: somebody has a copy.
     */
    async refresh(refreshToken: string | undefined): Promise<OpenSession> {
      const own = ownOf(refreshToken);
      if (own === undefined) throw new AppError('session-ended');
      const { sessionId, secret } = own;
      const presented = hashSecret(secret);
      const fresh = secrets.make(sessionId);
      const outcome = await db.write(async (tx) => {
        const [row] = await repo.byId(tx, { id: sessionId });
        if (row === undefined || row.expiresAt <= now()) return 'ended';
        const [owner] = await repo.actor(tx, { id: sessionId });
        if (owner?.status !== 'active') return 'ended';
        if (presented === row.refreshHash) {
          const expiresAt = Math.min(now() + IDLE_MS, row.createdAt + LONGEST_MS);
          await repo.rotate(tx, { id: sessionId, refreshHash: hashSecret(fresh), previousHash: presented, now: now(), expiresAt });
          return { userId: row.userId, expiresAt, remembered: row.remembered };
        }
        if (presented === row.previousHash && now() - row.rotatedAt <= RACE_MS) return 'raced';
        await repo.end(tx, row.userId, sessionId);
        await audit.record(tx, { action: 'session.reused-token', subject: owner.auditRef });
        return 'ended';
      });
      if (outcome === 'raced') throw new AppError('refresh-raced');
      if (outcome === 'ended') throw new AppError('session-ended');
      return opened({ ...outcome, sessionId, secret: fresh });
    },

    /** Gives a session new tokens inside the caller's transaction; `undefined` when it has ended. Its old ones are used up. */
    async renew(tx: Transaction, sessionId: string) {
      const [row] = await repo.byId(tx, { id: sessionId });
      if (row === undefined || row.expiresAt <= now()) return undefined;
      const secret = secrets.make(sessionId);
      const expiresAt = Math.min(now() + IDLE_MS, row.createdAt + LONGEST_MS);
      await repo.rotate(tx, { id: sessionId, refreshHash: hashSecret(secret), previousHash: row.refreshHash, now: now(), expiresAt });
      return { finish: () => opened({ userId: row.userId, sessionId, secret, expiresAt, remembered: row.remembered }) };
    },

    /** Ends the session that a refresh token is of, when it is the one to be used next: who has it comes in anew. */
    async endReplaced(tx: Transaction, refreshToken: string): Promise<void> {
      const own = ownOf(refreshToken);
      if (own === undefined) return;
      const [row] = await repo.byId(tx, { id: own.sessionId });
      if (row?.refreshHash !== hashSecret(own.secret)) return;
      const [owner] = await repo.actor(tx, { id: row.id });
      if (await repo.end(tx, row.userId, row.id)) await audit.record(tx, { action: 'session.ended', subject: owner?.auditRef });
    },

    /** Ends a session at once: its access tokens stop working with the next call. */
    async end(actor: Actor): Promise<void> {
      await db.write(async (tx) => {
        if (await repo.end(tx, actor.userId, actor.sessionId))
          await audit.record(tx, { action: 'session.ended', actor: actor.auditRef, subject: actor.auditRef });
      });
    },

    /** Ends one of the person's sessions; throws `not-found` when it is none of theirs. */
    async revoke(actor: Actor, id: string): Promise<void> {
      await db.write(async (tx) => {
        if (!(await repo.end(tx, actor.userId, id))) throw new AppError('not-found');
        await audit.record(tx, { action: 'session.ended', actor: actor.auditRef, subject: actor.auditRef });
      });
    },

    /** Ends all the person's sessions but this one; gives how many. */
    async revokeOthers(actor: Actor): Promise<number> {
      return db.write(async (tx) => {
        const ended = await repo.endAll(tx, actor.userId, actor.sessionId);
        if (ended > 0)
          await audit.record(tx, { action: 'session.ended', actor: actor.auditRef, subject: actor.auditRef, detail: { ended } });
        return ended;
      });
    },

    /** Ends a person's sessions in a transaction of the caller's, but one where it is named. */
    endAll: (tx: Transaction, userId: string, except?: string) => repo.endAll(tx, userId, except),

    /** Notes that the person of this session has just proved who they are; `secondFactor` when by one. */
    setProven: (tx: Transaction, sessionId: string, { secondFactor }: { secondFactor: boolean }) =>
      repo.setProven(tx, sessionId, { authenticatedAt: now(), ...(secondFactor ? { secondFactor: true } : {}) }),

    /**
     * Notes that a second factor was added in this session. That is no proof of who did it: what had to be proven
     * again before has to be later.
     */
    gainSecondFactor: (tx: Transaction, sessionId: string) => repo.gainSecondFactor(tx, sessionId),

    /** Notes that a person has no second factor any more, so that no session of theirs counts as having one. */
    loseSecondFactor: (tx: Transaction, userId: string) => repo.loseSecondFactor(tx, userId),

    /**
     * The session of a call, as of now: throws `session-ended` when it was ended since the call began. For acts that
     * leave a way in behind: a reset that ends sessions must not be outrun by what was under way.
     */
    async alive(tx: Transaction, { userId, sessionId }: Pick<Actor, 'userId' | 'sessionId'>) {
      const [row] = await repo.actor(tx, { id: sessionId });
      if (row === undefined || row.userId !== userId || row.status !== 'active') throw new AppError('session-ended');
      return row;
    },

    /** Until when a session counts as just proven; `undefined` when that is over. */
    async provenUntil(db: Reader, sessionId: string): Promise<number | undefined> {
      const [row] = await repo.byId(db, { id: sessionId });
      const until = (row?.authenticatedAt ?? 0) + PROOF_MS;
      return until > now() ? until : undefined;
    },

    /** Whether the person is signed in on such a device already. */
    onDevice: (db: Reader, userId: string, { device, country }: Pick<Beginning, 'device' | 'country'>) =>
      repo.onDevice(db, { userId, device, country, now: now() }),

    /** Where the person is signed in, newest first. */
    async list(actor: Actor, { cursor, limit = 20 }: Paging): Promise<Page<SessionView>> {
      const rows = await repo.list(db.read, { userId: actor.userId, now: now(), before: cursor, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        (row) => toView(row, actor.sessionId),
        ({ id }) => id,
      );
    },

    /** Removes sessions that ended by themselves. */
    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now()));
    },

    /** The caller behind an access token; throws when the token, the session or the account is no longer good. */
    async actorOf(accessToken: string): Promise<Actor> {
      const { sessionId, userId } = await tokens.verify(accessToken);
      const [row] = await repo.actor(db.read, { id: sessionId });
      if (row === undefined || row.userId !== userId || row.expiresAt <= now() || row.status !== 'active')
        throw new AppError('session-ended');
      const { role, auditRef, secondFactor } = row;
      const justProven = row.authenticatedAt + PROOF_MS > now();
      return { userId, sessionId, role, emailVerified: row.emailVerifiedAt !== null, auditRef, secondFactor, justProven };
    },
  };
}

export type SessionsService = ReturnType<typeof sessionsService>;

function toView(row: SessionRow, currentId: string): SessionView {
  return {
    id: row.id,
    device: row.device ?? 'Unknown device',
    ...(row.country === null ? {} : { country: row.country }),
    method: row.method,
    secondFactor: row.secondFactor,
    createdAt: toInstant(row.createdAt),
    lastUsedAt: toInstant(row.lastUsedAt),
    expiresAt: toInstant(row.expiresAt),
    current: row.id === currentId,
  };
}

import { randomBytes } from 'node:crypto';
import type { Reader, Transaction } from '@tripmaster/db';
import { hashSecret } from '../tokens/secrets.ts';
import type { TicketRow, TicketsRepo } from './tickets.repo.ts';

const MINUTE_MS = 60_000;

/** What tickets are good for, how long, and how often they may be tried. */
const PURPOSES = {
  'verify-email': { lifetimeMs: 24 * 60 * MINUTE_MS, tries: 1 },
  'reset-password': { lifetimeMs: 60 * MINUTE_MS, tries: 1 },
  'change-email': { lifetimeMs: 60 * MINUTE_MS, tries: 1 },
  'second-factor': { lifetimeMs: 10 * MINUTE_MS, tries: 5 },
  'passkey-registration': { lifetimeMs: 5 * MINUTE_MS, tries: 1 },
  'passkey-sign-in': { lifetimeMs: 5 * MINUTE_MS, tries: 1 },
  openid: { lifetimeMs: 10 * MINUTE_MS, tries: 1 },
} as const;

export type Purpose = keyof typeof PURPOSES;
export type Ticket = Pick<TicketRow, 'hash' | 'userId' | 'data' | 'triesLeft'>;

/**
 * Things handed out to be used once: each is a random secret of which only the hash is kept, good for one purpose
 * and a short time. Whatever the number of nodes and of uses at once, one use gets it.
 */
export function ticketsService({ repo, now }: { repo: TicketsRepo; now: () => number }) {
  return {
    /** Makes one and gives its secret; `secret` where somebody else made it (a WebAuthn challenge). */
    async issue(
      tx: Transaction,
      purpose: Purpose,
      { userId, data = {}, secret = newSecret() }: { userId?: string | undefined; data?: Record<string, unknown>; secret?: string },
    ): Promise<string> {
      const { lifetimeMs, tries } = PURPOSES[purpose];
      const createdAt = now();
      const row = {
        hash: hashSecret(secret),
        purpose,
        userId: userId ?? null,
        data,
        triesLeft: tries,
        createdAt,
        expiresAt: createdAt + lifetimeMs,
      };
      await repo.add(tx, row);
      return secret;
    },

    /** Uses it up. `undefined` when there is none of this purpose, any more or ever. */
    take(tx: Transaction, purpose: Purpose, secret: string): Promise<Ticket | undefined> {
      return repo.take(tx, hashSecret(secret), purpose, now());
    },

    /** Uses up the one of this hash: for what remembers another ticket without keeping its secret. */
    takeHashed(tx: Transaction, purpose: Purpose, hash: string): Promise<Ticket | undefined> {
      return repo.take(tx, hash, purpose, now());
    },

    /** Counts a try without using it up; `undefined` when there is none left. */
    countTry(tx: Transaction, purpose: Purpose, secret: string): Promise<Ticket | undefined> {
      return repo.countTry(tx, hashSecret(secret), purpose, now());
    },

    /** Looks without using it up; `undefined` when no try is left. */
    async peek(db: Reader, purpose: Purpose, secret: string): Promise<Ticket | undefined> {
      const [row] = await repo.byHash(db, { hash: hashSecret(secret) });
      return row !== undefined && row.purpose === purpose && row.expiresAt > now() && row.triesLeft > 0 ? row : undefined;
    },

    /** Makes a person's tickets useless: those of one purpose, or all. */
    removeOf: (tx: Transaction, userId: string, purpose?: Purpose) => repo.removeOf(tx, userId, purpose),

    purge: (tx: Transaction) => repo.purge(tx, now()),
  };
}

export type TicketsService = ReturnType<typeof ticketsService>;

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

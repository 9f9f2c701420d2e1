import { newId } from '@tripmaster/contracts';
import type { Actor } from './actor.ts';
import type { Context, Cookie } from './context.ts';
import type { Limiter } from './limits.ts';

const noCookie: Cookie = { read: () => undefined, write: () => undefined, clear: () => undefined };

/** For calls from inside, which nothing limits. */
const unlimited: Limiter = {
  take: async () => ({ left: Number.MAX_SAFE_INTEGER, lockedNow: false }),
  takeIn: async () => ({ left: Number.MAX_SAFE_INTEGER, lockedNow: false }),
  giveBack: async () => undefined,
  forgive: async () => undefined,
  purge: async () => undefined,
};

/** A context as a test or a script makes it: signed in as `actor`, or nobody. */
export function contextOf(actor: Actor | undefined, more: Partial<Context> = {}): Context {
  return {
    requestId: newId(),
    authenticate: async () => actor,
    client: 'token',
    refreshCookie: noCookie,
    deviceCookie: noCookie,
    origin: { address: '127.0.0.1', userAgent: undefined, country: undefined },
    limiter: unlimited,
    idempotencyKey: undefined,
    signal: undefined,
    ...more,
  };
}

/** An actor as a test makes it: a traveller who has just signed in. */
export function actorOf(userId: string, more: Partial<Actor> = {}): Actor {
  return {
    userId,
    sessionId: newId(),
    role: 'traveller',
    emailVerified: false,
    auditRef: newId(),
    secondFactor: false,
    justProven: true,
    ...more,
  };
}

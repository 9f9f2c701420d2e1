import { newId } from '@tripmaster/contracts';
import type { Actor } from './actor.ts';
import type { Context } from './context.ts';

/** A context as a test or a script makes it: signed in as `actor`, or nobody. */
export function contextOf(actor: Actor | undefined, more: Partial<Context> = {}): Context {
  return {
    requestId: newId(),
    authenticate: async () => actor,
    client: 'token',
    refreshCookie: { read: () => undefined, write: () => undefined, clear: () => undefined },
    userAgent: undefined,
    idempotencyKey: undefined,
    signal: undefined,
    ...more,
  };
}

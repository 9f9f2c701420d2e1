import type { Session, User } from '@tripmaster/contracts';
import { useSyncExternalStore } from 'react';

/**
 * Who is signed in, in this tab. The access token lives in memory only; the refresh token is a cookie that
 * scripts cannot read. `api.ts` does the talking, this holds the state.
 */
export type SessionState = { status: 'loading' } | { status: 'signed-out' } | { status: 'signed-in'; user: User };

/** Refreshed this long before it ends, so that no request leaves with a token that dies under way. */
const EARLY_MS = 30_000;
const HINT = 'tripmaster.signed-out';

let state: SessionState = { status: 'loading' };
let token: { value: string; freshUntil: number } | undefined;
const listeners = new Set<() => void>();

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function remember(signedOut: boolean): void {
  try {
    if (signedOut) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Storage may be blocked; then every start asks the server.
  }
}

/** True when this browser last left signed out, so that asking for a session at start would be in vain. */
export function leftSignedOut(): boolean {
  try {
    return localStorage.getItem(HINT) === '1';
  } catch {
    return false;
  }
}

export function sessionState(): SessionState {
  return state;
}

/** The access token while it is fresh. */
export function freshToken(now: number = Date.now()): string | undefined {
  return token !== undefined && token.freshUntil > now ? token.value : undefined;
}

export function keepToken(session: Session, now: number = Date.now()): void {
  // A wrong clock here must not make a new token look spent: it is always good for a minute.
  const freshUntil = Math.max(Date.parse(session.accessTokenExpiresAt) - EARLY_MS, now + 60_000);
  token = { value: session.accessToken, freshUntil };
}

export function dropToken(): void {
  token = undefined;
}

export function signedInAs(user: User): void {
  remember(false);
  change({ status: 'signed-in', user });
}

export function signedOut(): void {
  token = undefined;
  remember(true);
  change({ status: 'signed-out' });
}

/** Not known to be signed in, for want of an answer; the next start asks again. */
export function sessionUnknown(): void {
  token = undefined;
  change({ status: 'signed-out' });
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in; renders again when that changes. */
export function useSession(): SessionState {
  return useSyncExternalStore(onSessionChange, sessionState);
}

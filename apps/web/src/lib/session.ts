import type { User } from '@tripmaster/contracts';
import { useSyncExternalStore } from 'react';

/** Who is signed in, in this tab. `api.ts` does the talking and holds the tokens; this holds the state. */
export type SessionState = { status: 'loading' } | { status: 'signed-out' } | { status: 'signed-in'; user: User };

/** Set while somebody is signed in with this browser. It grants nothing: it says whether asking is worth while. */
const HINT = 'tripmaster.signed-in';

let state: SessionState = { status: 'loading' };
const listeners = new Set<() => void>();

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function hint(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Storage may be blocked; then every start asks the server.
  }
}

/** False when nobody is signed in with this browser, so that a start need not ask the server in vain. */
export function mayBeSignedIn(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

export function sessionState(): SessionState {
  return state;
}

export function signedInAs(user: User): void {
  hint(true);
  change({ status: 'signed-in', user });
}

export function signedOut(): void {
  hint(false);
  change({ status: 'signed-out' });
}

/** Nobody is known to be signed in, for want of an answer; the next start asks again. */
export function sessionUnknown(): void {
  change({ status: 'signed-out' });
}

/** Follows the other tabs: out when they sign out, and `again` when somebody signs in there. */
export function onSignInElsewhere(again: () => void): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== HINT) return;
    if (newValue === null && state.status === 'signed-in') signedOut();
    if (newValue !== null && state.status === 'signed-out') again();
  });
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in; renders again when that changes. */
export function useSession(): SessionState {
  return useSyncExternalStore(onSessionChange, sessionState);
}

import { afterEach, expect, it, vi } from 'vitest';
import { leavingToSignIn, mayBeSignedIn, signedInAs, signedOut } from './session.ts';

const ANA = { id: '0', email: 'ana@example.com', role: 'traveller', emailVerified: true, createdAt: '2027-01-01T12:00:00.000Z' } as const;

function storage(): void {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('asks the server after a sign-in with another provider, for as long as that may take', () => {
  storage();
  vi.useFakeTimers({ now: 1_000_000_000 });
  expect(mayBeSignedIn()).toBe(false);
  leavingToSignIn();
  signedOut();
  expect(mayBeSignedIn()).toBe(true);
  vi.advanceTimersByTime(600_000);
  expect(mayBeSignedIn()).toBe(false);
});

it('need not ask again once it is known who is signed in', () => {
  storage();
  leavingToSignIn();
  signedInAs(ANA);
  expect(mayBeSignedIn()).toBe(true);
  signedOut();
  expect(mayBeSignedIn()).toBe(false);
});

it('asks where nothing can be kept', () => {
  vi.stubGlobal('localStorage', undefined);
  leavingToSignIn();
  expect(mayBeSignedIn()).toBe(true);
});

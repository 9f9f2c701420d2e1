import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPasskey, PasskeyFailure, passkeysAvailable, pickPasskey } from './passkeys.ts';

const ENOUGH = {
  challenge: 'Y2hhbGxlbmdl',
  rp: { name: 'TripMaster AI', id: 'trips.example' },
  user: { id: 'dXNlcg', name: 'ana@example.com', displayName: 'Ana' },
  pubKeyCredParams: [],
};

function browserThat(fails: Error): void {
  const credentials = { get: () => Promise.reject(fails), create: () => Promise.reject(fails) };
  vi.stubGlobal('navigator', { credentials });
}

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', function PublicKeyCredential() {});
  vi.stubGlobal('location', { hostname: 'localhost' });
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['NotAllowedError', 'cancelled', /cancelled, took too long, or there is none/],
  ['AbortError', 'stopped', /Stopped/],
  ['SecurityError', 'wrong-address', /only at trips\.example; this page is at localhost/],
  ['UnknownError', 'failed', /device or key could not do this/],
  ['SomethingNew', 'failed', /browser could not do this/],
])('says in words what the browser calls %s', async (name, reason, words) => {
  browserThat(new DOMException('internal words', name));
  const failure = await pickPasskey({ challenge: ENOUGH.challenge, rpId: 'trips.example' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PasskeyFailure);
  expect(failure).toMatchObject({ reason, message: expect.stringMatching(words) });
});

it('knows a passkey that is there already, and a refusal to make one', async () => {
  browserThat(new DOMException('', 'InvalidStateError'));
  await expect(createPasskey(ENOUGH)).rejects.toMatchObject({ reason: 'made-before' });
  browserThat(new DOMException('', 'NotAllowedError'));
  await expect(createPasskey(ENOUGH)).rejects.toMatchObject({ reason: 'cancelled', message: expect.stringMatching(/No passkey was made/) });
});

it('asks the browser for nothing when the options are no options', async () => {
  browserThat(new Error('was asked'));
  await expect(createPasskey({ challenge: ENOUGH.challenge })).rejects.toMatchObject({
    reason: 'failed',
    message: expect.stringMatching(/server’s answer/),
  });
});

it('has no passkeys where the browser has none', async () => {
  vi.stubGlobal('PublicKeyCredential', undefined);
  expect(passkeysAvailable()).toBe(false);
  await expect(pickPasskey({ challenge: ENOUGH.challenge })).rejects.toMatchObject({ reason: 'unsupported' });
});

import { createHmac } from 'node:crypto';
import { newId } from '@tripmaster/contracts';
import { expect } from 'vitest';
import type { TestApp } from '../testing.ts';

export const PASSWORD = 'a long enough password';
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Matches an error of the closed set with this code. */
export const failure = (code: string, details?: object) =>
  expect.objectContaining({ cause: expect.objectContaining({ code, ...(details === undefined ? {} : { details }) }) });

/** Registers somebody and signs them in. */
export async function newPerson(app: TestApp, email = `${newId()}@example.com`) {
  const entered = await app.anyone().auth.register({ email, password: PASSWORD });
  if (entered.status !== 'signed-in') throw new Error('not signed in');
  const { user, session } = entered;
  let { refreshToken } = session;
  return {
    email,
    userId: user.id,
    token: session.accessToken,
    call: app.withToken(session.accessToken),
    /** A caller for the same session once its access token has run out. */
    async later() {
      const renewed = await app.anyone().auth.refresh({ refreshToken });
      refreshToken = renewed.session.refreshToken;
      return app.withToken(renewed.session.accessToken);
    },
  };
}
export type Person = Awaited<ReturnType<typeof newPerson>>;

/** Signs in by password as far as that goes. */
export async function challengeOf(app: TestApp, email: string): Promise<string> {
  const answer = await app.anyone().auth.login({ email, password: PASSWORD });
  if (answer.status !== 'second-factor') throw new Error('no second factor is asked for');
  return answer.challenge;
}

/** The code an authenticator app shows (RFC 6238), worked out apart from the library that is tested. */
export function codeAt(secret: string, ms: number): string {
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return ((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).toString().padStart(6, '0');
}

/** Gives somebody an authenticator app. The step of its first code is used up, so the clock goes on by one. */
export async function addTotp(app: TestApp, person: Pick<Person, 'call'>) {
  const { secret, uri, qrCode } = await person.call.account.totp.enroll();
  const { recoveryCodes } = await person.call.account.totp.confirm({ code: codeAt(secret, app.clock.ms) });
  app.clock.ms += 30_000;
  return { secret, uri, qrCode, recoveryCodes: recoveryCodes ?? [] };
}

/** What became of many calls at once: how many were answered, and the codes of the other ones. */
export async function outcomes<Answer>(calls: Promise<Answer>[]) {
  const settled = await Promise.allSettled(calls);
  const won = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = new Set(settled.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : [])));
  return { won, refused };
}

function codeOf(reason: unknown): string {
  const cause = reason instanceof Error ? reason.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : String(reason);
}

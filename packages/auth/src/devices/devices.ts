import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import Bowser from 'bowser';

const YEAR_MS = 365 * 86_400_000;
const NONCE_BYTES = 12;

/** Whose browser it is, under which password. */
type Holder = { id: string; passwordChangedAt: number | null };

/**
 * Cookies that say "this browser has signed in to this account before" (OWASP, Slow Down Online Guessing Attacks
 * with Device Cookies). Wrong tries with one are counted by itself, so nobody else's wrong tries shut its owner out.
 * They end with the password: each sign-in gives one, so whoever had the old password, or opened the account in
 * advance with somebody's address, may hold any number of them, each with tries of its own at the new one.
 */
export function deviceCookies(key: string) {
  const mac = (nonce: string, { id, passwordChangedAt }: Holder) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['device', nonce, id, passwordChangedAt ?? 0]))
      .digest();
  return {
    lifetimeMs: YEAR_MS,
    make(holder: Holder): string {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      return `${nonce}.${mac(nonce, holder).toString('base64url')}`;
    },
    /** The device's name when the cookie is one of ours for this account and its password; nobody has none. */
    read(cookie: string | undefined, holder: Holder | undefined): string | undefined {
      const [nonce, given] = cookie?.split('.') ?? [];
      if (nonce === undefined || given === undefined || holder === undefined) return undefined;
      const known = mac(nonce, holder);
      const presented = Buffer.from(given, 'base64url');
      return presented.length === known.length && timingSafeEqual(presented, known) ? nonce : undefined;
    },
  };
}

export type DeviceCookies = ReturnType<typeof deviceCookies>;

/** Browser and system in words for the person whose session it is: `Firefox on Linux`. */
export function deviceInWords(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent.trim() === '') return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  // A program that is no browser begins with its name, such as `curl/8.1`.
  const program = [browser.name, /^[\w-]{2,40}/.exec(userAgent)?.[0]].find((name) => name !== undefined && name !== '');
  if (program === undefined) return 'Unknown device';
  return os.name === undefined || os.name === '' ? program : `${program} on ${os.name}`;
}

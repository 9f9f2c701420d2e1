import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import Bowser from 'bowser';

const YEAR_MS = 365 * 86_400_000;
const NONCE_BYTES = 12;

/**
 * Cookies that say "this browser has signed in to this account before" (OWASP, Slow Down Online Guessing Attacks
 * with Device Cookies). Wrong tries with one are counted by itself, so nobody else's wrong tries shut its owner out.
 */
export function deviceCookies(key: string) {
  const mac = (nonce: string, email: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['device', nonce, email]))
      .digest();
  return {
    lifetimeMs: YEAR_MS,
    make(email: string): string {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      return `${nonce}.${mac(nonce, email).toString('base64url')}`;
    },
    /** The device's name when the cookie is one of ours for this address. */
    read(cookie: string | undefined, email: string): string | undefined {
      const [nonce, given] = cookie?.split('.') ?? [];
      if (nonce === undefined || given === undefined) return undefined;
      const known = mac(nonce, email);
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

import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_MS = 300_000;

export type SignedHeaders = { id: string; timestamp: string; signature: string };

/**
 * Whether Resend said this, by the convention of Svix (webhook signatures, version 1): an HMAC-SHA256 over id, time and the
 * body to the byte. Gives when it was sent, in milliseconds since 1970; `undefined` for what is not signed with `secret`, or
 * was sent more than five minutes away from now.
 */
export function sentAt(secret: Buffer, body: Buffer, { id, timestamp, signature }: SignedHeaders, now: number): number | undefined {
  if (!/^[\w.-]{1,100}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return undefined;
  const at = Number(timestamp) * 1_000;
  const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
  let isRight = false;
  // While a secret is changed there is one by the old and one by the new.
  for (const given of signature.split(' ').slice(0, 10)) {
    const [version, coded = ''] = given.split(',', 2);
    const bytes = Buffer.from(coded, 'base64');
    if (version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected)) isRight = true;
  }
  return isRight && Math.abs(now - at) <= TOLERANCE_MS ? at : undefined;
}

import { z } from 'zod';

/** An opaque id: a UUID version 7, so ids sort by the time they were made. */
export const id = z.uuid({ version: 'v7' });
export type Id = z.infer<typeof id>;

/** Names one thing. */
export const byId = z.strictObject({ id });

let lastMs = 0;
let sequence = 0;

/**
 * A new UUIDv7 (RFC 9562, section 5.7, with the counter of section 6.2 method 1 in `rand_a`),
 * strictly increasing within one process.
 */
export function newId(now: number = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  if (now > lastMs) {
    lastMs = now;
    sequence = view.getUint16(6) & 0x7ff; // half of the counter's range is left to count up in
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  view.setUint16(0, Math.floor(lastMs / 2 ** 32));
  view.setUint32(2, lastMs % 2 ** 32);
  view.setUint16(6, 0x7000 | sequence);
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

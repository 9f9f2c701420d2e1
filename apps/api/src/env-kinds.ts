import { z } from 'zod';

/** A port of this machine. */
export const port = z.coerce.number('is not a port').int('is not a port').min(0, 'is not a port').max(65_535, 'is not a port');

/** An address without a trailing slash. */
export const httpAddress = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .transform((value) => new URL(value).href.replace(/\/$/, ''));

/** What stands between commas. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

import { z } from 'zod';
import { itemId, latitude, longitude } from './item.ts';
import { line } from './text.ts';
import { plainDate } from './time.ts';

/** What can be looked for at a provider. */
export const bookingKind = z.enum(['stay', 'flight', 'train', 'activity', 'map']);
export type BookingKind = z.infer<typeof bookingKind>;

/** Words that a provider's own search is filled with; each may be absent. */
export const bookingSearch = z.object({
  /** What is looked for: a city, or a sight with its city. */
  place: line(200).optional(),
  country: line(80).optional(),
  from: line(120).optional(),
  to: line(120).optional(),
  start: plainDate.optional(),
  end: plainDate.optional(),
  adults: z.coerce.number().int().min(1).max(40).optional(),
  children: z.coerce.number().int().min(0).max(40).optional(),
  lat: z.coerce.number().pipe(latitude).optional(),
  lon: z.coerce.number().pipe(longitude).optional(),
});
export type BookingSearch = z.infer<typeof bookingSearch>;

/** A way to look for something at a provider, by way of this server, which counts that it was followed and nothing more. */
export const bookingLink = z.strictObject({
  /** The provider's name. */
  provider: z.string(),
  kind: bookingKind,
  label: z.string(),
  /** A path of this server. */
  href: z.string(),
  /** The operator of this server may earn from it. */
  earns: z.boolean(),
});
export type BookingLink = z.infer<typeof bookingLink>;

/** By item; those for which there is nothing to look for are not there. */
export const bookingLinks = z.strictObject({ items: z.array(z.strictObject({ itemId, links: z.array(bookingLink) })) });
export type BookingLinks = z.infer<typeof bookingLinks>;

import { readFileSync } from 'node:fs';
import { bookingProviders, BookingSettingsRefused, type BookingProvider } from '@tripmaster/plans';
import { z } from 'zod';

/** Settings of whom people can book with. */
export const bookingLinkSettings = {
  BOOKING_LINKS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  BOOKING_LINKS_FILE: z.string().optional(),
  AFFILIATE_BOOKING: z.string().optional(),
  AFFILIATE_HOTELS: z.string().optional(),
  AFFILIATE_GETYOURGUIDE: z.string().optional(),
  AFFILIATE_VIATOR: z.string().optional(),
};
export type BookingLinkEnvironment = z.infer<z.ZodObject<typeof bookingLinkSettings>>;

/** The built-in providers, as the operator's file and ids want them; `fault` tells what can't be used. */
export function bookingProvidersOf(env: BookingLinkEnvironment): BookingProvider[] | { fault: string } {
  const ids = {
    booking: env.AFFILIATE_BOOKING,
    hotels: env.AFFILIATE_HOTELS,
    getyourguide: env.AFFILIATE_GETYOURGUIDE,
    viator: env.AFFILIATE_VIATOR,
  };
  const given = Object.fromEntries(Object.entries(ids).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])));
  const { BOOKING_LINKS_FILE: file } = env;
  try {
    const all = bookingProviders(file === undefined ? undefined : readFileSync(file, 'utf8'), given);
    return env.BOOKING_LINKS === 'off' ? [] : all;
  } catch (error) {
    const fault = error instanceof BookingSettingsRefused ? error.message : `${file} can’t be read`;
    return { fault: `${file === undefined ? 'AFFILIATE_…' : 'BOOKING_LINKS_FILE'} can’t be used: ${fault}` };
  }
}

import { AppError, tripRequest, type DestinationHit, type TripRequestInput } from '@tripmaster/contracts';
import { foldName } from '../gazetteer/index.ts';
import type { Gazetteer, Trip } from '../trip.ts';
import { understand } from './index.ts';

const city = (name: string, region: string, country: string, population: number, timeZone: string, guide?: string): DestinationHit => ({
  name,
  region,
  country,
  countryName: new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country,
  lat: 1,
  lon: 2,
  timeZone,
  population,
  ...(guide === undefined ? {} : { guide }),
});
const CITIES: Record<string, DestinationHit[]> = {
  lisbon: [city('Lisbon', '', 'PT', 517_802, 'Europe/Lisbon', 'lisbon')],
  porto: [city('Porto', '', 'PT', 249_633, 'Europe/Lisbon', 'porto')],
  tokyo: [city('Tokyo', '', 'JP', 8_336_599, 'Asia/Tokyo', 'tokyo')],
  tromso: [city('Tromsø', '', 'NO', 52_436, 'Europe/Oslo')],
  auckland: [city('Auckland', '', 'NZ', 417_910, 'Pacific/Auckland')],
  honolulu: [city('Honolulu', 'Hawaii', 'US', 371_657, 'Pacific/Honolulu')],
  paris: [
    city('Paris', 'Île-de-France', 'FR', 2_138_551, 'Europe/Paris', 'paris'),
    city('Paris', 'Texas', 'US', 24_782, 'America/Chicago'),
    city('Paris', 'Ontario', 'CA', 11_177, 'America/Toronto'),
  ],
  memphis: [city('Memphis', 'Tennessee', 'US', 655_770, 'America/Chicago'), city('Memphis', 'Florida', 'US', 7_848, 'America/New_York')],
  springfield: [
    city('Springfield', 'Missouri', 'US', 166_810, 'America/Chicago'),
    city('Springfield', 'Massachusetts', 'US', 154_341, 'America/New_York'),
  ],
  singapore: [city('Singapore', '', 'SG', 3_547_809, 'Asia/Singapore')],
  granada: [city('Granada', 'Andalusia', 'ES', 230_595, 'Europe/Madrid', 'granada'), city('Granada', '', 'NI', 89_409, 'America/Managua')],
  turkey: [city('Turkey', 'Texas', 'US', 400, 'America/Chicago')],
};
/** The cities above, and nothing else. */
export const gazetteer: Gazetteer = { search: () => [], resolve: (name) => CITIES[foldName(name)] ?? [] };
export const NOW = Date.parse('2026-11-23T10:30:00Z');

/** A trip of five days to Lisbon with these changes. */
export function plan(input: Partial<TripRequestInput>, now = NOW): Trip {
  const request = tripRequest.parse({
    destinations: [{ name: 'Lisbon' }],
    dates: { start: '2027-05-10', end: '2027-05-14' },
    travellers: { adults: 2 },
    ...input,
  });
  return understand(request, { gazetteer, now });
}

/** The error with which such a trip is refused. */
export function refusal(input: Partial<TripRequestInput>, now = NOW): AppError {
  try {
    plan(input, now);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

export const fieldsOf = (error: AppError) => (error.details.fields ?? []).map((field) => field.path);

import { readFileSync } from 'node:fs';
import type { Climate } from '@tripmaster/contracts';
import { z } from 'zod';
import { catalogueFolder } from '../catalogue/index.ts';
import { metresBetween } from '../travel/index.ts';
import { type CityClimate, cityClimateSchema } from './schema.ts';

/** How far from a city's centre its weather is still said to be usual. */
const SAME_WEATHER_METRES = 30_000;

let records: readonly CityClimate[] | undefined;

/** Every city whose usual weather is known, read once. */
function listClimates(): readonly CityClimate[] {
  records ??= z.array(cityClimateSchema).parse(JSON.parse(readFileSync(new URL('climate/months.json', catalogueFolder()), 'utf8')));
  return records;
}

/** Whole degrees: the weather of a single day is never nearer to the mean than that. */
const whole = (value: number): number => Math.round(value) + 0;

/**
 * The usual weather at a place in the month of a date (`YYYY-MM-DD`), from the nearest city that has a record.
 * `undefined` where there is none within 30 km: nothing is guessed.
 */
export function climateAt(point: { lat: number; lon: number }, date: string): Climate | undefined {
  let nearest: { record: CityClimate; metres: number } | undefined;
  for (const record of listClimates()) {
    const metres = metresBetween(point, record);
    if (metres <= (nearest?.metres ?? SAME_WEATHER_METRES)) nearest = { record, metres };
  }
  const month = Number(date.slice(5, 7)) - 1;
  const [high, low] = [nearest?.record.high[month], nearest?.record.low[month]];
  if (nearest === undefined || high === undefined || low === undefined) return undefined;
  const { rainDays, rainMm, basis, from, to, station, source } = nearest.record;
  const [days, mm] = [rainDays?.[month], rainMm?.[month]];
  return {
    high: whole(high),
    low: whole(low),
    ...(days === undefined ? {} : { rainDays: days }),
    ...(mm === undefined ? {} : { rainMm: mm }),
    source: `${station.name}, ${basis === 'normals' ? 'normals' : 'means'} ${from}–${to}: ${source}`,
  };
}

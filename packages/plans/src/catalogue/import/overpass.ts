import { z } from 'zod';
import type { Tags } from './kinds.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const point = z.object({ lat: latitude, lon: longitude });
const element = z.object({
  type: z.enum(['node', 'way', 'relation']),
  id: z.int().nonnegative(),
  lat: latitude.optional(),
  lon: longitude.optional(),
  /** Of ways and relations, when asked for (`out center`). */
  center: point.optional(),
  bounds: z.object({ minlat: latitude, minlon: longitude, maxlat: latitude, maxlon: longitude }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
const answer = z.object({ elements: z.array(z.unknown()).max(200_000) });

/** One thing on the map that has tags and a place. */
export type Thing = { key: string; lat: number; lon: number; tags: Tags };

/** Reads the JSON that Overpass answers (`[out:json]`). Throws an `Error` that says why a text is none. */
export function readOverpass(text: string): Thing[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('it is no JSON');
  }
  const read = answer.safeParse(json);
  if (!read.success) throw new Error('it has no list of elements, as Overpass answers with [out:json]');
  return read.data.elements.flatMap((one) => {
    const parsed = element.safeParse(one);
    if (!parsed.success) return [];
    const { type, id, lat, lon, center, bounds, tags } = parsed.data;
    const middle = bounds && { lat: (bounds.minlat + bounds.maxlat) / 2, lon: (bounds.minlon + bounds.maxlon) / 2 };
    const where = lat !== undefined && lon !== undefined ? { lat, lon } : (center ?? middle);
    return where === undefined || tags === undefined ? [] : [{ key: `${type}-${id}`, lat: where.lat, lon: where.lon, tags }];
  });
}

const ASKED = ['["tourism"~"^(attraction|museum|viewpoint|gallery|zoo|aquarium|theme_park)$"]', '["historic"]', '["leisure"="park"]'];

/** What to ask Overpass for the sights around a point. */
export function overpassQuery({ lat, lon }: { lat: number; lon: number }, metres: number): string {
  const around = `(around:${metres},${lat},${lon})`;
  return `[out:json][timeout:90];(${ASKED.map((filter) => `nwr${filter}["name"]${around};`).join('')});out center tags;`;
}

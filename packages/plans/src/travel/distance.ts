export type Point = { readonly lat: number; readonly lon: number };

/** Mean radius of the Earth in metres (IUGG, `R1`). */
const EARTH_RADIUS = 6_371_008.8;

/** Great-circle metres between two points (haversine formula). */
export function metresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const half =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** `minutes` rounded up to a multiple of five; what is a hair above a multiple stays there. */
export function upToFive(minutes: number): number {
  return Math.ceil((minutes - 1e-6) / 5) * 5 + 0;
}

/** `minutes` rounded down to a multiple of five. */
export function downToFive(minutes: number): number {
  return Math.floor((minutes + 1e-6) / 5) * 5;
}

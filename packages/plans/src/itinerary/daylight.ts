import { daysBetween } from '@tripmaster/contracts';
import { zoneOffset } from './journeys.ts';

const RAD = Math.PI / 180;

/**
 * Sunset in local minutes of the zone, within about ten minutes below the polar circles: declination after Cooper (1969,
 * Solar Energy 12), equation of time after Spencer's two main terms, refraction of 0.83 degrees. 1440 where the sun does not
 * set that day, 720 where it does not rise.
 */
export function sunset(point: { lat: number; lon: number }, timeZone: string, date: string): number {
  const day = daysBetween(`${date.slice(0, 4)}-01-01`, date) + 1;
  const declination = 23.45 * Math.sin(((360 * (284 + day)) / 365) * RAD) * RAD;
  const b = ((360 * (day - 81)) / 364) * RAD;
  const equation = 9.87 * Math.sin(2 * b) - 7.53 * Math.cos(b) - 1.5 * Math.sin(b);
  const lat = point.lat * RAD;
  const cos = (Math.sin(-0.83 * RAD) - Math.sin(lat) * Math.sin(declination)) / (Math.cos(lat) * Math.cos(declination));
  if (cos < -1) return 1440;
  if (cos > 1) return 720;
  const half = (Math.acos(cos) / RAD) * 4;
  return Math.round(720 - 4 * point.lon - equation + zoneOffset(timeZone, date) + half);
}

import { offsetAt, timeOf, type Sun } from '@tripmaster/contracts';

const RAD = Math.PI / 180;
const DAY = 1440;
const MS = 60_000;
/** The upper edge of the disc on the horizon: 90 degrees, 34 minutes of refraction and 16 of the sun's radius. */
const ZENITH = 90.833;

const sin = (degrees: number): number => Math.sin(degrees * RAD);
const cos = (degrees: number): number => Math.cos(degrees * RAD);
const tan = (degrees: number): number => Math.tan(degrees * RAD);

/**
 * Where the sun stands at a moment (epoch minutes): its declination in degrees and the equation of time in minutes.
 * The formulas of the solar calculator of NOAA's Global Monitoring Laboratory, after Meeus, Astronomical Algorithms
 * (1991), chapters 21, 24 and 27.
 */
function sunAt(epoch: number): { declination: number; equation: number } {
  // Centuries since noon of 1 January 2000.
  const t = (epoch / DAY - 10_957.5) / 36_525;
  const meanLongitude = (280.46646 + t * (36_000.76983 + t * 0.0003032)) % 360;
  const anomaly = 357.52911 + t * (35_999.05029 - 0.0001537 * t);
  const eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const centre =
    sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) + sin(2 * anomaly) * (0.019993 - 0.000101 * t) + sin(3 * anomaly) * 0.000289;
  const node = 125.04 - 1934.136 * t;
  const longitude = meanLongitude + centre - 0.00569 - 0.00478 * sin(node);
  const obliquity = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * cos(node);
  const y = tan(obliquity / 2) ** 2;
  const equation =
    y * sin(2 * meanLongitude) -
    2 * eccentricity * sin(anomaly) +
    4 * eccentricity * y * sin(anomaly) * cos(2 * meanLongitude) -
    0.5 * y * y * sin(4 * meanLongitude) -
    1.25 * eccentricity * eccentricity * sin(2 * anomaly);
  return { declination: Math.asin(sin(obliquity) * sin(longitude)) / RAD, equation: (4 * equation) / RAD };
}

/** Minutes between noon and the sun's setting at this declination; `undefined` where it does not cross the horizon. */
function halfDay(lat: number, declination: number): number | undefined {
  const cosine = cos(ZENITH) / (cos(lat) * cos(declination)) - tan(lat) * tan(declination);
  return cosine < -1 || cosine > 1 ? undefined : (4 * Math.acos(cosine)) / RAD;
}

type Course = { rise: number; set: number } | { polar: 'day' | 'night' };

/**
 * The sun's course around the noon of a local date, in local minutes after its midnight. `set` may pass 1440, as in
 * Reykjavik in June. Within a minute or two between the polar circles and within some ten near them, where the
 * horizon is not hidden by hills or houses.
 */
function course({ lat, lon }: { lat: number; lon: number }, timeZone: string, date: string): Course {
  const midnight = Date.parse(`${date}T00:00:00Z`) / MS;
  const offset = (epoch: number): number => offsetAt(timeZone, epoch * MS);
  const ahead = offset(midnight + DAY / 2);
  // Clocks far from their meridian still call this noon a time of this date.
  const mean = midnight + ((((DAY / 2 - 4 * lon + ahead) % DAY) + DAY) % DAY) - ahead;
  const noon = mean - sunAt(mean).equation;
  const { declination } = sunAt(noon);
  const half = halfDay(lat, declination);
  if (half === undefined) return { polar: lat * declination > 0 ? 'day' : 'night' };
  /** The sun moves on between noon and horizon: its place there is asked for again. */
  const crossing = (side: 1 | -1): number => {
    let epoch = noon + side * half;
    for (let round = 0; round < 2; round += 1) {
      const there = sunAt(epoch);
      epoch = mean - there.equation + side * (halfDay(lat, there.declination) ?? half);
    }
    return epoch;
  };
  const local = (epoch: number): number => Math.round(epoch + offset(epoch) - midnight);
  return { rise: local(crossing(-1)), set: local(crossing(1)) };
}

/** Sunrise and sunset of a local date as its clocks show them; a set after midnight is the next date's. */
export function sunOn(point: { lat: number; lon: number }, timeZone: string, date: string): Sun {
  const found = course(point, timeZone, date);
  if ('polar' in found) return found;
  const clock = (minutes: number): string => timeOf(((minutes % DAY) + DAY) % DAY);
  return { rise: clock(found.rise), set: clock(found.set) };
}

/**
 * Sunset in local minutes after the date's midnight, for planning: 1440 where the sun does not set that day, 720
 * where it does not rise.
 */
export function sunset(point: { lat: number; lon: number }, timeZone: string, date: string): number {
  const found = course(point, timeZone, date);
  if ('polar' in found) return found.polar === 'day' ? DAY : DAY / 2;
  return found.set;
}

/** Sunrise likewise: 0 where the sun does not set that day, 720 where it does not rise. */
export function sunrise(point: { lat: number; lon: number }, timeZone: string, date: string): number {
  const found = course(point, timeZone, date);
  if ('polar' in found) return found.polar === 'day' ? 0 : DAY / 2;
  return found.rise;
}

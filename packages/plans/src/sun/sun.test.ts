import { minutesOf } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { sunOn, sunset } from './index.ts';

const PLACES = {
  Athens: [37.9838, 23.7275, 'Europe/Athens'],
  Bodø: [67.2804, 14.4049, 'Europe/Oslo'],
  Cairo: [30.0444, 31.2357, 'Africa/Cairo'],
  Edinburgh: [55.9533, -3.1883, 'Europe/London'],
  Helsinki: [60.1699, 24.9384, 'Europe/Helsinki'],
  Lisbon: [38.7223, -9.1393, 'Europe/Lisbon'],
  London: [51.5074, -0.1278, 'Europe/London'],
  Madrid: [40.4168, -3.7038, 'Europe/Madrid'],
  'Mexico City': [19.4326, -99.1332, 'America/Mexico_City'],
  Nairobi: [-1.2921, 36.8219, 'Africa/Nairobi'],
  'New York': [40.7128, -74.006, 'America/New_York'],
  Oslo: [59.9139, 10.7522, 'Europe/Oslo'],
  Paris: [48.8566, 2.3522, 'Europe/Paris'],
  Reykjavík: [64.1466, -21.9426, 'Atlantic/Reykjavik'],
  Sodankylä: [67.4149, 26.589, 'Europe/Helsinki'],
  Tokyo: [35.6762, 139.6503, 'Asia/Tokyo'],
  Tromsø: [69.6492, 18.9553, 'Europe/Oslo'],
  Utsjoki: [69.9078, 27.0265, 'Europe/Helsinki'],
} as const;
type Name = keyof typeof PLACES;

function place(name: Name) {
  const [lat, lon, timeZone] = PLACES[name];
  return { point: { lat, lon }, timeZone };
}

function at(name: Name, date: string) {
  const { point, timeZone } = place(name);
  return sunOn(point, timeZone, date);
}

/** Minutes from one clock to another, the short way round. */
function apart(a: string, b: string): number {
  const minutes = Math.abs(minutesOf(a) - minutesOf(b));
  return Math.min(minutes, 1440 - minutes);
}

/**
 * As published: December 2015 and 2022 by the Finnish Meteorological Institute (as quoted by Wikipedia, December solstice),
 * Reykjavík 2019 in Morgunblaðið, June 2011 in the almanacs of the press, Finland by the institute and Tokyo by the National
 * Astronomical Observatory of Japan in 2007, 2009 and 2018. Some round down, and a city has no one point.
 */
const PUBLISHED: [Name, string, string, string, number?][] = [
  ['Edinburgh', '2015-12-22', '08:42', '15:40'],
  ['London', '2015-12-22', '08:04', '15:53'],
  ['Paris', '2015-12-22', '08:41', '16:56'],
  ['Madrid', '2015-12-22', '08:34', '17:51'],
  ['Lisbon', '2015-12-22', '07:51', '17:18'],
  ['Athens', '2015-12-22', '07:37', '17:09'],
  ['Cairo', '2015-12-22', '06:47', '16:59'],
  ['Nairobi', '2015-12-22', '06:25', '18:37'],
  ['Oslo', '2022-12-21', '09:17', '15:11'],
  ['Helsinki', '2022-12-21', '09:23', '15:12'],
  ['Reykjavík', '2022-12-21', '11:21', '15:29'],
  ['Reykjavík', '2019-12-22', '11:22', '15:31'],
  ['Bodø', '2022-12-21', '11:35', '12:24'],
  ['London', '2011-06-21', '04:42', '21:20'],
  ['New York', '2011-06-21', '05:24', '20:30'],
  ['Tokyo', '2011-06-21', '04:25', '18:59'],
  ['Mexico City', '2011-06-21', '06:58', '20:16'],
  ['Helsinki', '2009-07-20', '04:32', '22:19'],
  ['Tokyo', '2009-07-20', '04:40', '18:55'],
  ['Helsinki', '2018-09-16', '06:50', '19:39'],
  ['Tokyo', '2018-09-16', '05:24', '17:48'],
  ['Sodankylä', '2007-07-18', '02:20', '00:14', 4],
];

describe('sunrise and sunset', () => {
  it.each(PUBLISHED)('%s on %s: %s to %s', (name, date, rise, set, within = 1) => {
    const sun = at(name, date);
    if ('polar' in sun) throw new Error(`polar ${sun.polar}`);
    expect(apart(sun.rise, rise), `rises ${sun.rise}`).toBeLessThanOrEqual(within);
    expect(apart(sun.set, set), `sets ${sun.set}`).toBeLessThanOrEqual(within);
  });

  it('says where the sun stays up or down', () => {
    expect(at('Tromsø', '2024-06-21')).toEqual({ polar: 'day' });
    expect(at('Tromsø', '2024-12-21')).toEqual({ polar: 'night' });
    expect(at('Utsjoki', '2009-07-20')).toEqual({ polar: 'day' });
    // Antarctica has them the other way round.
    expect(sunOn({ lat: -77.85, lon: 166.67 }, 'Antarctica/McMurdo', '2024-12-21')).toEqual({ polar: 'day' });
    expect(sunOn({ lat: -77.85, lon: 166.67 }, 'Antarctica/McMurdo', '2024-06-21')).toEqual({ polar: 'night' });
  });

  it("in Reykjavík's June the sun sets after midnight, which is that evening's sunset", () => {
    const { point, timeZone } = place('Reykjavík');
    expect(at('Reykjavík', '2023-06-21')).toEqual({ rise: '02:55', set: '00:04' });
    expect(sunset(point, timeZone, '2023-06-21')).toBe(1444);
  });

  it('for planning, a sun that stays is up all day, and one that never comes is down at noon', () => {
    const { point, timeZone } = place('Tromsø');
    expect(sunset(point, timeZone, '2024-06-21')).toBe(1440);
    expect(sunset(point, timeZone, '2024-12-21')).toBe(720);
  });

  it('keeps to the date where the zone lies far from its meridian', () => {
    // One day and nearly the same longitude apart.
    for (const [lat, lon, zone] of [
      [1.87, -157.43, 'Pacific/Kiritimati'],
      [21.31, -157.86, 'Pacific/Honolulu'],
      [-13.83, -171.76, 'Pacific/Apia'],
      [-36.85, 174.76, 'Pacific/Auckland'],
      [39.47, 75.99, 'Asia/Shanghai'],
    ] as const) {
      const set = sunset({ lat, lon }, zone, '2024-03-20');
      expect(set, zone).toBeGreaterThan(17 * 60);
      expect(set, zone).toBeLessThan(22 * 60);
    }
  });

  it('follows the clocks on the day they change', () => {
    const before = at('Paris', '2024-03-30');
    const after = at('Paris', '2024-03-31');
    if ('polar' in before || 'polar' in after) throw new Error('polar Paris');
    expect(minutesOf(after.rise) - minutesOf(before.rise)).toBeGreaterThan(55);
    expect(minutesOf(after.set) - minutesOf(before.set)).toBeGreaterThan(55);
  });
});

import type { TravelMode } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumMinutes } from '../verify/limits.ts';
import { cityLeg, walkLimit } from './city.ts';
import { chooseCityLeg, downToFive, metresBetween, journey, upToFive, type Town } from './index.ts';

const BAIXA = { lat: 38.7115, lon: -9.138 };
const BELEM = { lat: 38.6968, lon: -9.203 };
const CHIADO = { lat: 38.7117, lon: -9.1428 };
const ADULTS = { youngChild: false, limited: false };
const LISBON_MODES = ['metro', 'tram', 'bus', 'train', 'ferry'] as const;
const point = fc.record({ lat: fc.double({ min: -60, max: 60, noNaN: true }), lon: fc.double({ min: -170, max: 170, noNaN: true }) });

describe('distances', () => {
  test('Paris to London is about 344 km', () => {
    expect(metresBetween({ lat: 48.8566, lon: 2.3522 }, { lat: 51.5074, lon: -0.1278 })).toBeCloseTo(343_556, -3);
  });

  test('are symmetric and never negative', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3);
        expect(metresBetween(a, a)).toBe(0);
      }),
    );
  });

  test('minutes go up and down to multiples of five', () => {
    expect([upToFive(20), upToFive(20.1), upToFive(0), downToFive(24.9), downToFive(25)]).toEqual([20, 25, 0, 20, 25]);
  });
});

describe('within a city', () => {
  test('one walks what is near and rides what is far', () => {
    expect(chooseCityLeg(BAIXA, CHIADO, LISBON_MODES, ADULTS)).toMatchObject({ mode: 'walk', minutes: 10 });
    expect(LISBON_MODES).toContain(chooseCityLeg(BAIXA, BELEM, LISBON_MODES, ADULTS).mode);
  });

  test('where nothing runs, one takes a taxi', () => {
    expect(chooseCityLeg(BAIXA, BELEM, [], ADULTS).mode).toBe('taxi');
  });

  test('a child, and more so a need, shortens and slows the walk', () => {
    const child = { youngChild: true, limited: false };
    expect(walkLimit(child)).toBeLessThan(walkLimit(ADULTS));
    expect(walkLimit({ youngChild: false, limited: true })).toBeLessThan(walkLimit(child));
    expect(cityLeg('walk', BAIXA, CHIADO, child).minutes).toBeGreaterThanOrEqual(cityLeg('walk', BAIXA, CHIADO, ADULTS).minutes);
  });

  test('no leg is shorter than what the verifier calls possible', () => {
    const near = fc.record({
      lat: fc.double({ min: 38.5, max: 38.95, noNaN: true }),
      lon: fc.double({ min: -9.45, max: -8.9, noNaN: true }),
    });
    const walkers = fc.record({ youngChild: fc.boolean(), limited: fc.boolean() });
    fc.assert(
      fc.property(near, near, walkers, fc.subarray([...LISBON_MODES]), (from, to, who, modes) => {
        const leg = chooseCityLeg(from, to, modes, who);
        const straight = metresBetween(from, to);
        expect(leg.minutes).toBeGreaterThanOrEqual(minimumMinutes(leg.mode, straight));
        expect(leg.metres).toBeGreaterThanOrEqual(Math.floor(straight));
        expect(leg.minutes % 5).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('between cities', () => {
  const town = (lat: number, lon: number, country: string): Town => ({ lat, lon, country });
  const lisbon = town(38.7139, -9.1394, 'PT');
  const porto = town(41.1496, -8.611, 'PT');

  test.each([
    ['Lisbon to Porto', lisbon, porto, {}, 'train'],
    ['Lisbon to Munich', lisbon, town(48.1374, 11.5755, 'DE'), {}, 'flight'],
    ['Lisbon to Porto with a car', lisbon, porto, { maxDriveMinutes: 400 }, 'drive'],
    ['Lisbon to Porto with little patience for driving', lisbon, porto, { maxDriveMinutes: 60 }, 'train'],
    ['Dublin to London over the sea', town(53.35, -6.26, 'IE'), town(51.507, -0.128, 'GB'), {}, 'flight'],
    ['London to Paris through the tunnel', town(51.507, -0.128, 'GB'), town(48.857, 2.352, 'FR'), {}, 'train'],
    ['Los Angeles to San Diego', town(34.05, -118.24, 'US'), town(32.72, -117.16, 'US'), {}, 'drive'],
  ] as const)('%s', (_, from, to, needs, mode) => {
    const way = journey(from, to, needs);
    expect(way.mode).toBe(mode satisfies TravelMode);
    expect(way.minutes).toBeGreaterThanOrEqual(minimumMinutes(way.mode, metresBetween(from, to)));
    expect(way.euroCents).toBeGreaterThan(0);
  });
});

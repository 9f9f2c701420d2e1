import { readFileSync } from 'node:fs';
import { climate } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogueFolder } from '../catalogue/index.ts';
import { climateFaults } from './check.ts';
import { climateAt } from './index.ts';
import { outlook } from './outlook.ts';
import { type CityClimate, cityClimateSchema } from './schema.ts';

const records = z.array(cityClimateSchema).parse(JSON.parse(readFileSync(new URL('climate/months.json', catalogueFolder()), 'utf8')));

const LISBON = { lat: 38.7223, lon: -9.1393, timeZone: 'Europe/Lisbon' };

function lisbon(): CityClimate {
  const found = records.find(({ city }) => city === 'lisbon');
  if (found === undefined) throw new Error('no Lisbon');
  return found;
}

describe('the usual weather of a month', () => {
  it('is that of the nearest city, with its source', () => {
    expect(climateAt(LISBON, '2027-07-15')).toEqual({
      high: 28,
      low: 18,
      rainDays: 0,
      rainMm: 2,
      source: 'Lisbon, means 2003–2021: CLIMAT reports of the national weather service, collected by Deutscher Wetterdienst',
    });
    expect(climateAt({ lat: 38.8, lon: -9.38 }, '2027-01-15')?.source).toContain('Lisbon');
  });

  it('is not guessed where no city is near', () => {
    expect(climateAt({ lat: 0, lon: -30 }, '2027-07-15')).toBeUndefined();
    expect(Object.keys(outlook({ lat: 0, lon: -30, timeZone: 'UTC' }, '2027-07-15'))).toEqual(['sun']);
  });

  it('fits the contract in every city and month', () => {
    for (const { lat, lon } of records) {
      for (let month = 1; month <= 12; month += 1) {
        const date = `2027-${String(month).padStart(2, '0')}-15`;
        expect(climate.safeParse(climateAt({ lat, lon }, date)).error).toBeUndefined();
      }
    }
  });
});

describe('the check', () => {
  it('finds no fault in what is shipped', () => {
    expect(climateFaults(records)).toEqual([]);
  });

  const turned = (values: readonly number[]): number[] => [...values.slice(6), ...values.slice(0, 6)];
  const first = (values: readonly number[], value: number): number[] => [value, ...values.slice(1)];
  it.each<[string, (record: CityClimate) => Partial<CityClimate>]>([
    ['July is not warmer than January in the north', ({ high, low }) => ({ high: turned(high), low: turned(low) })],
    ['January is not warmer than July in the south', () => ({ lat: -38.7, station: { name: 'x', lat: -38.7, lon: -9.14 } })],
    ['month 1: the high is below the low', ({ high }) => ({ high: first(high, 4) })],
    ['month 1: high and low are 31 degrees apart', ({ high }) => ({ high: first(high, 40) })],
    ['the next month is a different climate', ({ low }) => ({ low: first(low, -20) })],
    ['month 1: 1040 mm on 9 days', ({ rainMm = [] }) => ({ rainMm: first(rainMm, 1040) })],
    ['month 1: 1 mm on 9 days', ({ rainMm = [] }) => ({ rainMm: first(rainMm, 1) })],
    ['its station is 111 km away', () => ({ lat: 39.72 })],
    ['normals of 19 years', () => ({ basis: 'normals' })],
    ['reports of fewer than 8 years', () => ({ years: 7 })],
    ['more years than there were', () => ({ years: 20 })],
  ])('finds: %s', (fault, change) => {
    const record = lisbon();
    expect(climateFaults([{ ...record, ...change(record) }]).join('\n')).toContain(fault);
  });

  it('finds a city twice, and the schema months that are missing and a source that is', () => {
    expect(climateFaults([lisbon(), lisbon()])).toEqual(['lisbon: is there twice']);
    expect(cityClimateSchema.safeParse({ ...lisbon(), high: lisbon().high.slice(1) }).success).toBe(false);
    expect(cityClimateSchema.safeParse({ ...lisbon(), source: '' }).success).toBe(false);
  });
});

import {
  DIETS,
  addDays,
  category,
  item as itemSchema,
  itemKind,
  planDocument,
  travelMode,
  tripRequest,
  verification,
  type Item,
} from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperations } from '../explain/apply.ts';
import { waysOut } from '../explain/index.ts';
import { verify } from './index.ts';
import { KNOWN, facts, good } from './sample.ts';
import type { VerifiableDoc } from './types.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
const near = fc.integer({ min: -3, max: 9 }).map((days) => addDays('2027-05-13', days));
const date = fc.oneof(
  { weight: 8, arbitrary: near },
  { weight: 1, arbitrary: fc.constantFrom('0000-01-01', '9999-12-31', '2024-02-29', '2027-03-28', '2027-10-31') },
);
const currency = fc.oneof({ weight: 6, arbitrary: fc.constant('EUR') }, { weight: 1, arbitrary: fc.constantFrom('JPY', 'KWD', 'USD') });
const money = fc.record({ amount: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), currency });
const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const words = fc.string({ maxLength: 12, unit: 'grapheme' });
const title = fc.constantFrom('Dinner with Ana', 'Lunch', 'Castle', '…', '00');
const zone = fc.constantFrom('Europe/Lisbon', 'Europe/Madrid', 'Pacific/Apia', 'America/St_Johns', 'Atlantis/Centre', '', '+01:00');
const place = fc.oneof(
  fc
    .constantFrom(...Object.entries(KNOWN))
    .map(([id, { name, lat: y, lon: x }]) => ({ id, name, lat: y, lon: x, source: 'catalogue' as const })),
  fc.record(
    {
      name: words,
      lat,
      lon,
      source: fc.constantFrom('catalogue', 'gazetteer', 'model', 'user'),
      id: words,
      diets: fc.subarray([...DIETS]),
      childFriendly: fc.integer({ min: 0, max: 3 }),
      stepFree: fc.constantFrom('yes', 'no', 'partial', 'unknown'),
    },
    { requiredKeys: ['name', 'lat', 'lon', 'source'] },
  ),
);
const item: fc.Arbitrary<Item> = fc
  .record(
    {
      id: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant('same') }),
      kind: fc.constantFrom(...itemKind.options),
      title,
      place,
      start: time,
      end: time,
      travelFromPrevious: fc.record({
        mode: fc.constantFrom(...travelMode.options),
        minutes: fc.nat(600),
        metres: fc.nat(100_000),
        spareMinutes: fc.integer({ min: -500, max: 500 }),
        estimated: fc.boolean(),
      }),
      hours: fc.record({ open: fc.oneof(time, words), close: fc.oneof(time, words), source: words, asOf: words }),
      cost: money,
      category: fc.constantFrom(...category.options),
      meal: fc.constantFrom('breakfast', 'lunch', 'dinner'),
      links: fc.constant([]),
      provenance: fc.constantFrom('user', 'catalogue', 'model'),
      locked: fc.boolean(),
    },
    { requiredKeys: ['id', 'kind', 'title', 'start', 'end', 'links', 'provenance', 'locked'] },
  )
  .map((value) => itemSchema.parse(value));
const day = fc.record({
  date,
  city: fc.constantFrom('Lisbon', 'Porto'),
  country: fc.constantFrom('PT', 'ES', ''),
  timeZone: zone,
  items: fc.array(item, { maxLength: 7 }),
});
const span = fc
  .tuple(time, time)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a }));
/** The last date a trip may be asked for. */
const LAST = '2099-12-31';
const request = fc
  .record(
    {
      destinations: fc.array(
        fc.record({ name: fc.constantFrom('Lisbon', 'Porto', 'Paris, Texas'), nights: fc.nat(5) }, { requiredKeys: ['name'] }),
        { minLength: 1, maxLength: 3 },
      ),
      dates: fc.oneof(
        fc
          .tuple(date, fc.nat(5))
          .map(([start, more]) => (start === '9999-12-31' ? { start: LAST, end: LAST } : { start, end: addDays(start, more) })),
        fc.record({ month: fc.constantFrom('2027-05', '2099-12'), days: fc.integer({ min: 1, max: 60 }) }),
      ),
      travellers: fc.record({ adults: fc.integer({ min: 1, max: 4 }), childrenAges: fc.array(fc.nat(17), { maxLength: 4 }) }),
      budget: fc.record({ amount: fc.integer({ min: 1, max: 1_000_000 }), currency }),
      pace: fc.constantFrom('relaxed', 'balanced', 'packed'),
      dietary: fc.subarray([...DIETS, 'no onions']),
      accessibility: fc.subarray(['wheelchair', 'hearing loop']),
      dayStart: time,
      dayEnd: time,
      arrivalTime: time,
      departureTime: time,
      naps: fc.array(span, { maxLength: 2 }),
      maxDriveMinutes: fc.integer({ min: 5, max: 100 }),
      fixed: fc.array(
        fc.tuple(title, date, span).map(([name, on, times]) => ({ title: name, date: on, ...times })),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['destinations', 'dates', 'travellers'] },
  )
  .map((value) => tripRequest.parse(value));
const destination = fc.record(
  {
    name: fc.constantFrom('Lisbon', 'Porto'),
    country: fc.constant('PT'),
    lat: fc.constant(38.7),
    lon: fc.constant(-9.1),
    timeZone: zone,
    guide: fc.constant('lisbon'),
    arrive: date,
    depart: date,
    nights: fc.nat(6),
  },
  { requiredKeys: ['name', 'country', 'lat', 'lon', 'timeZone', 'arrive', 'depart', 'nights'] },
);
const rates = fc.array(fc.record({ currency, perUnit: fc.double({ noNaN: true, noDefaultInfinity: true }), asOf: date, source: words }), {
  maxLength: 2,
});
const budget = fc.record(
  {
    total: money,
    perPerson: money,
    perDay: money,
    limit: money,
    left: money,
    categories: fc.array(fc.record({ category: fc.constantFrom(...category.options), total: money, perPersonPerDay: money }), {
      maxLength: 3,
    }),
    rates,
  },
  { requiredKeys: ['total', 'perPerson', 'perDay', 'categories'] },
);
const parts = planDocument.pick({ request: true, destinations: true, days: true, budget: true });
const wild: fc.Arbitrary<VerifiableDoc> = fc
  .record({ request, destinations: fc.array(destination, { maxLength: 3 }), days: fc.array(day, { maxLength: 6 }), budget })
  .map((doc) => parts.parse(doc));

/** A good plan with a few things done to it: closer to what people do than a wild one. */
const mangled: fc.Arbitrary<VerifiableDoc> = fc
  .array(
    fc.tuple(fc.nat(40), fc.constantFrom('drop', 'shift', 'price', 'twin', 'backwards', 'swap'), item, fc.integer({ min: -180, max: 180 })),
    { minLength: 1, maxLength: 4 },
  )
  .map((changes) => {
    let doc = good;
    for (const [at, what, other, shift] of changes) {
      let index = -1;
      const move = (text: string): string => {
        const minutes = Math.min(Math.max(Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) + shift, 0), 1439);
        return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      };
      doc = {
        ...doc,
        days: doc.days.map((one) => ({
          ...one,
          items: one.items.flatMap((value) => {
            index += 1;
            if (index !== at) return [value];
            if (what === 'drop') return [];
            if (what === 'shift') return [{ ...value, start: move(value.start), end: move(value.end) }];
            if (what === 'price') return [{ ...value, cost: { amount: 100 + Math.abs(shift) * 1000, currency: 'EUR' } }];
            if (what === 'twin') return [value, { ...value, id: `${value.id}-twin` }];
            if (what === 'backwards') return [{ ...value, start: value.end, end: value.start }];
            return [{ ...other, id: value.id }];
          }),
        })),
      };
    }
    return doc;
  });

describe('any document of the schema', () => {
  it('is verified without a throw, into a verification of the schema', () => {
    fc.assert(
      fc.property(fc.oneof(wild, mangled), (doc) => {
        const result = verify(doc, facts);
        verification.parse(result);
        expect(result.rules).toHaveLength(20);
        expect(new Set(result.violations.map(({ id }) => id)).size).toBe(result.violations.length);
        for (const { rule, holds } of result.rules)
          expect(holds).toBe(!result.violations.some((one) => one.rule === rule && one.severity === 'error'));
        expect(verify(structuredClone(doc), facts)).toEqual(result);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it.each([
    ['mangled', mangled, 40],
    ['wild', wild, 25],
  ] as const)(
    'has only ways out that mend, at their exact price (%s)',
    (_, docs, numRuns) => {
      fc.assert(
        fc.property(docs, (doc) => {
          const before = JSON.stringify(doc);
          const paid = applyOperations(doc, []).budget.total.amount;
          const { violations } = verify(doc, facts);
          for (const violation of violations.slice(0, 5)) {
            for (const way of waysOut(doc, violation, facts, { maxTries: 15 })) {
              const changed = applyOperations(doc, way.operations);
              const after = verify(changed, facts);
              expect(after.violations.map(({ id }) => id)).not.toContain(violation.id);
              expect(after.rules.filter(({ holds }) => holds)).toHaveLength(way.rulesAfter);
              expect(changed.budget.total.amount - paid).toBe(way.costDelta.amount);
            }
          }
          expect(JSON.stringify(doc)).toBe(before);
        }),
        { numRuns },
      );
    },
    60_000,
  );
});

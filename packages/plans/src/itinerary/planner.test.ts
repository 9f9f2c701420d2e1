import type { GenerationEvent, Item, PlanDocument, TripRequestInput } from '@tripmaster/contracts';
import { addDays, minutesOf } from '@tripmaster/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOURS_SOURCE } from '../verify/facts.ts';
import { errors, expectGreen, items, makePlanner, REFERENCE } from './testing.ts';

type Plan = Awaited<ReturnType<typeof makePlanner>>;
let plan: Plan;
beforeAll(async () => {
  plan = await makePlanner();
});

const visits = (some: readonly Item[]): Item[] => some.filter(({ kind }) => kind === 'sight' || kind === 'activity');
describe('five days in Lisbon, two adults and a child, 1,800 euros', () => {
  let doc: PlanDocument;
  beforeAll(async () => {
    doc = (await plan(REFERENCE)).doc;
  });

  test('all twenty rules hold, sums are exact, the limit is kept', () => {
    expectGreen(doc);
    expect(doc.verification.violations).toEqual([]);
    expect(doc.budget.total.amount).toBeLessThanOrEqual(180_000);
    expect(doc.title).toBe('Lisbon in five days');
    expect(doc.engine.proposer).toBe('catalogue');
  });

  test('every day has named sights, a lunch and a dinner at sensible hours', () => {
    expect(doc.days).toHaveLength(5);
    for (const { date, items: own } of doc.days) {
      expect(visits(own).length, date).toBeGreaterThanOrEqual(2);
      for (const visit of visits(own)) expect(visit.place?.id).toMatch(/^lisbon\//);
      const lunch = own.find(({ meal }) => meal === 'lunch');
      const dinner = own.find(({ meal }) => meal === 'dinner');
      expect(lunch?.start, date).toSatisfy((time: string) => time >= '12:00' && time <= '13:30');
      expect(dinner?.start, date).toSatisfy((time: string) => time >= '18:00' && time <= '19:30');
      expect(lunch?.title).toMatch(/^Lunch in /);
    }
  });

  test('four nights in one place, none on the last day', () => {
    const nights = items(doc).filter(({ kind }) => kind === 'stay');
    expect(nights).toHaveLength(4);
    expect(new Set(nights.map(({ place }) => place?.id)).size).toBe(1);
    expect(doc.days.at(-1)?.items.some(({ kind }) => kind === 'stay')).toBe(false);
  });

  test('items are in order, on the five minutes, with ids of their own and hours that say their source', () => {
    const ids = items(doc).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { items: own } of doc.days) {
      expect(own.map(({ start }) => start)).toEqual(own.map(({ start }) => start).toSorted());
      for (const item of own) {
        expect(minutesOf(item.start) % 5, item.title).toBe(0);
        if (visits([item]).length > 0) expect(item.hours?.source).toBe(HOURS_SOURCE);
        expect(item.travelFromPrevious?.spareMinutes ?? 0, item.title).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('a child may ride and eat for less', () => {
    const tickets = items(doc).find(({ kind }) => kind === 'transfer');
    expect(tickets?.cost?.amount).toBe(2_130);
    expect(tickets?.category).toBe('transport');
  });
});

test('the same request gives the same document, another seed may give another', async () => {
  const [first, second] = [await plan(REFERENCE), await plan(REFERENCE)];
  expect(second.doc).toEqual(first.doc);
  const seeded = await plan(REFERENCE, { seed: 42 });
  expect(seeded.doc.engine.seed).toBe(42);
  expectGreen(seeded.doc);
});

test('progress runs from understanding to the check, and each day comes once', async () => {
  const events: GenerationEvent[] = [];
  const { doc } = await plan(REFERENCE, {}, { onEvent: (event) => void events.push(event) });
  const steps = events.flatMap((event) => (event.type === 'progress' ? [event.step] : []));
  expect(steps.slice(0, 4)).toEqual(['understand', 'propose', 'schedule', 'verify']);
  const percents = events.flatMap((event) => (event.type === 'progress' ? [event.percent] : []));
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  expect(events.flatMap((event) => (event.type === 'day' ? [event.day] : []))).toEqual(doc.days);
});

test('an aborted request ends with the reason', async () => {
  const stop = new AbortController();
  stop.abort(new Error('gone'));
  await expect(plan(REFERENCE, {}, { signal: stop.signal })).rejects.toThrow('gone');
});

const adults = { adults: 2 };
const may = (days: number): { start: string; end: string } => ({ start: '2027-05-10', end: addDays('2027-05-10', days - 1) });

describe('other trips', () => {
  test('one day has one day and no night', async () => {
    const { doc } = await plan({ ...REFERENCE, dates: may(1), travellers: adults });
    expectGreen(doc);
    expect(doc.title).toBe('A day in Lisbon');
    expect(doc.days).toHaveLength(1);
    expect(items(doc).some(({ kind }) => kind === 'stay')).toBe(false);
  });

  test('fourteen days have something every day and nothing twice', async () => {
    const { doc } = await plan({ ...REFERENCE, dates: may(14), travellers: adults, budget: { amount: 600_000, currency: 'EUR' } });
    expectGreen(doc);
    for (const day of doc.days) expect(visits(day.items).length, day.date).toBeGreaterThan(0);
    const places = visits(items(doc)).map(({ place }) => place?.id);
    expect(new Set(places).size).toBe(places.length);
  });

  test('two cities have a journey between them, marked as an estimate', async () => {
    const { doc } = await plan({
      ...REFERENCE,
      destinations: [
        { name: 'Lisbon', nights: 4 },
        { name: 'Porto', nights: 3 },
      ],
      dates: may(8),
      travellers: adults,
      budget: { amount: 300_000, currency: 'EUR' },
    });
    expectGreen(doc);
    expect(doc.title).toBe('Lisbon and Porto, 8 days');
    const move = items(doc).find(({ title }) => title === 'Train from Lisbon to Porto');
    expect(move).toMatchObject({ kind: 'transfer', costBasis: 'estimate', category: 'transport' });
    expect(doc.days.map(({ city }) => city)).toEqual(['Lisbon', 'Lisbon', 'Lisbon', 'Lisbon', 'Porto', 'Porto', 'Porto', 'Porto']);
  });

  test('a city that is come back to has other sights', async () => {
    const { doc } = await plan({
      ...REFERENCE,
      destinations: [
        { name: 'Lisbon', nights: 2 },
        { name: 'Porto', nights: 1 },
        { name: 'Lisbon', nights: 2 },
      ],
      dates: may(6),
      travellers: adults,
      budget: { amount: 300_000, currency: 'EUR' },
    });
    expectGreen(doc);
  });

  test('a town without a guide gets an honest skeleton: no names, no prices, a notice', async () => {
    const { doc } = await plan({ destinations: [{ name: 'Évora' }], dates: may(3), travellers: adults, interests: ['history'] });
    expectGreen(doc);
    expect(doc.engine.proposer).toBe('skeleton');
    expect(doc.notices.map(({ code }) => code)).toContain('skeleton');
    expect(visits(items(doc))).toEqual([]);
    for (const { place, cost } of items(doc)) {
      expect(place?.name ?? 'Évora').toBe('Évora');
      expect(cost).toBeUndefined();
    }
    expect(items(doc).find(({ kind }) => kind === 'free')?.links[0]?.url).toContain('openstreetmap.org/search');
  });

  test('vegan and step-free: every table serves it, no place has steps', async () => {
    const { doc } = await plan({ ...REFERENCE, travellers: adults, dietary: ['vegan'], accessibility: ['wheelchair'] });
    expectGreen(doc);
    for (const item of items(doc).filter(({ kind }) => kind === 'meal')) expect(item.place?.diets, item.title).toContain('vegan');
    for (const item of visits(items(doc))) expect(item.place?.stepFree, item.title).toBe('yes');
  });

  test('an evening arrival and a morning departure are met', async () => {
    const { doc } = await plan({ ...REFERENCE, arrivalTime: '18:00', departureTime: '10:00' });
    expectGreen(doc);
    expect(visits(doc.days[0]?.items ?? [])).toEqual([]);
    expect(visits(doc.days.at(-1)?.items ?? [])).toEqual([]);
    expect(doc.days.at(-1)?.items.at(-1)).toMatchObject({ kind: 'transfer', end: '10:00' });
  });

  test('what is closed on Mondays is not visited on one', async () => {
    const { doc } = await plan({ ...REFERENCE, dates: { start: '2027-05-10', end: '2027-05-10' }, travellers: adults, interests: ['art'] });
    expectGreen(doc);
    const ids = visits(items(doc)).map(({ place }) => place?.id);
    expect(ids).not.toContain('lisbon/azulejo-museum');
    expect(ids).not.toContain('lisbon/jeronimos');
  });

  test('Christmas and New Year are planned around closed doors', async () => {
    const { doc } = await plan({
      ...REFERENCE,
      dates: { start: '2026-12-24', end: '2027-01-02' },
      budget: { amount: 400_000, currency: 'EUR' },
    });
    expectGreen(doc);
    expect(doc.verification.rules[14]?.evidence[0]?.text).toContain('Christmas');
    const christmas = doc.days[1]?.items ?? [];
    expect(visits(christmas).map(({ place }) => place?.id)).not.toContain('lisbon/castelo-sao-jorge');
  });

  test('a packed pace sees more than a relaxed one', async () => {
    const calm = (await plan({ ...REFERENCE, travellers: adults, pace: 'relaxed' })).doc;
    const full = (await plan({ ...REFERENCE, travellers: adults, pace: 'packed' })).doc;
    expectGreen(calm);
    expectGreen(full);
    expect(visits(items(full)).length).toBeGreaterThan(visits(items(calm)).length);
  });

  test('small children get to what was made for them, however long it takes', async () => {
    const { doc } = await plan({
      ...REFERENCE,
      travellers: { adults: 2, childrenAges: [3] },
      budget: { amount: 250_000, currency: 'EUR' },
      interests: ['animals'],
    });
    expectGreen(doc);
    expect(items(doc).find(({ title }) => title === 'Lisbon Oceanarium')).toBeDefined();
  });

  test('in winter of the far north nothing outdoors starts in the dark of the morning', async () => {
    const { doc } = await plan({
      destinations: [{ name: 'Reykjavik' }],
      dates: { start: '2026-12-28', end: '2026-12-31' },
      travellers: { adults: 2 },
    });
    expectGreen(doc);
    const early = items(doc).filter(({ place, start }) => place?.setting === 'outdoor' && start < '11:00');
    expect(early.filter(({ place }) => !['viewpoint', 'square', 'bridge'].includes(place?.category ?? ''))).toEqual([]);
  });

  test('naps are kept at the stay, and there is lunch before them', async () => {
    const { doc } = await plan({
      ...REFERENCE,
      travellers: { adults: 2, childrenAges: [2, 4] },
      budget: { amount: 250_000, currency: 'EUR' },
      naps: [{ start: '13:00', end: '14:30' }],
    });
    expectGreen(doc);
    for (const day of doc.days) {
      expect(
        day.items.find(({ title }) => title === 'Rest at the stay'),
        day.date,
      ).toMatchObject({ kind: 'free', start: '13:00', end: '14:30' });
      expect(
        day.items.some(({ meal }) => meal === 'lunch'),
        day.date,
      ).toBe(true);
    }
  });

  test('what is fixed stays to the letter, locked, and the rest goes around it', async () => {
    const fixed: TripRequestInput['fixed'] = [
      { title: 'Dinner with Ana', date: '2027-05-11', start: '19:10', end: '21:00' },
      {
        title: 'Surf lesson',
        date: '2027-05-12',
        start: '10:07',
        end: '12:13',
        place: { name: 'Carcavelos', lat: 38.6792, lon: -9.3364 },
        cost: { amount: 9_000, currency: 'EUR' },
      },
    ];
    const { doc } = await plan({ ...REFERENCE, fixed });
    expectGreen(doc);
    expect(items(doc).find(({ title }) => title === 'Surf lesson')).toMatchObject({
      start: '10:07',
      end: '12:13',
      locked: true,
      provenance: 'user',
      cost: { amount: 9_000 },
      costBasis: 'given',
    });
    expect(doc.days[1]?.items.filter(({ meal }) => meal === 'dinner').map(({ title }) => title)).toEqual(['Dinner with Ana']);
  });

  test('two fixed items too far apart are both kept, and said', async () => {
    const concert = {
      title: 'Concert',
      date: '2027-05-11',
      start: '16:00',
      end: '18:00',
      place: { name: 'Cascais', lat: 38.697, lon: -9.4215 },
    };
    const match = {
      title: 'Match',
      date: '2027-05-11',
      start: '18:10',
      end: '20:00',
      place: { name: 'Parque das Nações', lat: 38.766, lon: -9.096 },
    };
    const { doc } = await plan({ ...REFERENCE, fixed: [concert, match] });
    expect(items(doc).map(({ title }) => title)).toEqual(expect.arrayContaining(['Concert', 'Match']));
    expect(errors(doc).map(({ rule }) => rule)).toEqual([4]);
    expect(doc.notices.map(({ code }) => code)).toContain('not-everything-fits');
  });

  test('the journey from home is paid for when the budget includes it', async () => {
    const { doc } = await plan({ ...REFERENCE, origin: 'Munich', budget: { amount: 300_000, currency: 'EUR', includesTransport: true } });
    expectGreen(doc);
    const flights = items(doc).filter(({ title }) => /flight/i.test(title));
    expect(flights).toHaveLength(2);
    for (const flight of flights) expect(flight).toMatchObject({ kind: 'transfer', costBasis: 'estimate' });
  });

  test('a concert in the second city on the second day turns the journey round, and the plan says so', async () => {
    const { doc } = await plan({
      destinations: [
        { name: 'Lisbon', nights: 3 },
        { name: 'Porto', nights: 2 },
      ],
      dates: { start: '2027-05-10', end: '2027-05-15' },
      travellers: { adults: 2 },
      fixed: [
        {
          title: 'Concert',
          date: '2027-05-11',
          start: '19:00',
          end: '21:00',
          place: { name: 'Casa da Música', lat: 41.1589, lon: -8.6307 },
        },
      ],
    });
    expectGreen(doc);
    expect(doc.destinations.map(({ name, nights }) => `${name} ${nights}`)).toEqual(['Porto 2', 'Lisbon 3']);
    expect(doc.notices[0]?.message).toBe(
      '“Concert” on Tuesday 11 May is in Porto, so the trip goes to Porto (2 nights) and Lisbon (3 nights), in this order.',
    );
  });

  test('prices of another currency are converted at dated rates', async () => {
    const { doc } = await plan({ ...REFERENCE, budget: { amount: 200_000, currency: 'USD' } });
    expectGreen(doc);
    expect(doc.budget.rates).toMatchObject([{ currency: 'EUR' }]);
  });
});

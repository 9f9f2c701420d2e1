import { addDays, rulesHolding, AppError, type PlanOperation, type TripRequest, type Violation } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { edit, facts, good, meal, night, placeOf, request, settle, visit } from '../verify/sample.ts';
import { verify, type VerifiableDoc } from '../verify/index.ts';
import { OperationError, applyOperations } from './apply.ts';
import { explainInfeasible, waysOut, withWaysOut, type TriedPlan } from './index.ts';

const items = (doc: VerifiableDoc): string[] =>
  doc.days.flatMap((day) => day.items.map(({ id, start, end }) => `${day.date.slice(8)} ${start}-${end} ${id}`));
const of = (doc: VerifiableDoc, rule: number): Violation => {
  const found = verify(doc, facts).violations.find((violation) => violation.rule === rule);
  if (found === undefined) throw new Error(`rule ${rule} holds`);
  return found;
};
const total = good.budget.total.amount;

describe('applyOperations', () => {
  it('changes a copy, sorts it, lays the ways and adds up again', () => {
    const before = structuredClone(good);
    const changed = applyOperations(good, [
      { op: 'remove', itemId: 'castle' },
      { op: 'move', itemId: 'viewpoint', date: '2027-05-14', start: '10:15' },
      { op: 'retime', itemId: 'carmo', start: '15:10', end: '16:00' },
    ]);
    expect(good).toEqual(before);
    expect(items(changed)).toContain('14 10:15-11:00 viewpoint');
    expect(changed.budget.total.amount).toBe(total - 3400);
    expect(verify(changed, facts).violations).toEqual([]);
    const [, second] = changed.days;
    expect(second?.items.map(({ id }) => id)).toEqual(['b2', 'viewpoint', 'l2', 'carmo', 'd2', 'n2']);
    expect(second?.items[1]?.travelFromPrevious).toMatchObject({ mode: 'walk', estimated: true });
  });

  it('keeps a way whose two ends stay, with its spare minutes counted again', () => {
    const given = edit(good, {
      castle: { travelFromPrevious: { mode: 'tram', minutes: 12, metres: 900, spareMinutes: 18, estimated: false } },
    });
    const changed = applyOperations(given, [{ op: 'retime', itemId: 'castle', start: '10:20', end: '11:45' }]);
    expect(changed.days[1]?.items[1]?.travelFromPrevious).toEqual({
      mode: 'tram',
      minutes: 12,
      metres: 900,
      spareMinutes: 23,
      estimated: false,
    });
  });

  it('sets dates: moves all along, or drops and adds days at the ends', () => {
    const later = applyOperations(good, [{ op: 'set-dates', start: '2027-05-20', end: '2027-05-24' }]);
    expect(later.days.map(({ date }) => date)).toEqual([20, 21, 22, 23, 24].map((day) => `2027-05-${day}`));
    expect(later.destinations[0]).toMatchObject({ arrive: '2027-05-20', depart: '2027-05-24', nights: 4 });
    const longer = applyOperations(good, [{ op: 'set-dates', start: '2027-05-13', end: '2027-05-18' }]);
    expect(longer.days.at(-1)).toMatchObject({ date: '2027-05-18', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [] });
    expect(longer.days.at(-1)).toMatchObject({ sun: { rise: '06:22', set: '20:44' }, climate: { high: 23, low: 15 } });
    const shorter = applyOperations(good, [{ op: 'set-dates', start: '2027-05-14', end: '2027-05-16' }]);
    expect(shorter.days.map(({ items: all }) => all.length)).toEqual([6, 6, 5]);
    expect(shorter.destinations[0]).toMatchObject({ nights: 2 });
  });

  it('sets dates: sun and weather are those of the new month, and none where nobody knows', () => {
    const stale = { sun: { rise: '01:00', set: '02:00' }, climate: { high: 50, low: 49, source: 'old' } };
    const old = { ...good, days: good.days.map((day) => ({ ...day, ...stale })) };
    const [winter] = applyOperations(old, [{ op: 'set-dates', start: '2027-12-13', end: '2027-12-17' }]).days;
    expect(winter).toMatchObject({ date: '2027-12-13', sun: { rise: '07:46', set: '17:15' }, climate: { high: 15, low: 10 } });
    const sea = { ...old, destinations: old.destinations.map((place) => ({ ...place, lat: 0, lon: -30 })) };
    const [far] = applyOperations(sea, [{ op: 'set-dates', start: '2027-12-13', end: '2027-12-17' }]).days;
    expect(far?.climate).toBeUndefined();
    expect(applyOperations(old, [{ op: 'set-style', style: 'luxury' }]).days[0]).toMatchObject(stale);
  });

  it('notes a limit and a style', () => {
    const changed = applyOperations(good, [
      { op: 'set-budget', budget: { amount: 200_000, currency: 'EUR' } },
      { op: 'set-style', style: 'budget' },
    ]);
    expect(changed.request).toMatchObject({ budget: { amount: 200_000 }, style: 'budget' });
    expect(changed.budget.left?.amount).toBe(200_000 - total);
    expect(applyOperations(good, [{ op: 'set-budget' }]).budget.limit).toBeUndefined();
  });

  it.each<[string, PlanOperation]>([
    ['no-item', { op: 'remove', itemId: 'nobody' }],
    ['no-day', { op: 'move', itemId: 'castle', date: '2027-06-01', start: '10:00' }],
    ['past-midnight', { op: 'move', itemId: 'castle', date: '2027-05-13', start: '23:30' }],
    ['id-taken', { op: 'add', date: '2027-05-13', item: visit('castle', 'castle', '10:00', '11:00') }],
    ['no-dates', { op: 'set-dates', start: '2027-05-17', end: '2027-05-13' }],
    ['no-budget', { op: 'set-budget', budget: { amount: 0, currency: 'EUR' } }],
  ])('refuses: %s', (reason, operation) => {
    const attempt = (): VerifiableDoc => applyOperations(good, [{ op: 'remove', itemId: 'garden' }, operation]);
    expect(attempt).toThrow(OperationError);
    expect(attempt).toThrow(expect.objectContaining({ reason, index: 1 }));
  });
});

describe('ways out', () => {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const ride = { mode: 'walk' as const, minutes: 1, metres: 1, spareMinutes: 0, estimated: true };
  const cases: [number, string, VerifiableDoc][] = [
    [1, 'a date is missing', { ...good, days: good.days.filter((_, index) => index !== 1) }],
    [2, 'ends before it starts', settle(edit(good, { carmo: { start: '15:00', end: '14:30' } }))],
    [3, 'two at once', settle(edit(good, { viewpoint: { start: '09:40' } }))],
    [4, 'no time for the way', settle(edit(good, { jeronimos: { start: '09:50' } }))],
    [4, 'a way that is too short', edit(good, { jeronimos: { travelFromPrevious: ride } })],
    [5, 'closed on Mondays', settle(edit(good, { jeronimos: undefined, viewpoint: { title: 'Jerónimos', place: placeOf('jeronimos') } }))],
    [6, 'before the arrival', settle(edit(good, {}, { '2027-05-13': [visit('early', 'viewpoint', '10:00', '10:30')] }))],
    [7, 'another night asked', { ...good, request: { ...request, destinations: [{ name: 'Lisbon', nights: 5 }] } }],
    [8, 'check-in at noon', settle(edit(good, { n1: { start: '14:00' } }))],
    [9, 'over the limit', settle({ ...good, request: { ...request, budget: eur(total - 1000) } })],
    [9, 'far over the limit', settle({ ...good, request: { ...request, budget: eur(total - 9000) } })],
    [9, 'sums that are wrong', { ...good, budget: { ...good.budget, total: eur(1) } }],
    [10, 'no vegetarian food', settle(edit(good, { l2: { place: placeOf('alfama') } }))],
    [11, 'steps', settle(edit(good, { arch: { place: placeOf('stairs') } }))],
    [
      12,
      'no rest',
      settle(
        edit(
          good,
          { carmo: { start: '14:30', end: '16:30' } },
          {
            '2027-05-14': [
              {
                ...visit('more', 'garden', '16:35', '18:10'),
                title: 'A walk',
                place: { name: 'A walk', lat: 38.7125, lon: -9.14, source: 'user' },
              },
            ],
          },
        ),
      ),
    ],
    [12, 'over the nap', settle(edit(good, { carmo: { start: '14:15', end: '15:15' } }))],
    [
      13,
      'too many',
      settle({
        ...edit(
          good,
          {},
          {
            '2027-05-14': [1, 2, 3].map((n) => ({
              ...visit(`v${n}`, 'castle', `16:${n}0`, `16:${n}5`),
              title: `Shop ${n}`,
              place: { name: `Shop ${n}`, lat: 38.7115 + n / 1e5, lon: -9.138, source: 'user' as const },
            })),
          },
        ),
        request: { ...request, pace: 'relaxed' },
      }),
    ],
    [14, 'twice', settle(edit(good, { viewpoint: { place: placeOf('castle') } }))],
    [15, 'a holiday', settle(edit(good, { jeronimos: undefined, castle: { place: placeOf('jeronimos'), start: '10:20', end: '11:30' } }))],
    [16, 'moved', settle(edit(good, { tower: { place: { ...placeOf('tower'), lat: 38.72 } } }))],
    [17, 'a fixed item moved', settle(edit(good, { ana: { start: '18:45', end: '20:15' } }))],
    [17, 'a fixed item gone', settle(edit(good, { ana: undefined }))],
    [18, 'dollars', settle(edit(good, { castle: { cost: { amount: 3400, currency: 'USD' } } }))],
    [19, 'another zone', { ...good, days: good.days.map((day) => ({ ...day, timeZone: 'Europe/Madrid' })) }],
    [20, 'no stay', settle(edit(good, { n2: undefined }))],
    [20, 'two stays', settle(edit(good, {}, { '2027-05-14': [night('n2b', '20:30', '09:00', 'chiado')] }))],
  ];
  it.each(cases)('rule %i: %s', (rule, _, doc) => {
    const violation = of(doc, rule);
    const found = waysOut(doc, violation, facts);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(4);
    for (const way of found) {
      const after = verify(applyOperations(doc, way.operations), facts);
      expect(after.violations.map(({ id }) => id)).not.toContain(violation.id);
      expect(rulesHolding(after)).toBe(way.rulesAfter);
      expect(way.consequence).not.toBe('');
    }
  });

  it('states the price of another night', () => {
    const doc: VerifiableDoc = { ...good, request: { ...request, destinations: [{ name: 'Lisbon', nights: 5 }] } };
    expect(waysOut(doc, of(doc, 7), facts)).toContainEqual(
      expect.objectContaining({ label: 'End the trip on Tuesday 18 May', costDelta: { amount: 13_000, currency: 'EUR' } }),
    );
  });

  it('offers what the caller has in stock', () => {
    const doc = settle(edit(good, { d2: { place: placeOf('alfama') } }));
    const [way] = waysOut(doc, of(doc, 10), facts, {
      alternatives: (item) => [{ ...meal('any', 'dinner', 'chiado', item.start, item.end), title: 'Bonjardim' }],
    });
    expect(way).toMatchObject({
      label: '“Bonjardim” in place of “dinner in Baixa”',
      costDelta: { amount: 0 },
      rulesAfter: 20,
      consequence: 'All 20 rules hold.',
    });
  });

  it('does not touch what is locked while something else helps', () => {
    const doc = settle(edit(good, { viewpoint: { start: '09:40' }, b5: { locked: true } }));
    for (const { operations } of waysOut(doc, of(doc, 3), facts))
      expect(operations.every((operation) => !('itemId' in operation) || operation.itemId !== 'b5')).toBe(true);
  });

  it('is filled in for every violation at once, fast enough for an answer', async () => {
    const doc = settle(edit(good, { viewpoint: { place: placeOf('jeronimos') }, carmo: { start: '14:15' }, n2: undefined }));
    const from = performance.now();
    const { violations } = await withWaysOut(doc, verify(doc, facts), facts);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(violations.length).toBeGreaterThan(3);
    expect(violations.filter(({ waysOut: ways }) => ways.length === 0)).toEqual([]);
  });

  /** Every dinner of a long trip in a place that has nothing vegetarian. */
  const long = (): VerifiableDoc => {
    const days = Array.from({ length: 40 }, (_, n) => ({
      ...(good.days[1] ?? { date: '', city: '', country: '', timeZone: '', items: [] }),
      date: addDays('2027-05-13', n),
      items: [{ ...meal(`d${n}`, 'dinner', 'alfama', '19:00', '20:00') }],
    }));
    return settle({ ...good, days });
  };

  it('looks into the first violations of a rule, pauses, and ends when it is told to', async () => {
    const doc = long();
    const verification = verify(doc, facts);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const { violations } = await withWaysOut(doc, verification, facts);
    clearInterval(timer);
    const diets = violations.filter(({ rule }) => rule === 10);
    expect(diets.length).toBeGreaterThan(30);
    expect(diets.filter(({ waysOut: ways }) => ways.length > 0)).toHaveLength(12);
    expect(diets.map(({ message }) => message)).toEqual(
      verification.violations.filter(({ rule }) => rule === 10).map(({ message }) => message),
    );
    expect(turns).toBeGreaterThan(0);
    const reason = new Error('gone');
    await expect(withWaysOut(doc, verification, facts, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('leaves out what nobody asked about', async () => {
    const doc = settle(edit(good, { viewpoint: { start: '09:40' } }));
    const { violations } = await withWaysOut(doc, verify(doc, facts), facts, { only: ({ rule }) => rule === 9 });
    expect(violations.flatMap(({ waysOut: ways }) => ways)).toEqual([]);
  });
});

describe('explainInfeasible', () => {
  /** A stand-in planner whose plan costs by the day, and that fits so many minutes of fixed items and wishes. */
  const planner = (costOf: (asked: TripRequest) => number | undefined) => {
    let calls = 0;
    const tryPlan = (asked: TripRequest): TriedPlan => {
      calls += 1;
      const amount = costOf(asked);
      if (amount === undefined) throw new AppError('invalid-input');
      const { budget: limit } = asked;
      const doc: VerifiableDoc = {
        ...good,
        request: asked,
        budget: { ...good.budget, total: { amount, currency: 'EUR' } },
      };
      const verification = verify(good, facts);
      const over = limit !== undefined && amount > limit.amount;
      return {
        doc,
        verification: over
          ? { ...verification, rules: verification.rules.map((one) => (one.rule === 9 ? { ...one, holds: false } : one)) }
          : verification,
      };
    };
    return { tryPlan, calls: () => calls };
  };
  const days = ({ dates }: TripRequest): number =>
    'start' in dates ? Number(dates.end.slice(8)) - Number(dates.start.slice(8)) + 1 : dates.days;
  const { fixed: _, ...free } = request;

  it('says that a feasible request is one', async () => {
    const { tryPlan } = planner(() => 1000);
    expect(await explainInfeasible(request, { tryPlan })).toMatchObject({ feasible: true, conflict: [], relaxations: [], tries: 1 });
  });

  it('finds the limit in the way, and at least three priced ways to go', async () => {
    const { tryPlan, calls } = planner((asked) => days(asked) * 20_000 - (asked.style === 'budget' ? 15_000 : 0));
    const clash = await explainInfeasible({ ...free, style: 'mid', budget: { amount: 90_000, currency: 'EUR' } }, { tryPlan });
    expect(clash).toMatchObject({ feasible: false, proven: true });
    expect(clash.conflict.map(({ id }) => id)).toEqual(['style', 'budget']);
    expect(clash.relaxations.length).toBeGreaterThanOrEqual(3);
    expect(clash.relaxations).toContainEqual(
      expect.objectContaining({ wish: 'budget', label: 'Spend up to 1,000.00 EUR', overLimit: { amount: 10_000, currency: 'EUR' } }),
    );
    expect(clash.relaxations).toContainEqual(
      expect.objectContaining({ wish: 'dates', label: '1 day less', total: { amount: 80_000, currency: 'EUR' } }),
    );
    expect(calls()).toBe(clash.tries);
    expect(clash.tries).toBeLessThanOrEqual(25);
  });

  it('finds three wishes that clash only with each other', async () => {
    const { tryPlan } = planner((asked) =>
      asked.pace === 'relaxed' && asked.destinations.length > 2 && days(asked) < 7 ? undefined : 50_000,
    );
    const clash = await explainInfeasible(
      { ...free, pace: 'relaxed', destinations: [{ name: 'Lisbon' }, { name: 'Porto' }, { name: 'Faro' }] },
      { tryPlan },
    );
    expect(clash.proven).toBe(true);
    expect(clash.conflict.map(({ id }) => id)).toEqual(['pace', 'destinations', 'dates']);
    expect(clash.relaxations.map(({ label }) => label)).toEqual(expect.arrayContaining(['A balanced pace', 'Drop Faro', '2 days more']));
    for (const { request: asked } of clash.relaxations) expect(() => tryPlan(asked)).not.toThrow();
  });

  it('names the one fixed item of many, within its tries', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ title: `Tour ${index}`, date: '2027-05-14', start: '10:00', end: '11:00' }));
    const { tryPlan } = planner((asked) =>
      asked.fixed?.some(({ title }) => title === 'Tour 7') === true && (asked.dayEnd ?? '24:00') < '23:00' ? undefined : 50_000,
    );
    const clash = await explainInfeasible({ ...request, fixed: many, maxDriveMinutes: 30 }, { tryPlan, maxTries: 25 });
    expect(clash.conflict.some(({ id }) => id === 'fixed:7')).toBe(true);
    expect(clash.relaxations.map(({ wish }) => wish)).toContain('hours');
    expect(clash.tries).toBeLessThanOrEqual(25);
  });

  it('gives up two wishes at once where neither alone is enough', async () => {
    const { tryPlan } = planner((asked) =>
      asked.dietary.length > 0 || asked.arrivalTime !== undefined ? undefined : days(asked) * 20_000,
    );
    const clash = await explainInfeasible({ ...free, dietary: ['kosher'] }, { tryPlan });
    expect(clash.feasible).toBe(false);
    expect(clash.relaxations.map(({ wish, label }) => ({ wish, label }))).toEqual([
      { wish: 'diets arrival', label: 'Arrive at another time than 11:25 and give up kosher food' },
    ]);
    for (const { request: asked } of clash.relaxations) expect(rulesHolding(tryPlan(asked).verification)).toBe(20);
    expect(clash.tries).toBeLessThanOrEqual(31);
  });

  it('gives up honestly where nothing helps', async () => {
    const { tryPlan, calls } = planner(() => undefined);
    const clash = await explainInfeasible(request, { tryPlan, maxTries: 10 });
    expect(clash).toMatchObject({ feasible: false, proven: false, relaxations: [] });
    expect(calls()).toBeLessThanOrEqual(10);
  });

  it.each([new TypeError('a fault of ours'), new DOMException('stopped', 'AbortError')])(
    'passes on what says nothing about the wishes: %s',
    async (error) => {
      await expect(explainInfeasible(request, { tryPlan: () => Promise.reject(error) })).rejects.toBe(error);
    },
  );
});

import {
  AppError,
  fieldProblems,
  planDocument,
  planOperation,
  rulesHolding,
  type Idea,
  type Item,
  type PlanDocument,
  type PlanOperation,
} from '@tripmaster/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { openGuideGazetteer } from '../index.ts';
import { makePlanner, REFERENCE } from '../itinerary/testing.ts';
import { verify, type Facts } from '../verify/index.ts';
import { admit, coreOf } from './admit.ts';
import { proposalMarks } from './marks.ts';
import { revise } from './revise.ts';

const NOW = Date.parse('2027-01-01T12:00:00Z');
const marks = proposalMarks('a key');

const coffee: Item = {
  id: 'x',
  kind: 'free',
  title: 'Coffee',
  start: '10:00',
  end: '10:05',
  links: [],
  provenance: 'user',
  locked: false,
};

/** What nobody should get into a plan, and what anybody may. */
const words = fc.constantFrom(
  'Coffee',
  '\0',
  'half \ud83d',
  'bell \u0007',
  'two\nlines',
  ' ',
  '<img src=x onerror=alert(1)>',
  '\u202Eevil',
  'x'.repeat(199),
  'İstanbul',
);
const url = fc.constantFrom(
  'https://evil.example/',
  'javascript:alert(1)',
  'https://www.openstreetmap.org/search?query=cafe',
  'https://www.openstreetmap.org/search?query=%E0%A4%A',
  'https://www.openstreetmap.org.evil.example/search?query=a',
);
const time = fc.constantFrom('00:00', '09:30', '12:00', '23:59');
const date = fc.constantFrom('2027-05-10', '2027-05-12', '2027-05-14', '2031-01-01', '0001-01-01', '9999-12-31');
const money = fc.record({
  amount: fc.constantFrom(0, 1, -5, 1e15, Number.MAX_SAFE_INTEGER),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
});
const place = fc.record(
  {
    id: fc.constantFrom('lisbon/jeronimos', 'nowhere/nothing'),
    name: words,
    lat: fc.constantFrom(0, 90, 38.7),
    lon: fc.constantFrom(-180, 0, -9.1),
    address: words,
    stepFree: fc.constantFrom('yes' as const, 'no' as const),
    source: fc.constantFrom('catalogue' as const, 'gazetteer' as const, 'model' as const, 'user' as const),
  },
  { requiredKeys: ['name', 'lat', 'lon', 'source'] },
);

describe('operations of clients', () => {
  let document: PlanDocument;
  let facts: Facts;
  let ids: string[];
  beforeAll(async () => {
    document = (await (await makePlanner())(REFERENCE)).doc;
    facts = await createEngine({ gazetteer: openGuideGazetteer(), now: () => NOW }).checker.facts(document);
    ids = document.days.flatMap(({ items }) => items.map(({ id }) => id));
  });

  const itemId = fc.oneof(
    fc.nat(60).map((n) => `#${n}`),
    words,
  );
  const item: fc.Arbitrary<Item> = fc.record(
    {
      id: itemId,
      kind: fc.constantFrom('sight', 'activity', 'meal', 'transfer', 'stay', 'free'),
      title: words,
      place,
      start: time,
      end: time,
      arrival: fc.record({ date, timeZone: fc.constantFrom('Asia/Tokyo', 'Pacific/Apia', 'Europe/Lisbon') }),
      travelFromPrevious: fc.record({
        mode: fc.constantFrom('walk', 'flight'),
        minutes: fc.constantFrom(0, 7, Number.MAX_SAFE_INTEGER),
        metres: fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
        spareMinutes: fc.constantFrom(0, Number.MIN_SAFE_INTEGER),
        estimated: fc.boolean(),
      }),
      hours: fc.record({ open: words, close: words, source: words, asOf: words }),
      cost: money,
      costBasis: fc.constantFrom('usual', 'given'),
      meal: fc.constantFrom('breakfast', 'dinner'),
      links: fc.array(fc.record({ label: words, url }), { maxLength: 3 }),
      notes: words,
      provenance: fc.constantFrom('user', 'catalogue', 'model'),
      locked: fc.boolean(),
    },
    { requiredKeys: ['id', 'kind', 'title', 'start', 'end', 'links', 'provenance', 'locked'] },
  );
  const idea: fc.Arbitrary<Idea> = item.map(({ id, kind, title, place: where, cost, links, notes, provenance }) => ({
    id,
    kind,
    title,
    links,
    provenance,
    ...(where === undefined ? {} : { place: where }),
    ...(cost === undefined ? {} : { cost }),
    ...(notes === undefined ? {} : { notes }),
  }));
  const operation: fc.Arbitrary<PlanOperation> = fc.oneof(
    fc.record({ op: fc.constant('remove' as const), itemId }),
    fc.record({ op: fc.constant('move' as const), itemId, date, start: time }),
    fc.record({ op: fc.constant('retime' as const), itemId, start: time, end: time }),
    fc.record({ op: fc.constant('replace' as const), itemId, item }),
    fc.record({ op: fc.constant('add' as const), date, item }),
    fc.record({ op: fc.constant('set-budget' as const), budget: money }),
    fc.record({ op: fc.constant('set-dates' as const), start: date, end: date }),
    fc.record({ op: fc.constant('lock' as const), itemId, locked: fc.boolean() }),
    fc.record({ op: fc.constant('note' as const), itemId, notes: words }),
    fc.record({ op: fc.constant('cost' as const), itemId, cost: money }),
    fc.record({ op: fc.constant('note-idea' as const), idea }),
    fc.record({ op: fc.constant('drop-idea' as const), itemId }),
    fc.record({ op: fc.constant('schedule' as const), itemId, date, start: time, end: time }),
    fc.record({ op: fc.constant('unschedule' as const), itemId }),
    fc.record({ op: fc.constant('rename' as const), title: words }),
  );
  /** Numbers of items become their ids. */
  const named = <T>(value: T): T => {
    const swap = (inner: unknown): unknown =>
      typeof inner === 'string' && /^#\d+$/.test(inner)
        ? (ids[Number(inner.slice(1)) % ids.length] ?? inner)
        : Array.isArray(inner)
          ? inner.map(swap)
          : typeof inner === 'object' && inner !== null
            ? Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, swap(one)]))
            : inner;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same shape, with other texts
    return swap(value) as T;
  };

  it('make a plan that can be kept, with nothing in it that is not safe, or are refused by field', () => {
    let made = 0;
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (raw) => {
        const operations = named(raw).filter((one) => planOperation.safeParse(one).success);
        let revised: PlanDocument;
        try {
          revised = revise(document, admit(operations, { document, facts, isProposed: (one) => marks.isMarked('plan', one) }), facts);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          const paths = error.details.fields?.map(({ path }) => path) ?? [];
          expect(paths.length).toBeGreaterThan(0);
          for (const path of paths) expect(path).toMatch(/^operations/);
          return;
        }
        made += 1;
        const text = JSON.stringify([revised.days, revised.ideas]);
        expect(text).not.toMatch(/evil\.example|javascript:|\\u0000|\\u0007|\\ud83d/);
        expect(planDocument.safeParse(revised).error).toBeUndefined();
        expect(() => verify(revised, facts)).not.toThrow();
        for (const day of revised.days) {
          for (const one of day.items) {
            const before = document.days.flatMap(({ items }) => items).find(({ id }) => id === one.id);
            if (before !== undefined && before.title === one.title) continue;
            expect(one.provenance === 'catalogue' && one.costBasis === 'usual').toBe(false);
          }
        }
      }),
      { numRuns: 2_000 },
    );
    expect(made).toBeGreaterThan(200);
  });

  it('say where a way ends in another zone only after it began', () => {
    const date = document.days[0]?.date ?? '';
    const ending = (end: string, arrival: NonNullable<Item['arrival']>, kind: Item['kind'] = 'transfer') => {
      const item: Item = { ...coffee, kind, title: 'Flight', start: '09:15', end, arrival };
      const checked = planOperation.safeParse({ op: 'add', date, item });
      if (!checked.success) return fieldProblems(checked.error).map(({ path }) => path);
      try {
        admit([checked.data], { document, facts, isProposed: () => false });
        return [];
      } catch (error) {
        return error instanceof AppError ? error.details.fields?.map(({ path }) => path) : [String(error)];
      }
    };
    expect(ending('07:00', { date, timeZone: 'Atlantic/Azores' })).toEqual(['operations.0.item.arrival.date']);
    expect(ending('09:00', { date, timeZone: 'Atlantic/Azores' })).toEqual([]);
    expect(ending('09:00', { date: '2028-05-10', timeZone: 'Asia/Tokyo' })).toEqual(['operations.0.item.arrival.date']);
    expect(ending('19:00', { date, timeZone: 'Atlantic/Azores' }, 'meal')).toEqual(['item.arrival']);
    expect(ending('19:00', { date, timeZone: 'Mars/Olympus' })).toEqual(['item.arrival.timeZone']);
    expect(ending('19:00', { date: 'tomorrow', timeZone: 'Asia/Tokyo' })).toEqual(['item.arrival.date']);
  });

  it('say nothing of a place in our name that is not ours', () => {
    const original = document.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (original?.place?.id === undefined) throw new Error('no sight');
    const { place } = original;
    const sent = (item: Item) => {
      const [operation] = admit([{ op: 'replace', itemId: item.id, item }], { document, facts, isProposed: () => false });
      return operation !== undefined && 'item' in operation ? operation.item : undefined;
    };
    const claims = { address: 'Call +1 555 0100', area: 'Mine', localName: 'Mine', diets: ['vegan'], asOf: '2030-01' };
    const claiming = sent({ ...original, place: { ...place, ...claims } });
    expect([claiming?.provenance, claiming?.place]).toEqual(['catalogue', place]);
    const other = { ...place, ...claims, id: 'lisbon/castelo-sao-jorge', name: 'Call me' };
    const fact = facts.place(other.id);
    const swapped = sent({ ...original, title: fact?.name ?? '', place: other });
    expect(swapped).toMatchObject({ provenance: 'catalogue', place: { source: 'catalogue', name: fact?.name, asOf: fact?.asOf } });
    expect(JSON.stringify(swapped?.place)).not.toMatch(/Mine|Call|2030/);
  });

  it('take an idea for the traveller’s own word, and give one of the guide its hours and its way when it gets a time', () => {
    const own = (idea: Idea) => {
      const [operation] = admit([{ op: 'note-idea', idea }], { document, facts, isProposed: () => false });
      return operation?.op === 'note-idea' ? operation.idea : undefined;
    };
    const claims: Idea = {
      id: 'i',
      kind: 'sight',
      title: 'Bar',
      provenance: 'catalogue',
      links: [{ label: 'Win', url: 'https://evil.example/' }],
      cost: { amount: 500, currency: 'EUR' },
      costBasis: 'usual',
    };
    expect(own(claims)).toEqual({ ...claims, links: [], costBasis: 'given', provenance: 'user' });
    const sight = document.days[1]?.items.find(({ kind, hours }) => kind === 'sight' && hours !== undefined);
    const date = document.days[1]?.date ?? '';
    if (sight === undefined) throw new Error('no sight');
    const away = revise(document, [{ op: 'unschedule', itemId: sight.id }], facts);
    expect(away.ideas).toMatchObject([{ id: sight.id, title: sight.title, date, provenance: 'catalogue', links: sight.links }]);
    expect(away.budget.total.amount).toBe(document.budget.total.amount - (sight.cost?.amount ?? 0));
    const operations: PlanOperation[] = [{ op: 'schedule', itemId: sight.id, date, start: sight.start, end: sight.end }];
    const back = revise(away, admit(operations, { document: away, facts, isProposed: () => false }), facts);
    const found = back.days[1]?.items.find(({ id }) => id === sight.id);
    expect(found).toMatchObject({ start: sight.start, hours: sight.hours, cost: sight.cost, provenance: 'catalogue' });
    expect(found?.travelFromPrevious).toBeDefined();
    expect([back.ideas, back.budget.total]).toEqual([[], document.budget.total]);
    const backwards: PlanOperation[] = [{ op: 'schedule', itemId: sight.id, date, start: '12:00', end: '11:00' }];
    expect(() => admit(backwards, { document: away, facts, isProposed: () => false })).toThrow(
      expect.objectContaining({ details: { fields: [{ path: 'operations.0.end', reason: 'ends before it starts' }] } }),
    );
  });

  it('bring back what the plan once had as whose it was, and nothing else under that name', () => {
    const sight = document.days[1]?.items.find(({ kind, costBasis }) => kind === 'sight' && costBasis === 'usual');
    const date = document.days[1]?.date ?? '';
    if (sight === undefined) throw new Error('no sight');
    const without = revise(document, [{ op: 'remove', itemId: sight.id }], facts);
    const former = new Map([[1, document]]);
    const added = (item: Item, from?: number) =>
      admit([{ op: 'add', date, item, ...(from === undefined ? {} : { from }) }], {
        document: without,
        facts,
        former,
        isProposed: () => false,
      }).flatMap((one) => ('item' in one ? [one.item.costBasis] : []));
    expect(added(sight, 1)).toEqual(['usual']);
    expect(added({ ...sight, cost: { amount: 1, currency: 'EUR' } }, 1)).toEqual(['given']);
    expect([added(sight), added(sight, 2)]).toEqual([['given'], ['given']]);
  });

  it('say nothing of a place in our name that is not ours', () => {
    const original = document.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (original?.place?.id === undefined) throw new Error('no sight');
    const { place } = original;
    const sent = (item: Item) => {
      const [operation] = admit([{ op: 'replace', itemId: item.id, item }], { document, facts, isProposed: () => false });
      return operation !== undefined && 'item' in operation ? operation.item : undefined;
    };
    const claims = { address: 'Call +1 555 0100', area: 'Mine', localName: 'Mine', diets: ['vegan'], asOf: '2030-01' };
    const claiming = sent({ ...original, place: { ...place, ...claims } });
    expect([claiming?.provenance, claiming?.place]).toEqual(['catalogue', place]);
    const other = { ...place, ...claims, id: 'lisbon/castelo-sao-jorge', name: 'Call me' };
    const fact = facts.place(other.id);
    const swapped = sent({ ...original, title: fact?.name ?? '', place: other });
    expect(swapped).toMatchObject({ provenance: 'catalogue', place: { source: 'catalogue', name: fact?.name, asOf: fact?.asOf } });
    expect(JSON.stringify(swapped?.place)).not.toMatch(/Mine|Call|2030/);
  });

  it('are the traveller’s where they only say that they are the model’s', () => {
    const [first] = document.days;
    const { id: _id, ...bar } = first?.items.find(({ kind }) => kind === 'sight')?.place ?? { name: '', lat: 0, lon: 0, source: 'model' };
    const found: Item = { ...coffee, title: 'Bar', kind: 'sight', provenance: 'model', place: { ...bar, name: 'Bar', source: 'model' } };
    const suggesting = { ...document, days: document.days.map((day) => (day === first ? { ...day, items: [...day.items, found] } : day)) };
    const provenanceOf = (item: Item) =>
      admit([{ op: 'replace', itemId: found.id, item }], { document: suggesting, facts, isProposed: () => false }).flatMap((one) =>
        'item' in one ? [[one.item.provenance, one.item.place?.source]] : [],
      );
    expect(provenanceOf({ ...found, start: '11:00', end: '11:30' })).toEqual([['model', 'model']]);
    expect(provenanceOf({ ...found, cost: { amount: 500, currency: 'EUR' } })).toEqual([['model', 'model']]);
    expect(provenanceOf({ ...found, title: 'My doctor' })).toEqual([['user', 'model']]);
    expect(provenanceOf({ ...found, place: { ...bar, name: 'My doctor', source: 'model' } })).toEqual([['user', 'user']]);
  });

  it('are admitted in time where a thousand items of one title meet a thousand others', () => {
    const alike = (cost: number): Item[] =>
      Array.from({ length: 1_500 }, (_, n) => ({ ...coffee, id: `c${n}`, cost: { amount: cost + n, currency: 'EUR' } }));
    const [first] = document.days;
    if (first === undefined) throw new Error('no day');
    const full = { ...document, days: [{ ...first, items: alike(0) }] };
    const operations = alike(10_000).map((item): PlanOperation => ({ op: 'replace', itemId: item.id, item }));
    const started = performance.now();
    expect(admit(operations, { document: full, facts, isProposed: () => false })).toHaveLength(1_500);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('know an item that was proposed for this plan by its id, and no other', () => {
    const original = document.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (original === undefined) throw new Error('no sight');
    const taken = new Set<string>();
    const [first, second] = [marks.mark('plan', original, taken), marks.mark('plan', original, taken)];
    expect(first.id).not.toBe(second.id);
    const reordered: Item = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(first).toReversed())));
    for (const one of [first, second, reordered, { ...first, start: '08:00', notes: 'mine' }])
      expect(marks.isMarked('plan', one)).toBe(true);
    for (const one of [
      { ...first, title: 'Mine' },
      { ...first, id: second.id.replace('p2', 'p3') },
      { ...first, id: 'p1-' },
    ])
      expect(marks.isMarked('plan', one)).toBe(false);
    expect(marks.isMarked('another plan', first)).toBe(false);
    expect(proposalMarks('another key').isMarked('plan', first)).toBe(false);
    expect(coreOf(first)).toEqual(coreOf(original));
  });

  it('are what every way out consists of, locked items or not, and do what it says', async () => {
    const { checker } = createEngine({ gazetteer: openGuideGazetteer(), now: () => NOW });
    const sights = document.days.flatMap(({ date: on, items }) => items.filter(({ kind }) => kind === 'sight').map((one) => ({ on, one })));
    let tried = 0;
    for (const [n, { on, one }] of sights.slice(0, 6).entries()) {
      const other = sights[(n + 3) % sights.length];
      if (other === undefined) continue;
      const spoilt = revise(
        document,
        [
          { op: 'move', itemId: one.id, date: other.on, start: other.one.start },
          { op: 'lock', itemId: one.id, locked: true },
          { op: 'lock', itemId: other.one.id, locked: n % 2 === 0 },
          { op: 'add', date: on, item: { ...one, id: 'again' } },
        ],
        facts,
      );
      const checked = await checker.checked(spoilt, facts);
      for (const way of checked.verification.violations.flatMap(({ waysOut }) => waysOut)) {
        tried += 1;
        const after = revise(checked, admit(way.operations, { document: checked, facts, isProposed: () => false }), facts);
        expect({ label: way.label, rules: rulesHolding(verify(after, facts)) }).toEqual({ label: way.label, rules: way.rulesAfter });
        expect(after.budget.total.amount - checked.budget.total.amount).toBe(way.costDelta.amount);
      }
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('take the plan no further than it may grow', () => {
    const many = Array.from({ length: 100 }, (_, n): PlanOperation => ({
      op: 'add',
      date: '2027-05-10',
      item: { ...coffee, id: `x${n}` },
    }));
    expect(() => revise(document, many, facts)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    const ideas = Array.from({ length: 101 }, (_, n): PlanOperation => ({
      op: 'note-idea',
      idea: { id: `i${n}`, kind: 'free', title: 'Later', links: [], provenance: 'user' },
    }));
    expect(revise(document, ideas.slice(1), facts).ideas).toHaveLength(100);
    expect(() => revise(document, ideas, facts)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    const dates = Array.from({ length: 6 }, (): PlanOperation => ({ op: 'set-dates', start: '2027-05-10', end: '2027-05-14' }));
    expect(() => admit(dates, { document, facts, isProposed: () => false })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

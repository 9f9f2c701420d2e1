import { addDays, timeOf, type Item, type PlanDocument, type PlanOperation } from '@tripmaster/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OperationError, applyOperations } from '../explain/apply.ts';
import { makePlanner, REFERENCE } from '../itinerary/testing.ts';
import { diffItems, diffPlans } from './plan-diff.ts';

const DATES = ['2027-05-10', '2027-05-11', '2027-05-12', '2027-05-13', '2027-05-14', '2027-05-15'];
const date = fc.constantFrom(...DATES);
const time = fc.integer({ min: 0, max: 1_300 }).map((minutes) => timeOf(minutes - (minutes % 30)));
/** Which item: a number, taken of those there are. */
const nth = fc.nat(60);

type Step = (doc: PlanDocument) => PlanOperation[];
const itemAt = ({ days }: PlanDocument, n: number): Item | undefined => {
  const items = days.flatMap((day) => day.items);
  return items[n % Math.max(items.length, 1)];
};
const of =
  (n: number, operation: (item: Item) => PlanOperation[]): Step =>
  (doc) => {
    const item = itemAt(doc, n);
    return item === undefined ? [] : operation(item);
  };
const step: fc.Arbitrary<Step> = fc.oneof(
  nth.map((n) => of(n, ({ id }) => [{ op: 'remove', itemId: id }])),
  fc.tuple(nth, date, time).map(([n, on, start]) => of(n, ({ id }) => [{ op: 'move', itemId: id, date: on, start }])),
  fc.tuple(nth, time, time).map(([n, start, end]) => of(n, ({ id }) => [{ op: 'retime', itemId: id, start, end }])),
  fc.tuple(nth, fc.boolean()).map(([n, locked]) => of(n, ({ id }) => [{ op: 'lock', itemId: id, locked }])),
  fc
    .tuple(nth, fc.option(fc.constantFrom('one', 'two'), { nil: undefined }))
    .map(([n, notes]) => of(n, ({ id }) => [{ op: 'note', itemId: id, ...(notes === undefined ? {} : { notes }) }])),
  fc.tuple(nth, fc.nat(9_000)).map(([n, amount]) => of(n, ({ id }) => [{ op: 'cost', itemId: id, cost: { amount, currency: 'EUR' } }])),
  fc.tuple(nth, date, time).map(([n, on, start]) => of(n, (item) => [{ op: 'add', date: on, item: { ...item, id: `new-${n}`, start } }])),
  fc.tuple(nth, nth).map(([n, m]): Step => (doc) => {
    const [item, other] = [itemAt(doc, n), itemAt(doc, m)];
    return item === undefined || other === undefined ? [] : [{ op: 'replace', itemId: item.id, item: { ...other, id: item.id } }];
  }),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([from, days]): Step => () => [
    { op: 'set-dates', start: DATES[from] ?? '2027-05-10', end: addDays(DATES[from] ?? '2027-05-10', days) },
  ]),
  fc.option(fc.nat(900_000), { nil: undefined }).map((amount): Step => () => [
    { op: 'set-budget', ...(amount === undefined ? {} : { budget: { amount: amount + 1, currency: 'EUR' } }) },
  ]),
);

/** The plan after as many of the steps as can be taken. */
function walk(doc: PlanDocument, steps: readonly Step[]): PlanDocument {
  return steps.reduce((now, take) => {
    try {
      return applyOperations(now, take(now));
    } catch (error) {
      if (error instanceof OperationError) return now;
      throw error;
    }
  }, doc);
}

/** Spare minutes follow from the rest. */
const onDate = (on: string, { travelFromPrevious: leg, ...item }: Item) => ({
  on,
  item: leg === undefined ? item : { ...item, travelFromPrevious: { ...leg, spareMinutes: 0 } },
});
const placed = ({ days }: PlanDocument) =>
  new Map(days.flatMap(({ date: on, items }) => items.map((item) => [item.id, onDate(on, item)] as const)));

describe('differences of plans', () => {
  let plan: PlanDocument;
  beforeAll(async () => {
    plan = applyOperations((await (await makePlanner())(REFERENCE)).doc, []);
  });
  const steps = fc.array(step, { maxLength: 8 });

  it('are none between a plan and itself', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const a = walk(plan, taken);
        const diff = diffPlans(a, structuredClone(a));
        expect(diff).toMatchObject({ request: [], days: { added: [], removed: [] }, items: [], violations: { mended: [], made: [] } });
        expect(diff.title).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('are all that makes the one into the other', () => {
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [a, b] = [walk(plan, one), walk(plan, other)];
        const reached = placed(a);
        for (const { change, date: on, item } of diffItems(a.days, b.days)) {
          if (change === 'removed') reached.delete(item.id);
          else reached.set(item.id, onDate(on, item));
        }
        expect(reached).toEqual(placed(b));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same seen from the other side', () => {
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [a, b] = [walk(plan, one), walk(plan, other)];
        const [there, back] = [diffPlans(a, b), diffPlans(b, a)];
        const count = (items: typeof there.items, kind: string) => items.filter(({ change }) => change === kind).length;
        expect(count(there.items, 'added')).toBe(count(back.items, 'removed'));
        expect(count(there.items, 'changed')).toBe(count(back.items, 'changed'));
        expect(there.days.added).toEqual(back.days.removed);
        expect(there.total.before).toEqual(back.total.after);
      }),
      { numRuns: 60 },
    );
  });

  it('name what differs of an item', () => {
    const item = plan.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (item === undefined) throw new Error('no sight');
    const changed = applyOperations(plan, [
      { op: 'note', itemId: item.id, notes: 'early' },
      { op: 'lock', itemId: item.id, locked: true },
    ]);
    expect(diffItems(plan.days, changed.days)).toMatchObject([{ change: 'changed', fields: ['notes', 'locked'], before: { item } }]);
  });
});

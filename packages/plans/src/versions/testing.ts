import { addDays, timeOf, type Item, type PlanDocument, type PlanOperation } from '@tripmaster/contracts';
import fc from 'fast-check';
import { OperationError, applyOperations } from '../explain/apply.ts';

const DATES = ['2027-05-10', '2027-05-11', '2027-05-12', '2027-05-13', '2027-05-14', '2027-05-15'];
const date = fc.constantFrom(...DATES);
const time = fc.integer({ min: 0, max: 1_300 }).map((minutes) => timeOf(minutes - (minutes % 30)));
/** Which item: a number, taken of those there are. */
const nth = fc.nat(60);

/** Operations on a plan as it is. */
export type Step = (doc: PlanDocument) => PlanOperation[];
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
const ofIdea =
  (n: number, operation: (id: string) => PlanOperation[]): Step =>
  ({ ideas = [] }) => {
    const idea = ideas[n % Math.max(ideas.length, 1)];
    return idea === undefined ? [] : operation(idea.id);
  };
/** One step of editing, whatever the plan is. */
export const step: fc.Arbitrary<Step> = fc.oneof(
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
  nth.map((n): Step => () => [
    { op: 'note-idea', idea: { id: `idea-${n % 6}`, kind: 'activity', title: `Idea ${n}`, links: [], provenance: 'user' } },
  ]),
  nth.map((n) => ofIdea(n, (itemId) => [{ op: 'drop-idea', itemId }])),
  fc.tuple(nth, date, time).map(([n, on, start]) => ofIdea(n, (itemId) => [{ op: 'schedule', itemId, date: on, start, end: '22:30' }])),
  nth.map((n) => of(n, ({ id }) => [{ op: 'unschedule', itemId: id }])),
  fc.constantFrom('Our trip', 'Away').map((title): Step => () => [{ op: 'rename', title }]),
  fc.constantFrom('relaxed' as const, 'packed' as const).map((pace): Step => () => [{ op: 'set-pace', pace }]),
  fc.option(fc.nat(900_000), { nil: undefined }).map((amount): Step => () => [
    { op: 'set-budget', ...(amount === undefined ? {} : { budget: { amount: amount + 1, currency: 'EUR' } }) },
  ]),
);

/** The plan after as many of the steps as can be taken, and the operations that were taken. */
export function edited(doc: PlanDocument, steps: readonly Step[]): { doc: PlanDocument; operations: PlanOperation[] } {
  const operations: PlanOperation[] = [];
  for (const take of steps) {
    try {
      const taken = take(doc);
      doc = applyOperations(doc, taken);
      operations.push(...taken);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
    }
  }
  return { doc, operations };
}

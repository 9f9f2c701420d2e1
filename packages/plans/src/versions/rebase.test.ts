import { insist, inverse, rebase, type Item, type PlanDocument, type PlanOperation } from '@tripmaster/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyOperations } from '../explain/apply.ts';
import { makePlanner, REFERENCE } from '../itinerary/testing.ts';
import { lengthOf } from '../verify/index.ts';
import { diffPlans } from './plan-diff.ts';
import { edited, step } from './testing.ts';

/** What people set of a plan; ways, the order of what begins together and sums follow from it. */
function essence({ title, request, days, ideas = [] }: PlanDocument) {
  const essenceOf = ({ travelFromPrevious: _leg, hours: _hours, ...item }: Item) => item;
  return {
    title,
    budget: request.budget,
    pace: request.pace ?? 'balanced',
    style: request.style ?? 'mid',
    dates: days.map(({ date }) => date),
    items: new Map(days.flatMap(({ date, items }) => items.map((item) => [item.id, { date, item: essenceOf(item) }]))),
    ideas: new Map(ideas.map((idea) => [idea.id, idea])),
  };
}

describe('operations on a plan that others change too', () => {
  let plan: PlanDocument;
  beforeAll(async () => {
    plan = applyOperations((await (await makePlanner())(REFERENCE)).doc, [
      { op: 'note-idea', idea: { id: 'idea-0', kind: 'activity', title: 'Sail', links: [], provenance: 'user' } },
      { op: 'note-idea', idea: { id: 'idea-1', kind: 'free', title: 'Rest', links: [], provenance: 'user', date: '2027-05-11' } },
    ]);
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 4 });

  it('come to the same plan in either order, where nothing clashes', () => {
    let merged = 0;
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [mine, theirs] = [edited(plan, one), edited(plan, other)];
        const [here, there] = [rebase(mine.operations, diffPlans(plan, theirs.doc)), rebase(theirs.operations, diffPlans(plan, mine.doc))];
        if (here.clashes.length + there.clashes.length > 0) return;
        // Other dates move whole days, also those that somebody puts something on meanwhile.
        if ([...mine.operations, ...theirs.operations].some(({ op }) => op === 'set-dates')) return;
        merged += 1;
        expect(essence(applyOperations(theirs.doc, here.operations))).toEqual(essence(applyOperations(mine.doc, there.operations)));
      }),
      { numRuns: 300 },
    );
    expect(merged).toBeGreaterThan(40);
  });

  it('can always be done where they do not clash, and where one insists', () => {
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [mine, theirs] = [edited(plan, one), edited(plan, other)];
        const diff = diffPlans(plan, theirs.doc);
        const { operations, clashes } = rebase(mine.operations, diff);
        if (clashes.length === 0) expect(() => applyOperations(theirs.doc, operations)).not.toThrow();
        else if (!mine.operations.some(({ op }) => op === 'set-dates'))
          expect(() => applyOperations(theirs.doc, insist(mine.operations, diff, 1))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('are undone by their inverse, also when others did something else meanwhile', () => {
    let undone = 0;
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const mine = edited(plan, one);
        const back = inverse(mine.operations, { ...plan, version: 1 });
        if (back === undefined) return;
        expect(essence(applyOperations(mine.doc, back))).toEqual(essence(plan));
        const both = edited(mine.doc, other);
        const { operations, clashes } = rebase(back, diffPlans(mine.doc, both.doc));
        if (clashes.length > 0) return;
        undone += 1;
        applyOperations(both.doc, operations);
      }),
      { numRuns: 300 },
    );
    expect(undone).toBeGreaterThan(40);
  });

  it('bring a flight back to its day, its hours and where it lands', () => {
    const flight: Item = {
      id: 'flight',
      kind: 'transfer',
      title: 'Flight home',
      start: '22:00',
      end: '06:30',
      arrival: { date: '2027-05-15', timeZone: 'Asia/Singapore' },
      links: [],
      provenance: 'user',
      locked: false,
    };
    const flying = applyOperations(plan, [{ op: 'add', date: '2027-05-14', item: flight }]);
    const itemId = flight.id;
    for (const done of [
      [{ op: 'move', itemId, date: '2027-05-12', start: '09:00' }],
      [{ op: 'retime', itemId, start: '10:00', end: '20:00' }],
      [
        { op: 'move', itemId, date: '2027-05-13', start: '23:30' },
        { op: 'lock', itemId, locked: true },
      ],
    ] satisfies PlanOperation[][]) {
      const back = inverse(done, { ...flying, version: 1 }) ?? [];
      expect(essence(applyOperations(applyOperations(flying, done), back))).toEqual(essence(flying));
    }
  });

  it('clash where two people mean the same thing', () => {
    const sight = plan.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (sight === undefined) throw new Error('no sight');
    const itemId = sight.id;
    const move: PlanOperation = { op: 'move', itemId, date: '2027-05-12', start: '10:00' };
    const clashesWith = (theirs: PlanOperation[], mine: PlanOperation[]) =>
      rebase(mine, diffPlans(plan, applyOperations(plan, theirs))).clashes.map(({ because }) => because);
    expect(clashesWith([move], [{ op: 'retime', itemId, start: '11:00', end: '12:00' }])).toEqual(['changed']);
    const stay: PlanOperation = { op: 'replace', itemId, item: { ...sight, kind: 'stay' } };
    expect(clashesWith([stay], [move])).toEqual(['changed']);
    expect(clashesWith([move], [move])).toEqual([]);
    expect(clashesWith([move], [{ op: 'note', itemId, notes: 'Tickets' }])).toEqual([]);
    expect(clashesWith([{ op: 'note', itemId, notes: 'theirs' }], [{ op: 'note', itemId, notes: 'mine' }])).toEqual(['changed']);
    expect(clashesWith([{ op: 'note', itemId, notes: 'theirs' }], [{ op: 'remove', itemId }])).toEqual(['changed']);
    expect(clashesWith([{ op: 'lock', itemId, locked: true }], [move])).toEqual(['changed']);
    expect(clashesWith([{ op: 'remove', itemId }], [move])).toEqual(['gone']);
    expect(clashesWith([{ op: 'unschedule', itemId }], [move])).toEqual(['gone']);
    expect(
      clashesWith(
        [{ op: 'schedule', itemId: 'idea-0', date: '2027-05-12', start: '10:00', end: '11:00' }],
        [{ op: 'drop-idea', itemId: 'idea-0' }],
      ),
    ).toEqual(['gone']);
    expect(clashesWith([{ op: 'set-dates', start: '2027-05-10', end: '2027-05-11' }], [move])).toEqual(['day-gone']);
    expect(clashesWith([{ op: 'rename', title: 'Ours' }], [{ op: 'rename', title: 'Mine' }])).toEqual(['wish-changed']);
  });

  it('stand where one insists, whatever others made of the same thing', () => {
    const sight = plan.days[1]?.items.find(({ kind }) => kind === 'sight');
    if (sight === undefined) throw new Error('no sight');
    const itemId = sight.id;
    const retime: PlanOperation = { op: 'retime', itemId, start: '11:00', end: '12:00' };
    for (const theirs of [
      { op: 'remove', itemId },
      { op: 'unschedule', itemId },
      { op: 'lock', itemId, locked: true },
      { op: 'move', itemId, date: '2027-05-12', start: '15:00' },
    ] satisfies PlanOperation[]) {
      const now = applyOperations(plan, [theirs]);
      const after = applyOperations(now, insist([retime], diffPlans(plan, now), 1));
      const found = after.days.flatMap(({ items }) => items).find(({ id }) => id === itemId);
      expect(found).toMatchObject({ start: '11:00', end: '12:00' });
    }
    // What others made longer is as long again as when it was moved.
    const longer = applyOperations(plan, [{ op: 'retime', itemId, start: '08:00', end: '23:00' }]);
    const late: PlanOperation = { op: 'move', itemId, date: '2027-05-12', start: '20:00' };
    const moved = applyOperations(longer, insist([late], diffPlans(plan, longer), 1));
    expect(lengthOf(moved.days[2]?.items.find(({ id }) => id === itemId) ?? sight)).toBe(lengthOf(sight));
  });
});

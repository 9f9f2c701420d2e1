import type { Item, PlanDocument } from '@tripmaster/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyOperations } from '../explain/apply.ts';
import { makePlanner, REFERENCE } from '../itinerary/testing.ts';
import { diffItems, diffPlans } from './plan-diff.ts';
import { edited, step, type Step } from './testing.ts';

const walk = (doc: PlanDocument, steps: readonly Step[]): PlanDocument => edited(doc, steps).doc;
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
        expect(diff).toMatchObject({
          request: [],
          days: { added: [], removed: [] },
          items: [],
          ideas: [],
          violations: { mended: [], made: [] },
        });
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
        const ideas = new Map((a.ideas ?? []).map((idea) => [idea.id, idea]));
        for (const { change, idea } of diffPlans(a, b).ideas) {
          if (change === 'removed') ideas.delete(idea.id);
          else ideas.set(idea.id, idea);
        }
        expect(ideas).toEqual(new Map((b.ideas ?? []).map((idea) => [idea.id, idea])));
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

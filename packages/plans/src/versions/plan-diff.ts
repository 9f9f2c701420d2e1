import { isDeepStrictEqual } from 'node:util';
import {
  rulesHolding,
  type Day,
  type Idea,
  type IdeaDifference,
  type Item,
  type ItemDifference,
  type PlanDiff,
  type PlanDocument,
  type TripRequest,
} from '@tripmaster/contracts';

type Placed = { date: string; item: Item };

/**
 * What differs between two states of a plan, from `before` to `after`. Items are the same when they have the same id.
 * Spare minutes follow from the rest and are no difference of their own.
 */
export function diffPlans(before: PlanDocument, after: PlanDocument): PlanDiff {
  const old = new Set(before.days.map(({ date }) => date));
  const now = new Set(after.days.map(({ date }) => date));
  const was = before.verification.violations;
  const is = after.verification.violations;
  return {
    ...(before.title === after.title ? {} : { title: { before: before.title, after: after.title } }),
    request: diffRequests(before.request, after.request),
    days: { added: [...now].filter((date) => !old.has(date)), removed: [...old].filter((date) => !now.has(date)) },
    items: diffItems(before.days, after.days),
    ideas: diffIdeas(before.ideas, after.ideas),
    total: { before: before.budget.total, after: after.budget.total },
    rulesHolding: { before: rulesHolding(before.verification), after: rulesHolding(after.verification) },
    violations: {
      mended: was.filter(({ id }) => !is.some((other) => other.id === id)).map(({ message }) => message),
      made: is.filter(({ id }) => !was.some((other) => other.id === id)).map(({ message }) => message),
    },
  };
}

function diffRequests(before: TripRequest, after: TripRequest): PlanDiff['request'] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [jsonOf(old.get(field)), jsonOf(now.get(field))];
    if (was === is) return [];
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** What became of each item, in the order of the trip. */
export function diffItems(before: readonly Day[], after: readonly Day[]): ItemDifference[] {
  const [old, now] = [placed(before), placed(after)];
  const differences: ItemDifference[] = [];
  for (const [key, { date, item }] of old) if (!now.has(key)) differences.push({ change: 'removed', date, item });
  for (const [key, { date, item }] of now) {
    const was = old.get(key);
    if (was === undefined) {
      differences.push({ change: 'added', date, item });
      continue;
    }
    const fields = [...(was.date === date ? [] : ['date']), ...fieldsThatDiffer(was.item, item)];
    if (fields.length > 0) differences.push({ change: 'changed', date, item, before: was, fields });
  }
  return differences.toSorted((a, b) => compare(a.date, b.date) || compare(a.item.start, b.item.start));
}

function diffIdeas(before: readonly Idea[] = [], after: readonly Idea[] = []): IdeaDifference[] {
  const [old, now] = [new Map(before.map((idea) => [idea.id, idea])), new Map(after.map((idea) => [idea.id, idea]))];
  return [
    ...[...old.values()].filter(({ id }) => !now.has(id)).map((idea): IdeaDifference => ({ change: 'removed', idea })),
    ...[...now.values()].flatMap((idea): IdeaDifference[] => {
      const was = old.get(idea.id);
      if (was === undefined) return [{ change: 'added', idea }];
      return isDeepStrictEqual(was, idea) ? [] : [{ change: 'changed', idea, before: was }];
    }),
  ];
}

/** By id; a document from elsewhere may have one twice, then the first is the first. */
function placed(days: readonly Day[]): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const { date, items } of days) {
    for (const item of items) {
      let key = item.id;
      for (let again = 2; found.has(key); again += 1) key = `${item.id} #${again}`;
      found.set(key, { date, item });
    }
  }
  return found;
}

function fieldsThatDiffer(before: Item, after: Item): string[] {
  const [old, now] = [new Map(Object.entries(comparable(before))), new Map(Object.entries(comparable(after)))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((field) => !isDeepStrictEqual(old.get(field), now.get(field)));
}

function comparable({ travelFromPrevious: leg, ...item }: Item) {
  return leg === undefined ? item : { ...item, travelFromPrevious: { ...leg, spareMinutes: 0 } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

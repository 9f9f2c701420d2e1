import { addDays, type Day, type Item } from '@tripmaster/contracts';
import { sumBudget, partySize } from '../../budget/index.ts';
import { Random } from '../../scheduler/random.ts';
import { isNight } from '../timeline.ts';
import type { Facts, VerifiableDoc } from '../types.ts';

/** What a seeded defect made of a plan, and how it has to be named. */
export type Mutated = {
  doc: VerifiableDoc;
  /** Ids of which the violation names at least one; where empty, no item is to blame. */
  items?: readonly string[];
  /** Words that the violation's message has. */
  says?: string;
};

/** A kind of defect. `seed` gives nothing where the plan has no place for it; what it gives always breaks the rule. */
export type Mutation = { readonly name: string; readonly rule: number; readonly seed: (plan: Plan) => Mutated | undefined };

/** A line of a plan with its day. */
export type Line = { readonly item: Item; readonly day: Day; readonly before: Item | undefined; readonly after: Item | undefined };

/** A good plan as mutations look at it. */
export type Plan = {
  readonly doc: VerifiableDoc;
  readonly facts: Facts;
  readonly random: Random;
  readonly lines: readonly Line[];
  /** One of those that fit, any of them; nothing where none does. */
  any(fits: (line: Line) => boolean): Line | undefined;
};

export function readPlan(doc: VerifiableDoc, facts: Facts, seed: number): Plan {
  const random = new Random(seed);
  const lines = doc.days.flatMap((day) =>
    day.items.map((item, index): Line => ({ item, day, before: day.items[index - 1], after: day.items[index + 1] })),
  );
  return { doc, facts, random, lines, any: (fits) => one(lines.filter(fits), random) };
}

export function one<T>(list: readonly T[], random: Random): T | undefined {
  return list[random.below(list.length)];
}

/** The plan with one line changed; `undefined` takes it out. The sums stay as they were. */
export function change(doc: VerifiableDoc, id: string, to: Partial<Item> | undefined): VerifiableDoc {
  return {
    ...doc,
    days: doc.days.map((day) => ({
      ...day,
      items: day.items.flatMap((item) => (item.id !== id ? [item] : to === undefined ? [] : [{ ...item, ...to }])),
    })),
  };
}

/** The plan with a line put into a day, in order of time. */
export function put(doc: VerifiableDoc, date: string, item: Item): VerifiableDoc {
  const into = (items: readonly Item[]): Item[] => [...items, item].toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return { ...doc, days: doc.days.map((day) => (day.date === date ? { ...day, items: into(day.items) } : day)) };
}

export function asking(doc: VerifiableDoc, more: Partial<VerifiableDoc['request']>): VerifiableDoc {
  return { ...doc, request: { ...doc.request, ...more } };
}

export function printing(doc: VerifiableDoc, more: Partial<VerifiableDoc['budget']>): VerifiableDoc {
  return { ...doc, budget: { ...doc.budget, ...more } };
}

/** The sums of the lines as they are now. */
export function summed(doc: VerifiableDoc): VerifiableDoc {
  const { limit, rates, total } = doc.budget;
  return {
    ...doc,
    budget: sumBudget(doc.days, {
      currency: total.currency,
      party: partySize(doc.request),
      ...(limit === undefined ? {} : { limit }),
      ...(rates === undefined ? {} : { rates }),
    }),
  };
}

/** The whole trip some days later or earlier. */
export function shifted(doc: VerifiableDoc, by: number): VerifiableDoc {
  const { dates, fixed } = doc.request;
  const start = doc.days[0]?.date ?? '';
  const end = doc.days.at(-1)?.date ?? start;
  return {
    ...doc,
    request: {
      ...doc.request,
      dates: 'start' in dates ? { start: addDays(start, by), end: addDays(end, by) } : { ...dates, month: addDays(start, by).slice(0, 7) },
      ...(fixed === undefined ? {} : { fixed: fixed.map((item) => ({ ...item, date: addDays(item.date, by) })) }),
    },
    destinations: doc.destinations.map((one) => ({ ...one, arrive: addDays(one.arrive, by), depart: addDays(one.depart, by) })),
    days: doc.days.map((day) => ({ ...day, date: addDays(day.date, by) })),
  };
}

export const isVisit = ({ item }: Line): boolean => item.kind === 'sight' || item.kind === 'activity';
export const isMeal = ({ item }: Line): boolean => item.kind === 'meal';
export const isBed = ({ item }: Line): boolean => isNight(item);
/** Not what the traveller booked: that is judged by other measures. */
export const isOurs = ({ item }: Line): boolean => item.provenance !== 'user';

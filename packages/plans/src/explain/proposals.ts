import { minutesOf, timeOf, type Item, type PlanOperation, type Style, type Violation } from '@tripmaster/contracts';
import { childLimit, isNight, lengthOf, tripDates, type Facts, type VerifiableDoc } from '../verify/index.ts';
import { dateWords } from '../words.ts';
import { startsOn } from './slots.ts';

/** A change that may mend something. `size` orders changes: minutes shifted, or what weighs as many. */
export type Proposal = { label: string; operations: PlanOperation[]; size: number; consequence?: string };

export type Scene = {
  readonly doc: VerifiableDoc;
  readonly facts: Facts;
  readonly options: ExplainOptions;
};

export type ExplainOptions = {
  /** Other things that could stand in for an item on its date: a cheaper stay, another table, another sight. Their ids may be anything. */
  alternatives?: (item: Item, date: string) => readonly Item[];
  /** Operations that give the plan another style's prices. */
  restyle?: (style: Style) => readonly PlanOperation[];
  /** Most plans tried for one violation; default 60. */
  maxTries?: number;
};

/** Weights of changes that shift no minutes, so that smaller ones come first. */
export const SIZE = { recount: 1, swap: 60, otherDay: 120, perDay: 30, add: 150, remove: 240, inPlaceOf: 300, wish: 600 } as const;

/** A meal further from its hour is another meal. */
const MEAL_SHIFT = 90;

export type At = { item: Item; date: string };

/** What may mend a violation with these items. */
export type Propose = (scene: Scene, items: readonly At[], violation: Violation) => Proposal[];

export function find({ days }: VerifiableDoc, id: string): At | undefined {
  for (const { date, items } of days) {
    const item = items.find((one) => one.id === id);
    if (item !== undefined) return { item, date };
  }
  return undefined;
}

export function isVisitItem({ kind }: Item): boolean {
  return kind === 'sight' || kind === 'activity';
}

export function remove({ item, date }: At): Proposal {
  const minutes = isNight(item) ? 0 : lengthOf(item);
  return {
    label: `Leave out “${item.title}”`,
    operations: [{ op: 'remove', itemId: item.id }],
    size: SIZE.remove + minutes / 10,
    ...(minutes > 0 ? { consequence: `Frees ${minutes} min on ${dateWords(date)}.` } : {}),
  };
}

export function retime({ item }: At, start: number, end: number): Proposal {
  const [from, to] = [timeOf(start), timeOf(end)];
  const shift = Math.abs(start - minutesOf(item.start)) + Math.abs(end - minutesOf(item.start) - lengthOf(item));
  return {
    label: `“${item.title}” from ${from} to ${to}`,
    operations: [{ op: 'retime', itemId: item.id, start: from, end: to }],
    size: shift / 2,
  };
}

/** The same length at another time of the day. */
function otherTimes(scene: Scene, at: At): Proposal[] {
  const length = lengthFor(scene, at.item);
  const wanted = minutesOf(at.item.start);
  return startsOn(scene.doc, scene.facts, at.item, at.date, wanted, length)
    .filter((start) => at.item.kind !== 'meal' || Math.abs(start - wanted) <= MEAL_SHIFT)
    .slice(0, 4)
    .map((start) => retime(at, start, start + length));
}

/** On another day, nearest first, at a time that looks free. */
export function otherDays({ doc, facts }: Scene, { item, date }: At): Proposal[] {
  const dates = tripDates(doc);
  const here = dates.indexOf(date);
  const wanted = minutesOf(item.start);
  return doc.days.flatMap((day) => {
    if (day.date === date) return [];
    const [start] = startsOn(doc, facts, item, day.date, wanted);
    if (start === undefined) return [];
    const size = SIZE.otherDay + SIZE.perDay * Math.abs(dates.indexOf(day.date) - here) + Math.abs(start - wanted) / 10;
    return [
      {
        label: `Move “${item.title}” to ${dateWords(day.date)} at ${timeOf(start)}`,
        operations: [{ op: 'move' as const, itemId: item.id, date: day.date, start: timeOf(start) }],
        size,
      },
    ];
  });
}

/** Takes the time of another visit, which goes. */
function inPlaceOf({ doc, facts }: Scene, { item }: At): Proposal[] {
  const id = item.place?.id;
  return doc.days.flatMap(({ date, items }) =>
    items
      .filter((other) => other.id !== item.id && !other.locked && isVisitItem(other) && lengthOf(other) >= lengthOf(item))
      .filter(({ start }) => {
        const windows = id === undefined ? undefined : facts.hours(id, date)?.windows;
        return (
          windows === undefined || windows.some(({ open, close }) => open <= minutesOf(start) && minutesOf(start) + lengthOf(item) <= close)
        );
      })
      .slice(0, 1)
      .map((other) => ({
        label: `See “${item.title}” on ${dateWords(date)} at ${other.start}, in place of “${other.title}”`,
        operations: [
          { op: 'remove' as const, itemId: other.id },
          { op: 'move' as const, itemId: item.id, date, start: other.start },
        ],
        size: SIZE.inPlaceOf,
      })),
  );
}

/** What the caller has in stock, in the item's time and under its id. */
export function replacements({ options }: Scene, { item, date }: At): Proposal[] {
  return (options.alternatives?.(item, date) ?? []).slice(0, 8).map((other, index) => ({
    label: `“${other.title}” in place of “${item.title}”`,
    operations: [{ op: 'replace', itemId: item.id, item: { ...other, id: item.id } }],
    size: SIZE.swap + index,
  }));
}

/** All that can be done with an item which is at the wrong time. */
export function atAnotherTime(scene: Scene, at: At): Proposal[] {
  if (at.item.kind === 'transfer') return [...otherTimes(scene, at), remove(at)];
  if (at.item.kind === 'stay') return [];
  const meal = at.item.kind === 'meal';
  return [
    ...otherTimes(scene, at),
    ...(meal ? [] : otherDays(scene, at)),
    ...replacements(scene, at),
    ...(meal ? [] : inPlaceOf(scene, at)),
    remove(at),
  ];
}

/** A little later, earlier, longer before or shorter after: the item's own edges moved to `edge`. */
export function trimmed(at: At, edges: { start?: number; end?: number }): Proposal[] {
  const from = minutesOf(at.item.start);
  const to = from + lengthOf(at.item);
  const start = edges.start === undefined ? from : Math.ceil(edges.start / 5) * 5;
  const end = edges.end === undefined ? to : Math.floor(edges.end / 5) * 5;
  // Half of a visit is no visit.
  return start >= 0 && end < 1440 && end - start >= Math.max((to - from) / 2, 15) ? [retime(at, start, end)] : [];
}

/** How long an item should last that ends before it starts: as long as one usually stays. */
function lengthFor({ facts }: Scene, item: Item): number {
  const length = lengthOf(item);
  return length > 0 ? length : ((item.place?.id === undefined ? undefined : facts.place(item.place.id)?.visitMinutes) ?? 60);
}

/** Bedtime, for trimming. */
export function bedtime({ doc }: Scene): number | undefined {
  return childLimit(doc.request.travellers.childrenAges)?.dayEnd;
}

/** An id that no item has. */
export function freshId({ days }: VerifiableDoc, base: string): string {
  const taken = new Set(days.flatMap(({ items }) => items.map(({ id }) => id)));
  const stem = base.slice(0, 56);
  for (let n = 1; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

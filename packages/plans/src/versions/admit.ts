import { isDeepStrictEqual } from 'node:util';
import {
  daysBetween,
  invalidField,
  isStorableText,
  line,
  minutesOf,
  spanOf,
  text,
  type Idea,
  type Item,
  type PlanDocument,
  type PlanOperation,
} from '@tripmaster/contracts';
import { applyOperations } from '../explain/apply.ts';
import { isMapLink } from '../itinerary/links.ts';
import type { Facts } from '../verify/index.ts';
import { refusing } from './revise.ts';

/** The largest price of one item, in minor units. */
const MOST_COST = 1_000_000_000_000;
const MOST_DIETS = 20;
const MOST_DAYS_ON_THE_WAY = 30;
/** Each is tried by itself. */
const MOST_DATES = 5;
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export type Admission = {
  document: PlanDocument;
  facts: Facts;
  /** True for an item that is just as we proposed it for this plan. */
  isProposed: (item: Item) => boolean;
  /** Former documents of this plan, by their versions: those that operations name. */
  former?: ReadonlyMap<number, PlanDocument>;
};

/**
 * Operations as they may be applied and kept: what a client sends of an item is made safe and is the traveller's own
 * word, unless it is ours word for word (an item of the plan, of a way out, of a proposal). Links are only those we
 * make. Throws `invalid-input` with the field, also for an operation that touches a locked item.
 */
export function admit(operations: readonly PlanOperation[], admission: Admission): PlanOperation[] {
  const { document, facts, former = new Map() } = admission;
  const known = [
    ...itemsOf(document),
    ...document.verification.violations.flatMap(({ waysOut }) =>
      waysOut.flatMap((way) => way.operations.flatMap((operation) => ('item' in operation ? [operation.item] : []))),
    ),
  ];
  // Looked up by its text: a plan may have a thousand items of one title, and a client may send as many.
  const textOf = (item: Known): string => JSON.stringify(ordered(coreOf(item)));
  const ours = new Set(known.map(textOf));
  const once = new Map([...former].map(([version, then]) => [version, new Set(itemsOf(then).map(textOf))]));
  const isOurs = (item: Known, from: number | undefined): boolean =>
    ours.has(textOf(item)) || (from !== undefined && once.get(from)?.has(textOf(item)) === true);
  const admitted = operations.map((operation, index): PlanOperation => {
    refuseText(operation, `operations.${index}`);
    if (operation.op === 'cost' && operation.cost !== undefined) refuseCost(operation.cost.amount, `operations.${index}.cost.amount`);
    if (operation.op === 'note-idea') {
      const { idea, from } = operation;
      return { ...operation, idea: isOurs(idea, from) ? idea : ownWord(idea, { facts, known, path: `operations.${index}.idea` }) };
    }
    if (operation.op !== 'add' && operation.op !== 'replace') return operation;
    const path = `operations.${index}.item`;
    const { item, from } = operation;
    if (item.arrival !== undefined) refuseArrival(item, dayOf(document, operation), `${path}.arrival`);
    if (isOurs(item, from) || admission.isProposed(item)) return { ...operation, item: estimated(item) };
    return { ...operation, item: ownItem(item, { facts, known, path }) };
  });
  refuseLocked(document, admitted);
  refuseBackwards(document, admitted);
  return admitted;
}

/** Items of a plan and what has no time yet. */
function itemsOf({ days, ideas = [] }: Pick<PlanDocument, 'days' | 'ideas'>): Known[] {
  return [...days.flatMap(({ items }) => items), ...ideas];
}

type Known = Idea & Partial<Pick<Item, 'meal'>>;

/** What an item is, without when it is, how one gets there and what the traveller may set by other operations. */
export function coreOf({ kind, title, place, cost, costBasis, category, meal, links, provenance }: Known) {
  return { kind, title, place, cost, costBasis, category, meal, links, provenance };
}

/** The same value gives the same text, in whatever order its keys came back. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, ordered(inner)]);
}

/** A way that comes with an item is reckoned: whoever sent it, no timetable stands behind it here. */
function estimated({ travelFromPrevious: leg, ...item }: Item): Item {
  return leg === undefined ? item : { ...item, travelFromPrevious: { ...leg, estimated: true } };
}

type Ours = { facts: Facts; known: readonly Known[]; path: string };

/** An item in the traveller's own words, which are no opening hours of ours. */
function ownItem({ hours: _hours, ...sent }: Item, ours: Ours): Item {
  const item = estimated(sent);
  if (item.kind !== 'stay' && item.kind !== 'transfer' && minutesOf(item.end) < minutesOf(item.start))
    throw invalidField(`${ours.path}.end`, 'ends before it starts');
  const { costBasis: _basis, notes: _notes, ...rest } = item;
  return { ...rest, ...ownWord(item, ours) };
}

/** The traveller's own words: nothing in them claims to be from us but a place that we know. */
function ownWord(item: Known, { facts, known, path }: Ours) {
  const title = line(200).safeParse(item.title);
  if (!title.success) throw invalidField(`${path}.title`, title.error.issues[0]?.message ?? 'can’t be used as a title');
  const notes = item.notes === undefined ? undefined : text(4_000).parse(item.notes);
  if (item.cost !== undefined) refuseCost(item.cost.amount, `${path}.cost.amount`);
  if ((item.place?.diets?.length ?? 0) > MOST_DIETS) throw invalidField(`${path}.place.diets`, `has at most ${MOST_DIETS} entries`);
  const { place, costBasis: _basis, notes: _notes, ...rest } = item;
  const fact = place?.id === undefined ? undefined : facts.place(place.id);
  const named = fact !== undefined && fact.name === title.data && item.provenance === 'catalogue';
  // Other words than the model's are the traveller's, wherever the item came from.
  const suggested = known.some((one) => one.provenance === 'model' && one.title === title.data && isDeepStrictEqual(one.place, place));
  return {
    ...rest,
    title: title.data,
    ...(place === undefined ? {} : { place: placeOf(place, fact, known) }),
    ...(item.cost === undefined ? {} : { costBasis: 'given' as const }),
    ...(notes === undefined || notes === '' ? {} : { notes }),
    links: item.links.filter(({ label, url }) => label.length <= 200 && isMapLink(url, place)),
    provenance: named ? ('catalogue' as const) : suggested && item.provenance === 'model' ? ('model' as const) : ('user' as const),
  };
}

type Place = NonNullable<Item['place']>;

/** A place that the guide knows is what the guide says, and so is one of the plan; any other the traveller says. */
function placeOf(place: Place, fact: ReturnType<Facts['place']>, known: readonly Known[]): Place {
  const { id, asOf: _asOf, ...claimed } = place;
  if (fact === undefined) {
    const same = known.some((one) => one.place?.source === 'model' && isDeepStrictEqual(one.place, place));
    return same ? place : { ...claimed, source: 'user' };
  }
  const there = known.find((one) => one.place?.id === id && one.place?.source === 'catalogue')?.place;
  const { lat, lon, name = place.name, category, stepFree, childFriendly, diets, asOf } = fact;
  if (there !== undefined) return { ...there, lat, lon, name };
  return {
    ...(id === undefined ? {} : { id }),
    name,
    lat,
    lon,
    ...(category === undefined ? {} : { category }),
    ...(stepFree === undefined ? {} : { stepFree }),
    ...(childFriendly === undefined ? {} : { childFriendly }),
    ...(diets === undefined ? {} : { diets: [...diets] }),
    source: 'catalogue',
    ...(asOf === undefined ? {} : { asOf }),
  };
}

type Placing = Extract<PlanOperation, { op: 'add' | 'replace' }>;

function dayOf({ days }: PlanDocument, operation: Placing): PlanDocument['days'][number] | undefined {
  return days.find(({ date, items }) =>
    operation.op === 'add' ? date === operation.date : items.some(({ id }) => id === operation.itemId),
  );
}

/** A way that ends in another zone ends after it began, and within days. A day that is not there is the operation's to tell. */
function refuseArrival(item: Item, day: PlanDocument['days'][number] | undefined, path: string): void {
  if (item.arrival === undefined || day === undefined) return;
  const { from, to } = spanOf(item, day);
  if (to <= from) throw invalidField(`${path}.date`, 'is before it leaves, by the clocks of both places');
  if (daysBetween(day.date, item.arrival.date) > MOST_DAYS_ON_THE_WAY)
    throw invalidField(`${path}.date`, `is more than ${MOST_DAYS_ON_THE_WAY} days after it leaves`);
}

export function refuseCost(amount: number, path: string): void {
  if (amount < 0) throw invalidField(path, 'must be at least 0');
  if (amount > MOST_COST) throw invalidField(path, `must be at most ${MOST_COST}`);
}

/** Every text in it can be stored and sent anywhere. */
export function refuseText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) throw invalidField(path, 'contains characters that cannot be stored');
    if (CONTROL.test(value)) throw invalidField(path, 'contains control characters');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) refuseText(inner, `${path}.${key}`);
  }
}

/** Locked items stay as they are until an operation before in the list unlocks them. Notes and prices may be written. */
function refuseLocked(document: PlanDocument, operations: readonly PlanOperation[]): void {
  const titles = new Map<string, string>();
  const locked = new Set<string>();
  const note = ({ id, title, locked: isLocked }: Item): void => {
    titles.set(id, title);
    if (isLocked) locked.add(id);
    else locked.delete(id);
  };
  for (const { items } of document.days) items.forEach(note);
  if (operations.filter(({ op }) => op === 'set-dates').length > MOST_DATES)
    throw invalidField('operations', `may set the dates at most ${MOST_DATES} times`);
  operations.forEach((operation, index) => {
    if (operation.op === 'set-dates') return refuseShift(document, operations, index, locked);
    if (!('itemId' in operation)) {
      if (operation.op === 'add') note(operation.item);
      return;
    }
    const { itemId } = operation;
    if (operation.op === 'lock') {
      if (operation.locked) locked.add(itemId);
      else locked.delete(itemId);
      return;
    }
    if (operation.op === 'note' || operation.op === 'cost') return;
    if (locked.has(itemId)) throw invalidField(`operations.${index}`, `“${titles.get(itemId) ?? itemId}” is locked: unlock it first`);
    if (operation.op === 'replace') note(operation.item);
  });
}

/** An idea gets times that a clock can show one after the other; what may last over midnight is judged by the rules. */
function refuseBackwards({ ideas = [] }: PlanDocument, operations: readonly PlanOperation[]): void {
  const kinds = new Map(ideas.map(({ id, kind }) => [id, kind]));
  operations.forEach((operation, index) => {
    if (operation.op === 'note-idea') kinds.set(operation.idea.id, operation.idea.kind);
    if (operation.op !== 'schedule') return;
    const kind = kinds.get(operation.itemId);
    if (kind !== 'stay' && kind !== 'transfer' && operation.end < operation.start)
      throw invalidField(`operations.${index}.end`, 'ends before it starts');
  });
}

/** Other dates may not move or drop what is locked. */
function refuseShift(document: PlanDocument, operations: readonly PlanOperation[], index: number, locked: ReadonlySet<string>): void {
  const datesOf = ({ days }: Pick<PlanDocument, 'days'>) => new Map(days.flatMap(({ date, items }) => items.map(({ id }) => [id, date])));
  const before = refusing(() => applyOperations(document, operations.slice(0, index)));
  const after = datesOf(refusing(() => applyOperations(document, operations.slice(0, index + 1))));
  for (const [id, date] of datesOf(before)) {
    if (!locked.has(id) || after.get(id) === date) continue;
    const title = before.days.flatMap(({ items }) => items).find((item) => item.id === id)?.title ?? id;
    throw invalidField(`operations.${index}`, `“${title}” is locked: with these dates it could not stay where it is`);
  }
}

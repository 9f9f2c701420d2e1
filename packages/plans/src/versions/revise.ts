import {
  AppError,
  fieldProblems,
  invalidField,
  minutesOf,
  planDocument,
  timeOf,
  type Item,
  type PlanDocument,
  type PlanOperation,
} from '@tripmaster/contracts';
import { OperationError, applyOperations } from '../explain/apply.ts';
import { titleOf } from '../itinerary/title.ts';
import { lengthOf, type Facts } from '../verify/index.ts';

/** Most items of a day and of a whole plan, most ideas, and characters of all of them together as JSON. */
const MOST_A_DAY = 60;
const MOST_ITEMS = 1_500;
const MOST_IDEAS = 100;
const MOST_TEXT = 1_500_000;

/**
 * The plan after these operations: items, sums, opening times that were looked up for visits at a new time, and the
 * title where it was made of the dates. Its verification is still that of before.
 * Throws `invalid-input`, naming `operations.<index>`, for an operation that cannot be done.
 */
export function revise(document: PlanDocument, operations: readonly PlanOperation[], facts: Facts): PlanDocument {
  const applied = refusing(() => applyOperations(document, operations));
  const revised = retitled(document, withHours(document, applied, facts));
  refuseTooMuch(document, revised);
  refuseMalformed(revised);
  return revised;
}

/** Runs `apply`, whose `OperationError` becomes a field error. */
export function refusing<T>(apply: () => T): T {
  try {
    return apply();
  } catch (error) {
    if (error instanceof OperationError) throw invalidField(`operations.${error.index}`, error.message);
    throw error;
  }
}

/** Only what grows is refused: a plan that is too large already can be made smaller step by step. */
function refuseTooMuch(before: PlanDocument, after: PlanDocument): void {
  const most = ({ days }: PlanDocument): number => Math.max(0, ...days.map(({ items }) => items.length));
  const all = ({ days }: PlanDocument): number => days.reduce((sum, { items }) => sum + items.length, 0);
  const ideas = ({ ideas: list = [] }: PlanDocument): number => list.length;
  const size = ({ days, ideas: list = [] }: PlanDocument): number => JSON.stringify([days, list]).length;
  if (most(after) > Math.max(MOST_A_DAY, most(before)))
    throw invalidField('operations', `would put more than ${MOST_A_DAY} items on a day`);
  if (all(after) > Math.max(MOST_ITEMS, all(before))) throw invalidField('operations', `would make more than ${MOST_ITEMS} items`);
  if (ideas(after) > Math.max(MOST_IDEAS, ideas(before))) throw invalidField('operations', `would make more than ${MOST_IDEAS} ideas`);
  if (size(after) > Math.max(MOST_TEXT, size(before))) throw new AppError('payload-too-large', {}, 'This would make the plan too large.');
}

/** What operations make of a plan may be none: dates beyond the calendar, sums past counting. */
function refuseMalformed(document: PlanDocument): void {
  const parsed = planDocument.safeParse(document);
  if (parsed.success) return;
  const fields = fieldProblems(parsed.error).map(({ path, reason }) => ({
    path: 'operations',
    reason: `would make a plan whose ${path} ${reason}`,
  }));
  throw new AppError('invalid-input', { fields }, undefined, { cause: parsed.error });
}

function withHours(before: PlanDocument, after: PlanDocument, facts: Facts): PlanDocument {
  const was = new Map(before.days.flatMap(({ date, items }) => items.map((item) => [item.id, visitOf(item, date)])));
  const days = after.days.map((day) => ({
    ...day,
    items: day.items.map((item) => (was.get(item.id) === visitOf(item, day.date) ? item : opened(item, day.date, facts))),
  }));
  return { ...after, days };
}

function visitOf({ place, start, end, hours }: Item, date: string): string {
  return `${place?.id ?? ''} ${date} ${start} ${end} ${hours?.open} ${hours?.close} ${hours?.source} ${hours?.asOf}`;
}

/** The item with the opening times that cover it on this date, or with none. */
export function opened({ hours: _hours, ...item }: Item, date: string, facts: Facts): Item {
  const fact = item.place?.id === undefined ? undefined : facts.hours(item.place.id, date);
  const start = minutesOf(item.start);
  const window = fact?.windows.find(({ open, close }) => open <= start && start + lengthOf(item) <= close);
  if (fact === undefined || window === undefined) return item;
  const close = window.close === 1440 ? '24:00' : timeOf(window.close);
  return { ...item, hours: { open: timeOf(window.open), close, source: fact.source, asOf: fact.asOf } };
}

/** A title that was made of cities and days is made again of the new ones; any other, and one just given, is left alone. */
function retitled(before: PlanDocument, after: PlanDocument): PlanDocument {
  const [was, is] = [madeTitle(before), madeTitle(after)];
  return before.title === was && after.title === was && is !== undefined ? { ...after, title: is } : after;
}

function madeTitle({ days, destinations }: PlanDocument): string | undefined {
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? undefined : titleOf({ start: first.date, end: last.date, stages: destinations });
}

import {
  MAX_DAYS,
  addDays,
  daysBetween,
  inOrder,
  isPlainDate,
  localAt,
  minutesOf,
  spanOf,
  timeOf,
  zoned,
  type Day,
  type Idea,
  type Item,
  type PlanOperation,
  type TripRequest,
} from '@tripmaster/contracts';
import { partySize, sumBudget } from '../budget/index.ts';
import { isNight, lengthOf, type VerifiableDoc } from '../verify/index.ts';
import { relayLegs } from './legs.ts';
import { redate } from './redate.ts';

/** An operation that cannot be applied to the plan as it is; nothing was changed. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  /** Which operation of the list, from 0. */
  readonly index: number;
  readonly reason: 'no-item' | 'no-day' | 'id-taken' | 'past-midnight' | 'no-dates' | 'no-budget';

  constructor(index: number, reason: OperationError['reason'], message: string) {
    super(message);
    this.index = index;
    this.reason = reason;
  }
}

/**
 * Applies a list of operations in order and gives the changed plan; the one given stays as it is. Afterwards every
 * day's items are in order of their start, the legs into items with a new neighbour are laid anew (estimated), spare
 * minutes and all sums are worked out again. `set-style` and `set-pace` only note the wish: prices change with `replace`.
 * Throws `OperationError` for an item or a day that is not there.
 */
export function applyOperations<T extends VerifiableDoc>(doc: T, operations: readonly PlanOperation[]): T {
  let days = doc.days.map((day) => ({ ...day, items: [...day.items] }));
  let { request, destinations, ideas = [] } = doc;
  let title: string | undefined;
  operations.forEach((operation, index) => {
    switch (operation.op) {
      case 'remove':
        locate(days, operation.itemId, index).take();
        break;
      case 'retime': {
        const { day, at, item } = locate(days, operation.itemId, index);
        day.items[at] = landingAsLong(day, item, { ...item, start: operation.start, end: operation.end });
        break;
      }
      case 'replace': {
        const { day, at, item } = locate(days, operation.itemId, index);
        if (operation.item.id !== item.id) {
          refuseTaken(days, operation.item, index);
          refuseNoted(ideas, operation.item, index);
        }
        day.items[at] = operation.item;
        break;
      }
      case 'move': {
        const target = dayOn(days, operation.date, index);
        const { day, item, take } = locate(days, operation.itemId, index);
        const moved =
          item.arrival === undefined
            ? startingAt(item, operation.start, index)
            : leavingAt(target, item, operation.start, minutesOn(day, item));
        take();
        target.items.push(moved);
        break;
      }
      case 'add': {
        refuseTaken(days, operation.item, index);
        refuseNoted(ideas, operation.item, index);
        dayOn(days, operation.date, index).items.push(operation.item);
        break;
      }
      case 'lock':
        change(days, operation.itemId, index, (item) => ({ ...item, locked: operation.locked }));
        break;
      case 'note':
        change(days, operation.itemId, index, ({ notes: _notes, ...item }) =>
          operation.notes === undefined || operation.notes === '' ? item : { ...item, notes: operation.notes },
        );
        break;
      case 'cost':
        change(days, operation.itemId, index, ({ cost: _cost, costBasis: _basis, ...item }) =>
          operation.cost === undefined ? item : { ...item, cost: operation.cost, costBasis: 'given' },
        );
        break;
      case 'set-budget': {
        if (operation.budget !== undefined && operation.budget.amount < 1)
          throw new OperationError(index, 'no-budget', 'A limit has to be more than nothing.');
        const { budget, ...rest } = request;
        request = operation.budget === undefined ? rest : { ...rest, budget: { ...budget, ...operation.budget } };
        break;
      }
      case 'note-idea': {
        refuseTaken(days, operation.idea, index);
        const at = ideas.findIndex(({ id }) => id === operation.idea.id);
        ideas = at === -1 ? [...ideas, operation.idea] : ideas.with(at, operation.idea);
        break;
      }
      case 'drop-idea': {
        const { id } = ideaOf(ideas, operation.itemId, index);
        ideas = ideas.filter((idea) => idea.id !== id);
        break;
      }
      case 'schedule': {
        const { date: _date, ...idea } = ideaOf(ideas, operation.itemId, index);
        const { start, end } = operation;
        dayOn(days, operation.date, index).items.push({ ...idea, start, end, locked: false });
        ideas = ideas.filter(({ id }) => id !== idea.id);
        break;
      }
      case 'unschedule': {
        const { day, item, take } = locate(days, operation.itemId, index);
        take();
        ideas = [...ideas, ideaFrom(item, day.date)];
        break;
      }
      case 'rename':
        ({ title } = operation);
        break;
      case 'set-style':
        request = { ...request, style: operation.style };
        break;
      case 'set-pace':
        request = { ...request, pace: operation.pace };
        break;
      case 'set-dates':
        if (operation.end < operation.start || daysBetween(operation.start, operation.end) >= MAX_DAYS) {
          throw new OperationError(
            index,
            'no-dates',
            operation.end < operation.start ? 'The return is before the start.' : `A trip has at most ${MAX_DAYS} days.`,
          );
        }
        ({ days, destinations, request } = redate({ days, destinations, request }, operation.start, operation.end));
        break;
    }
  });
  for (const day of days) day.items = inOrder(day, (a, b) => Number(isNight(a)) - Number(isNight(b)));
  days = relayLegs(doc.days, days);
  return {
    ...doc,
    ...(title === undefined ? {} : { title }),
    ...(ideas.length === 0 && doc.ideas === undefined ? {} : { ideas }),
    request,
    destinations,
    days,
    budget: budgetOf(doc, request, days),
  };
}

function budgetOf(doc: VerifiableDoc, request: TripRequest, days: Day[]): VerifiableDoc['budget'] {
  const { currency } = doc.budget.total;
  const limit = request.budget?.currency === currency ? { amount: request.budget.amount, currency } : undefined;
  return sumBudget(days, {
    currency,
    party: partySize(request),
    ...(limit === undefined ? {} : { limit }),
    ...(doc.budget.rates === undefined ? {} : { rates: doc.budget.rates }),
  });
}

type Located = { day: Day; at: number; item: Item; take: () => void };

function locate(days: Day[], itemId: string, index: number): Located {
  for (const day of days) {
    const at = day.items.findIndex(({ id }) => id === itemId);
    const item = day.items[at];
    if (item !== undefined) return { day, at, item, take: () => void day.items.splice(at, 1) };
  }
  throw new OperationError(index, 'no-item', 'That item is not in the plan.');
}

function change(days: Day[], itemId: string, index: number, how: (item: Item) => Item): void {
  const { day, at, item } = locate(days, itemId, index);
  day.items[at] = how(item);
}

function dayOn(days: Day[], date: string, index: number): Day {
  const day = days.find((one) => one.date === date);
  if (day === undefined) throw new OperationError(index, 'no-day', `The plan has no day on ${date}.`);
  return day;
}

function refuseTaken(days: Day[], { id }: Pick<Item, 'id'>, index: number): void {
  if (days.some(({ items }) => items.some((item) => item.id === id))) throw taken(index);
}

function refuseNoted(ideas: readonly Idea[], { id }: Pick<Item, 'id'>, index: number): void {
  if (ideas.some((idea) => idea.id === id)) throw taken(index);
}

function taken(index: number): OperationError {
  return new OperationError(index, 'id-taken', 'Something with that id is in the plan already.');
}

function ideaOf(ideas: readonly Idea[], itemId: string, index: number): Idea {
  const idea = ideas.find(({ id }) => id === itemId);
  if (idea === undefined) throw new OperationError(index, 'no-item', 'That is not among the ideas of this plan.');
  return idea;
}

function ideaFrom(item: Item, date: string): Idea {
  const {
    start: _start,
    end: _end,
    arrival: _arrival,
    travelFromPrevious: _leg,
    hours: _hours,
    meal: _meal,
    locked: _locked,
    ...idea
  } = item;
  return { ...idea, date };
}

/** The item with its length kept; what is no stay or transfer has to end before midnight. */
function startingAt(item: Item, start: string, index: number): Item {
  const end = minutesOf(start) + lengthOf(item);
  if (end >= 1440 && !isNight(item) && item.kind !== 'transfer')
    throw new OperationError(index, 'past-midnight', `“${item.title}” would end after midnight.`);
  // A night keeps the morning on which it ends, whenever it begins.
  return { ...item, start, end: isNight(item) && item.end <= start ? item.end : timeOf(end) };
}

/** The zone in which an item of the day begins, or would that comes to it. */
function zoneOn(day: Day, { id }: Item, start: string): string {
  const sorted = inOrder({ ...day, items: [...day.items.filter((item) => item.id !== id), { ...PROBE, id, start, end: start }] });
  return zoned({ ...day, items: sorted }).find(({ item }) => item.id === id)?.timeZone ?? day.timeZone;
}

const PROBE: Omit<Item, 'id' | 'start' | 'end'> = { kind: 'free', title: '', links: [], provenance: 'user', locked: false };

/** How long an item of the day really takes. */
function minutesOn(day: Day, item: Item): number {
  const { from, to } = spanOf(item, { date: day.date, timeZone: zoneOn(day, item, item.start) });
  return to - from;
}

/** A way between zones that leaves at another time: it takes as long as it did, by the clocks of where it ends. */
function leavingAt(day: Day, item: Item, start: string, minutes: number): Item {
  if (item.arrival === undefined) return item;
  const { timeZone } = item.arrival;
  const { from } = spanOf({ ...item, start }, { date: day.date, timeZone: zoneOn(day, item, start) });
  const moment = from + minutes;
  const { date, time } = Number.isFinite(moment) ? localAt(timeZone, moment) : { date: '', time: '' };
  // At the calendar's edge there is no such landing.
  return isPlainDate(date) ? { ...item, start, end: time, arrival: { date, timeZone } } : { ...item, start };
}

/** Two times cannot say on which date a way ends: the one on which it takes most nearly as long as it did. */
function landingAsLong(day: Day, before: Item, item: Item): Item {
  const { arrival } = item;
  if (arrival === undefined) return item;
  const wanted = minutesOn(day, before);
  const off = (date: string): number => {
    const minutes = minutesOn(day, { ...item, arrival: { ...arrival, date } });
    return minutes <= 0 ? Infinity : Math.abs(minutes - wanted);
  };
  const dates = [arrival.date, ...[-1, 1].map((days) => addDays(arrival.date, days)).filter(isPlainDate)];
  const date = dates.reduce((best, other) => (off(other) < off(best) ? other : best));
  return { ...item, arrival: { ...arrival, date } };
}

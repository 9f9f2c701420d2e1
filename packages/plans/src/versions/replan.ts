import { isDeepStrictEqual } from 'node:util';
import { minutesOf, pace, type Item, type Notice, type PlanDocument, type PlanOperation, type TripRequest } from '@tripmaster/contracts';
import { mealOf } from '../itinerary/nodes.ts';
import { isNight, lengthOf, paceOf } from '../verify/index.ts';
import { plain } from '../words.ts';
import { coreOf } from './admit.ts';
import type { Instructions } from './instructions.ts';

/** What stays of a plan that is made again: items by their place in the list, which is also how the engine knows them. */
export type Staying = { date: string; item: Item; touched: boolean }[];

/** Items that stay as they are: those of days that are not touched, and on the others what is kept or locked. */
export function stayingOf({ days }: PlanDocument, keep: ReadonlySet<string>, touched: ReadonlySet<string>): Staying {
  return days.flatMap(({ date, items }) =>
    items
      .filter((item) => !touched.has(date) || item.locked || keep.has(item.id))
      .map((item) => ({ date, item, touched: touched.has(date) })),
  );
}

/** Stands for an item that stays, in the request the engine is given; it names the meal, which the engine reads from titles. */
const standInOf = (index: number, item: Item): string => {
  const meal = item.meal ?? mealOf({ title: item.title, date: '', start: item.start, end: item.end });
  return `⟦${index}⟧${meal === undefined ? '' : ` ${meal}`}`;
};
const STAND_IN = /⟦([\d-]*)⟧(?: (?:breakfast|lunch|dinner))?/g;
const isStandIn = ({ title }: Item): boolean => title.startsWith('⟦');

/** Minutes. */
const LONGEST_ERRAND = 10;

/** Buying tickets: it finds its minutes anywhere, and nothing has to be planned around it. */
function isErrand(item: Item): boolean {
  return item.kind === 'transfer' && lengthOf(item) <= LONGEST_ERRAND;
}

/** The plan's request with what stays as its fixed items, and with the instructions. */
export function requestAgain(document: PlanDocument, staying: Staying, instructions: Instructions): TripRequest {
  const { request, days, destinations } = document;
  const { interests, rest } = instructions;
  const fixed: NonNullable<TripRequest['fixed']> = [];
  const add = (wish: (typeof fixed)[number]): void => {
    // Two things at once cannot both be planned around; both stay all the same.
    const clashes = fixed.some((other) => other.date === wish.date && other.start < wish.end && wish.start < other.end);
    if (wish.start < wish.end && !clashes) fixed.push(wish);
  };
  staying.forEach(({ date, item, touched }, index) => {
    if (!touched || isErrand(item)) return;
    const { start, place, cost } = item;
    // From when one is in for the night, nothing else is planned.
    // Nor while one is on the way to where the clocks are others.
    const end = isNight(item) || (item.arrival !== undefined && (item.arrival.date !== date || item.end <= start)) ? '23:59' : item.end;
    add({
      title: standInOf(index, item),
      date,
      start,
      end,
      ...(place === undefined ? {} : { place: { name: place.name, lat: place.lat, lon: place.lon } }),
      ...(cost === undefined ? {} : { cost }),
    });
  });
  // A day that is not touched is spent: what is best is looked for on the others.
  for (const date of new Set(staying.flatMap((one) => (one.touched ? [] : [one.date]))))
    fixed.push({ title: `⟦${date}⟧`, date, start: request.dayStart ?? '09:00', end: '20:00' });
  // What was asked to be fixed and is not in the plan any more is asked for again.
  const titles = new Set(staying.map(({ item }) => plain(item.title)));
  const dates = new Set(days.map(({ date }) => date));
  for (const wish of request.fixed ?? []) if (!titles.has(plain(wish.title)) && dates.has(wish.date)) add(wish);
  const notes = [request.notes ?? '', ...rest].filter((part) => part !== '').join('\n');
  return {
    ...request,
    destinations: destinations.map(({ name, nights }) => ({ name, nights })),
    dates: { start: days[0]?.date ?? '', end: days.at(-1)?.date ?? '' },
    fixed,
    ...(instructions.pace === undefined ? {} : { pace: instructions.pace }),
    ...(interests.length === 0 ? {} : { interests: [...new Set([...interests, ...request.interests])] }),
    ...(notes === '' ? {} : { notes: notes.slice(0, 4_000) }),
  };
}

/**
 * Operations that put the days made anew into the plan: what does not stay and is not wanted again goes, what comes back
 * keeps its id. `mark` gives a new item its id.
 */
export function operationsAgain(
  document: PlanDocument,
  staying: Staying,
  made: PlanDocument,
  touched: ReadonlySet<string>,
  mark: (item: Item) => Item,
): PlanOperation[] {
  const stays = new Set(staying.map(({ item }) => item.id));
  const removed: PlanOperation[] = [];
  const changed: PlanOperation[] = [];
  const added: PlanOperation[] = [];
  for (const { date, items } of document.days) {
    if (!touched.has(date)) continue;
    const here = items.filter(({ id }) => stays.has(id));
    const left = items.filter(({ id }) => !stays.has(id));
    const wanted = (made.days.find((day) => day.date === date)?.items ?? []).filter((item) => !isStandIn(item) && !doubles(item, here));
    for (const item of wanted) {
      const at = left.findIndex((other) => isDeepStrictEqual(coreOf(other), coreOf(item)));
      const again = at < 0 ? undefined : left.splice(at, 1)[0];
      if (again === undefined) added.push({ op: 'add', date, item: mark(item) });
      else if (again.start !== item.start || again.end !== item.end)
        changed.push({ op: 'retime', itemId: again.id, start: item.start, end: item.end });
    }
    removed.push(...left.map(({ id }): PlanOperation => ({ op: 'remove', itemId: id })));
  }
  return [...removed, ...changed, ...added];
}

const PACES = pace.options;

/** A calmer day or two leave the trip's pace as it was asked; all days, or a busier one, are another wish. */
export function paceOperations({ pace: wanted }: Instructions, { request }: PlanDocument, allDays: boolean): PlanOperation[] {
  const asked = paceOf(request);
  if (wanted === undefined || wanted === asked) return [];
  return allDays || PACES.indexOf(wanted) > PACES.indexOf(asked) ? [{ op: 'set-pace', pace: wanted }] : [];
}

/** Things that a day has once: its night, a journey, its tickets. Where one stays, the engine's own is not wanted. */
function doubles(item: Item, staying: readonly Item[]): boolean {
  if (isNight(item)) return staying.some(isNight);
  if (item.kind === 'free') return staying.some((other) => !isNight(other) && overlap(other, item));
  if (item.kind !== 'transfer') return false;
  return staying.some((other) => other.kind === 'transfer' && (other.title === item.title || overlap(other, item)));
}

function overlap(a: Item, b: Item): boolean {
  return minutesOf(a.start) < minutesOf(b.end) && minutesOf(b.start) < minutesOf(a.end);
}

/**
 * What the engine has to say of the days made anew, in the items' own names, and of nothing that was known before. That
 * nothing else finds room on days which were not to be touched is no news.
 */
export function noticesAgain(document: PlanDocument, staying: Staying, made: PlanDocument): Notice[] {
  const known = new Set(document.notices.map(({ message }) => message));
  const whole = staying.every(({ touched }) => touched);
  return made.notices
    .filter(({ code, message }) => whole || code !== 'not-everything-fits' || message.includes('⟦'))
    .map((notice) => ({
      ...notice,
      message: notice.message.replaceAll(STAND_IN, (_, index: string) => staying[Number(index)]?.item.title ?? 'something'),
    }))
    .filter(({ message }) => !known.has(message));
}

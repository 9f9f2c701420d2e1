import { minutesOf } from '@tripmaster/contracts';
import { fillGaps } from './fill.ts';
import { downToFive, upToFive } from '../travel/index.ts';
import { mapLink } from './links.ts';
import { areasFor, breakfastMinutes, LAST_BREAKFAST } from './meals.ts';
import { mealOf } from './nodes.ts';
import type { Base, Frame, Slot } from './slots.ts';
import type { Timed } from './timing.ts';
import type { MealKind, Trip, Wish } from '../trip.ts';
import { provenanceOf, type Area } from './types.ts';
import type { Ways } from './ways.ts';

/** Buying the day's tickets, in minutes. */
const TICKET_MINUTES = 5;
/** Less than this is no breakfast. */
const SHORT_BREAKFAST = 20;
const MEAL_TITLES: Record<MealKind, string> = { breakfast: 'Breakfast', lunch: 'Lunch', dinner: 'Dinner' };

/** How a day of a frame begins: breakfast and what is rented, if any, and from where and when the first way is set out on. */
export type Morning = { breakfast?: { area: Area; start: number; end: number }; rental?: Slot; from: Area; time: number };

/** Breakfast is had where one sleeps, or in the nearest area that serves it to everybody. */
export function morningOf(trip: Trip, base: Base, frame: Frame, ways: Ways, wishes: readonly Wish[]): Morning {
  const minutes = breakfastMinutes(frame, trip);
  const { stay } = base;
  const tickets = frame.leaves && frame.end - frame.start < 120 ? 0 : TICKET_MINUTES;
  if (minutes > 0 && !wishes.some((wish) => mealOf(wish) === 'breakfast')) {
    const areas = areasFor('breakfast', base.proposal.areas, trip);
    const area = areas.includes(stay)
      ? stay
      : areas.reduce((a, b) => (ways(stay.place, b.place).minutes < ways(stay.place, a.place).minutes ? b : a), areas[0] ?? stay);
    const way = ways(stay.place, area.place).minutes;
    for (const { start, end } of breakfastTimes(frame.start + way, minutes, tickets, way, trip)) {
      const busy = wishes.some((wish) => minutesOf(wish.start) < end + tickets + ways(area.place, wish.place ?? stay.place).minutes);
      if (!busy && end <= frame.end) return { breakfast: { area, start, end }, from: area, time: afterNap(end + tickets, trip) };
    }
  }
  return { from: stay, time: afterNap(frame.start + tickets, trip) };
}

/** When breakfast may be had: as the day starts, cut short by a nap that follows, or else when the nap is over. */
function breakfastTimes(start: number, minutes: number, tickets: number, way: number, { naps }: Trip): { start: number; end: number }[] {
  return [start, ...naps.map((nap) => upToFive(nap.end) + way)].flatMap((from) => {
    if (from < start || from > LAST_BREAKFAST + way || naps.some((nap) => nap.start <= from && from < nap.end)) return [];
    const until = Math.min(...naps.filter((nap) => nap.start > from).map((nap) => downToFive(nap.start) - tickets - 5));
    const end = Math.min(from + minutes, until);
    return end - from < SHORT_BREAKFAST ? [] : [{ start: from, end }];
  });
}

/** Whoever would set out just before a nap, or in it, does so when it is over. */
function afterNap(time: number, { naps }: Trip): number {
  return naps
    .toSorted((a, b) => a.start - b.start)
    .reduce((at, nap) => (upToFive(nap.start) < at + 5 && nap.end > at ? upToFive(nap.end) : at), time);
}

function mealSlot(kind: MealKind, area: Area['place'], start: number, end: number): Slot {
  return {
    kind: 'meal',
    title: `${MEAL_TITLES[kind]} in ${area.name}`,
    start,
    end,
    place: area,
    meal: kind,
    priced: kind,
    links: mapLink(area),
    provenance: provenanceOf(area),
    locked: false,
  };
}

/** The traveller's own item, word for word. */
export function wishSlot(wish: Wish): Slot {
  const meal = mealOf(wish);
  return {
    kind: meal ? 'meal' : 'activity',
    title: wish.title,
    start: minutesOf(wish.start),
    end: minutesOf(wish.end),
    ...(wish.place ? { place: { ...wish.place, source: 'user' as const } } : {}),
    ...(meal ? { meal } : {}),
    wish,
    links: wish.place ? mapLink(wish.place) : [],
    ...(wish.notes === undefined ? {} : { notes: wish.notes }),
    provenance: 'user',
    locked: true,
  };
}

function slotOf({ node, point, start, end }: Timed, frame: number, base: Base): Slot {
  const { candidate, table, wish } = node;
  if (wish) return wishSlot(wish);
  const area = node.areas?.find(({ place }) => place === point) ?? base.stay;
  if (table && table.kind !== 'break') return mealSlot(table.kind, area.place, start, end);
  const common = { start, end, provenance: provenanceOf(area.place), locked: false };
  if (table)
    return {
      ...common,
      kind: 'free',
      title: `Break in ${area.place.name}`,
      place: area.place,
      links: mapLink(area.place),
      notes: 'A rest for the children: something to drink, room to run.',
    };
  if (!candidate) return { ...common, kind: 'free', title: 'Rest at the stay', place: base.stay.place, links: mapLink(base.stay.place) };
  const hours = node.openings?.find((span) => span.frame === frame && span.start.open <= start && start <= span.start.close)?.hours;
  return {
    ...common,
    kind: candidate.kind,
    title: candidate.title,
    place: candidate.place,
    candidate,
    ...(hours ? { hours } : {}),
    ...(candidate.cost ? { cost: { amount: candidate.cost.amount, category: 'activities', basis: candidate.costBasis ?? 'usual' } } : {}),
    links: candidate.links,
    ...(candidate.note === undefined ? {} : { notes: candidate.note }),
    provenance: candidate.provenance,
  };
}

export type DayTask = {
  frame: Frame;
  index: number;
  base: Base;
  ways: Ways;
  morning: Morning;
  timed: readonly Timed[];
  nextTheme: () => { theme: string; query: string };
};

/** All lines of one frame but the night, in order. */
export function daySlots({ frame, index, base, ways, morning, timed, nextTheme }: DayTask): Slot[] {
  const { breakfast, rental } = morning;
  const core = [
    ...(breakfast ? [mealSlot('breakfast', breakfast.area.place, breakfast.start, breakfast.end)] : []),
    ...(rental ? [rental] : []),
    ...timed.map((one) => slotOf(one, index, base)),
    ...frame.after,
  ];
  const fill = (slots: readonly Slot[]): Slot[] => fillGaps(slots, frame, base, ways, nextTheme);
  const filled = fill(core);
  const tickets = needsTickets(filled, frame, base, ways) ? ticketSlot(core, breakfast?.end ?? frame.start, base, morning) : undefined;
  const whole = tickets ? fill([...core, tickets].toSorted((a, b) => a.start - b.start)) : filled;
  return [...frame.before, ...whole].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether any way of the day, the one back to the stay included, is not on foot. */
function needsTickets(slots: readonly Slot[], frame: Frame, base: Base, ways: Ways): boolean {
  let here = base.stay.place;
  for (const { place } of slots) {
    if (!place) continue;
    if (ways(here, place).mode !== 'walk') return true;
    here = place;
  }
  return frame.sleeps && ways(here, base.stay.place).mode !== 'walk';
}

/** The day's tickets, at its start; where something fixed is in the way, in the first gap there is. */
function ticketSlot(core: readonly Slot[], start: number, base: Base, morning: Morning): Slot | undefined {
  const { prices } = base.proposal;
  if (!prices) return undefined;
  const isFree = (from: number): boolean => core.every((slot) => slot.end <= from || slot.start >= from + TICKET_MINUTES);
  const at = [start, ...core.map(({ end }) => upToFive(end))].find(isFree);
  if (at === undefined) return undefined;
  const place = at === start ? { place: morning.from.place } : {};
  return {
    kind: 'transfer',
    title: prices.transitTitle,
    start: at,
    end: at + TICKET_MINUTES,
    ...place,
    priced: 'transitDay',
    links: [],
    notes: 'For the day’s rides; look up the line when you set out.',
    provenance: 'catalogue',
    locked: false,
  };
}

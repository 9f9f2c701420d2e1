import { addDays, timeOf, type Day, type Item, type Leg, type Place, type PlanDocument, type Style } from '@tripmaster/contracts';
import { categoryOf, sumBudget } from '../budget/index.ts';
import { outlook } from '../climate/outlook.ts';
import { upToFive, downToFive } from '../travel/index.ts';
import { CHECK_IN, CHECK_OUT } from '../verify/limits.ts';
import { mapLink } from './links.ts';
import type { Base, DayPlan, Slot } from './slots.ts';
import type { Trip } from '../trip.ts';
import { provenanceOf } from './types.ts';
import type { Ways } from './ways.ts';

/** At which of the catalogue's three prices one sleeps and eats. */
export type Comfort = { stay: Style; meals: Style };

export type AssembleTask = {
  trip: Trip;
  bases: readonly Base[];
  /** One function a stage. */
  ways: readonly Ways[];
  /** All frames in order of time. */
  days: readonly DayPlan[];
  comfort: Comfort;
  rates: NonNullable<PlanDocument['budget']['rates']>;
};

/** The plan's days and sums, and which slot each item was made from. */
export type Assembled = Pick<PlanDocument, 'days' | 'budget' | 'destinations'> & { slots: ReadonlyMap<string, Slot> };

const LATEST = 23 * 60 + 55;
const LAST_MINUTE = 1439;

/** `HH:mm`; the end of the day is 24:00 for opening hours. */
const clock = (minutes: number): string => (minutes === 1440 ? '24:00' : timeOf(minutes));

/** Lays the slots out as a document: legs, ids, nights and prices. Every cost of the plan is some item's. */
export function assemble(task: AssembleTask): Assembled {
  const { trip, bases, days: plans } = task;
  const slots = new Map<string, Slot>();
  const dates = [...new Set(plans.map(({ frame }) => frame.date))];
  let here: { place: Place; time: number } | undefined;
  const days = dates.map((date, number): Day => {
    const own = plans.filter(({ frame }) => frame.date === date);
    const last = own.at(-1);
    const stageOf = (plan: DayPlan | undefined): number => plan?.frame.stage ?? 0;
    const base = bases[stageOf(last)];
    const items: Item[] = [];
    let busy = 0;
    let over = 0;
    // Times are minutes of the date: what the day before left behind is a day older.
    if (here && number > 0) here = { ...here, time: here.time - 1440 };
    const put = (slot: Slot, stage: number): void => {
      const id = `d${number + 1}-${items.length + 1}`;
      slots.set(id, slot);
      const leg =
        slot.place && here && !slot.journey && slot.priced !== 'transitDay'
          ? legTo(task.ways[stage], here, slot.place, slot.start - busy)
          : undefined;
      items.push(itemOf(task, slot, { id, date, stage, leg }));
      over = Math.max(over, slot.end);
      if (slot.place) {
        here = { place: slot.place, time: slot.end };
        busy = 0;
      } else busy += slot.end - slot.start;
    };
    for (const plan of own) for (const slot of plan.slots) put(slot, stageOf(plan));
    if (last?.frame.sleeps && base) {
      const after = plans.slice(plans.indexOf(last) + 1);
      const following = after.filter(({ frame }) => frame.date === after[0]?.frame.date);
      const night = nightSlot(base, task.ways[last.frame.stage], here, busy, following, items.length === 0 ? last.frame.start : over);
      put(night, last.frame.stage);
      here = { place: base.stay.place, time: night.end };
    }
    // A day on which one flies to another zone begins where one wakes up; the flight says whose time the rest of it is in.
    const stage =
      own.flatMap(({ slots: all }) => all.flatMap(({ journey }) => journey?.from?.stage ?? []))[0] ?? base?.stage ?? trip.stages[0];
    return {
      date,
      city: stage?.name ?? '',
      country: stage?.country ?? '',
      timeZone: stage?.timeZone ?? 'UTC',
      ...(stage ? outlook(stage, date) : {}),
      items,
    };
  });
  const limit = trip.limit === undefined ? {} : { limit: { amount: trip.limit, currency: trip.currency } };
  const rates = task.rates.length === 0 ? {} : { rates: task.rates };
  return {
    days,
    destinations: trip.stages,
    budget: sumBudget(days, { currency: trip.currency, party: trip.party.size, ...limit, ...rates }),
    slots,
  };
}

/** `ready` less the time of items with no place, which nobody can travel in. */
function legTo(ways: Ways | undefined, here: { place: Place; time: number }, place: Place, ready: number): Leg | undefined {
  const way = ways?.(here.place, place);
  return (
    way && { mode: way.mode, minutes: way.minutes, metres: way.metres, spareMinutes: ready - here.time - way.minutes, estimated: true }
  );
}

/** From the return in the evening to the first thing of the next morning. */
function nightSlot(
  base: Base,
  ways: Ways | undefined,
  here: { place: Place; time: number } | undefined,
  busy: number,
  following: readonly DayPlan[],
  earliest: number,
): Slot {
  const { place } = base.stay;
  const way = here && ways ? ways(here.place, place).minutes : 0;
  const ready = Math.max(earliest, CHECK_IN, (here?.time ?? earliest) + busy + way);
  // Whoever arrives minutes before midnight sleeps from then on.
  const start = Math.max(Math.min(LATEST, upToFive(ready)), Math.min(earliest, LAST_MINUTE));
  const [next] = following;
  const slots = following.flatMap((plan) => plan.slots);
  const first = slots.find((slot) => slot.place !== undefined);
  const toFirst = first?.journey || !first?.place || !ways ? 0 : ways(place, first.place).minutes;
  const morning = Math.min(next?.frame.start ?? 540, next?.frame.end ?? 540, leaving(slots[0]) - (slots[0]?.place ? toFirst : 0));
  const leaves = next === undefined || !next.frame.sleeps;
  const end = Math.max(0, downToFive(leaves ? Math.min(morning, CHECK_OUT) : morning));
  return {
    kind: 'stay',
    title: `Night in ${place.name}`,
    start,
    end: 1440 + Math.min(end, start),
    place,
    priced: 'stay',
    links: mapLink(place),
    provenance: provenanceOf(place),
    locked: false,
  };
}

/** When the first thing of a morning begins by the clocks where one wakes up. */
function leaving(slot: Slot | undefined): number {
  return slot === undefined ? 1440 : slot.start - (slot.journey?.from?.behind ?? 0);
}

function costOf({ trip, bases, comfort }: AssembleTask, slot: Slot, stage: number): Pick<Item, 'cost' | 'category' | 'costBasis'> {
  const { currency } = trip;
  // Free time is no kind of spending.
  const category = slot.kind === 'free' ? undefined : categoryOf(slot);
  if (slot.wish) {
    const { cost } = slot.wish;
    // A price in another money is kept as it was given where no rate is known.
    return {
      ...(cost ? { cost: trip.rates.convert(cost, currency)?.money ?? cost, costBasis: 'given' as const } : {}),
      ...(category ? { category } : {}),
    };
  }
  if (slot.cost) return { cost: { amount: slot.cost.amount, currency }, category: slot.cost.category, costBasis: slot.cost.basis };
  const prices = bases[stage]?.proposal.prices;
  const amount =
    !prices || !slot.priced
      ? undefined
      : slot.priced === 'transitDay'
        ? prices.transitDay
        : prices[slot.priced][slot.priced === 'stay' ? comfort.stay : comfort.meals];
  return {
    ...(amount === undefined ? {} : { cost: { amount, currency }, costBasis: prices?.basis ?? ('usual' as const) }),
    ...(category ? { category } : {}),
  };
}

type Placing = { id: string; date: string; stage: number; leg: Leg | undefined };

function itemOf(task: AssembleTask, slot: Slot, { id, date, stage, leg }: Placing): Item {
  const source = slot.candidate?.hoursSource;
  const there = task.bases[stage]?.stage.timeZone;
  return {
    id,
    kind: slot.kind,
    title: slot.title,
    ...(slot.place ? { place: slot.place } : {}),
    start: timeOf(leaving(slot)),
    end: timeOf(slot.end),
    ...(slot.journey?.from && there ? { arrival: { date: addDays(date, Math.floor(slot.end / 1440)), timeZone: there } } : {}),
    ...(leg ? { travelFromPrevious: leg } : {}),
    ...(slot.hours && source ? { hours: { open: clock(slot.hours.open), close: clock(slot.hours.close), ...source } } : {}),
    ...costOf(task, slot, stage),
    ...(slot.meal ? { meal: slot.meal } : {}),
    links: slot.links,
    ...(slot.notes === undefined ? {} : { notes: slot.notes }),
    provenance: slot.provenance,
    locked: slot.locked,
  };
}

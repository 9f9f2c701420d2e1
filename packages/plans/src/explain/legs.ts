import { endsLater, makeZones, spanOf, zoned, type Day, type Item, type Leg, type TravelMode } from '@tripmaster/contracts';
import { isNight, minimumMinutes } from '../verify/index.ts';
import { metresBetween } from '../travel/distance.ts';

/** Up to here one walks. */
const WALK_METRES = 1_500;
/** Streets are this much longer than the crow's way (Ballou et al. 2002). */
const DETOUR = 1.3;

/** Where the item was, and what came before it, when its leg was laid. */
type Before = { leg: Leg | undefined; from: string; to: string };

/**
 * Lays the ways between items that have other neighbours than in `old`, and counts everybody's spare minutes again.
 * A leg whose two ends stayed keeps its mode and minutes: it may come from a timetable.
 */
export function relayLegs(old: readonly Day[], days: readonly Day[]): Day[] {
  const before = new Map<string, Before>();
  walk(old, (item, previous) => void before.set(item.id, { leg: item.travelFromPrevious, from: endOf(previous?.item), to: endOf(item) }));
  const ride = usualRide(old);
  const laid = new Map<Item, Item>();
  walk(days, (item, previous, minutesBetween) => laid.set(item, withLeg(item, previous, minutesBetween)));
  return days.map((day) => ({ ...day, items: day.items.map((item) => laid.get(item) ?? item) }));

  function withLeg(item: Item, previous: Located | undefined, minutesBetween: number): Item {
    const { travelFromPrevious: stated, ...bare } = item;
    const was = before.get(item.id);
    // A leg that an operation brought along is its own; one that stayed behind holds while both its ends do.
    const brought = stated !== undefined && was?.leg !== stated;
    const same = stated !== undefined && was?.leg === stated && was.from === endOf(previous?.item) && was.to === endOf(item);
    const leg = brought || same ? stated : newLeg(previous?.item, item);
    return leg === undefined ? bare : { ...bare, travelFromPrevious: { ...leg, spareMinutes: minutesBetween - leg.minutes } };
  }

  function newLeg(from: Item | undefined, to: Item): Omit<Leg, 'spareMinutes'> | undefined {
    if (from?.place === undefined || to.place === undefined || to.kind === 'transfer') return undefined;
    const metres = metresBetween(from.place, to.place);
    const mode = metres <= WALK_METRES || minimumMinutes('walk', metres) <= minimumMinutes(ride, metres) ? 'walk' : ride;
    return { mode, minutes: minimumMinutes(mode, metres), metres: Math.round(metres * DETOUR), estimated: true };
  }
}

/** `ends`: epoch minutes. */
type Located = { item: Item; ends: number };

/**
 * Calls `visit` for each item with the one before it, the night's stay for a morning, and the minutes between the two:
 * elapsed ones, also on the night the clocks change.
 */
function walk(days: readonly Day[], visit: (item: Item, previous: Located | undefined, minutesBetween: number) => void): void {
  const zones = makeZones();
  let night: Located | undefined;
  days.forEach((day, index) => {
    let previous: Located | undefined = night;
    night = undefined;
    for (const { item, timeZone } of zoned(day)) {
      const span = spanOf(item, { date: day.date, timeZone }, { zones, tomorrow: days[index + 1]?.timeZone });
      const { from: begins } = span;
      const between = previous === undefined ? 0 : begins - previous.ends;
      // At the calendar's end there is no next morning to count from.
      visit(item, previous, Number.isFinite(between) ? between : 0);
      const ends = Math.max(span.to, begins);
      if (endsLater(item, day.date)) night = { item, ends };
      // One may leave the room again in the evening, from the minute it is taken.
      previous = { item, ends: isNight(item) ? begins : ends };
    }
  });
}

function endOf(item: Item | undefined): string {
  return item === undefined ? '' : `${item.id} ${item.place?.lat ?? ''} ${item.place?.lon ?? ''}`;
}

/** What the plan mostly rides; a taxi where it only walks. */
function usualRide(days: readonly Day[]): TravelMode {
  const counts = new Map<TravelMode, number>();
  for (const { items } of days) {
    for (const { travelFromPrevious: leg } of items) {
      if (leg !== undefined && leg.mode !== 'walk' && leg.mode !== 'flight') counts.set(leg.mode, (counts.get(leg.mode) ?? 0) + 1);
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'taxi';
}

import type { Style } from '@tripmaster/contracts';
import type { CityGuide, CityPlace } from '../catalogue/index.ts';
import type { MealKind, Party } from '../trip.ts';
import type { Prices } from './types.ts';

const STYLES = ['budget', 'mid', 'luxury'] as const;
const MEALS = ['breakfast', 'lunch', 'dinner'] as const;

/** From this age a child has a bed of its own among the grown-ups of a room. */
const GROWN_AGE = 13;
/** Below this age one eats from the others' plates. */
const SMALL_AGE = 3;
/** Below this age one orders a child's plate; it is taken as 60 % of a grown-up's meal (this planner's assumption). */
const PLATE_AGE = 12;
const PLATE_SHARE = 0.6;
/** Below this age public transport costs nothing: the lowest limit that is usual in the catalogue's cities. */
const FREE_RIDE_AGE = 4;
/** Where no day ticket is sold, a day of sights takes about four rides. */
const RIDES_A_DAY = 4;

/** What a place's entry costs the party, in minor units of the guide's currency. */
export function entryPrice(price: CityPlace['price'], party: Party): number {
  const children = party.childrenAges.filter((age) => age >= price.freeUnder).length;
  return price.adult * party.adults + price.child * children;
}

/**
 * Rooms for a night. A room sleeps two from 13 years on; younger children sleep in the room of the others, at most four
 * people in one. The catalogue's price is that of a double room.
 */
function roomsFor(party: Party): number {
  const grown = party.adults + party.childrenAges.filter((age) => age >= GROWN_AGE).length;
  return Math.max(Math.ceil(grown / 2), Math.ceil(party.size / 4));
}

/** One meal for the party at the price of a grown-up's. */
function mealPrice(each: number, party: Party): number {
  const plates = party.childrenAges.filter((age) => age >= SMALL_AGE && age < PLATE_AGE).length;
  const whole = party.adults + party.childrenAges.filter((age) => age >= PLATE_AGE).length;
  return each * whole + Math.round(each * PLATE_SHARE) * plates;
}

/** Who pays on public transport. */
function riders(party: Party): number {
  return party.adults + party.childrenAges.filter((age) => age >= FREE_RIDE_AGE).length;
}

/**
 * A guide's usual prices for the party; `convert` takes minor units of the guide's currency to those of the trip.
 * `undefined` when there is no rate between the two.
 */
export function partyPrices(
  guide: Pick<CityGuide, 'costs' | 'transit' | 'asOf'>,
  party: Party,
  convert: (amount: number) => number | undefined,
): Prices | undefined {
  const rooms = roomsFor(party);
  const levels = (of: (style: Style) => number): Record<Style, number> | undefined => {
    const [budget, mid, luxury] = STYLES.map((style) => convert(of(style)));
    return budget === undefined || mid === undefined || luxury === undefined ? undefined : { budget, mid, luxury };
  };
  const meal = (kind: MealKind) => levels((style) => mealPrice(guide.costs[kind][style], party));
  const stay = levels((style) => guide.costs.stay[style] * rooms);
  const [breakfast, lunch, dinner] = MEALS.map(meal);
  const { day, single } = guide.transit;
  const transitDay = convert((day ?? single * RIDES_A_DAY) * riders(party));
  if (!stay || !breakfast || !lunch || !dinner || transitDay === undefined) return undefined;
  const lines = guide.transit.modes.some((mode) => mode !== 'walk' && mode !== 'taxi');
  const transitTitle = !lines
    ? 'Taxis of the day'
    : day === undefined
      ? 'Single tickets for public transport'
      : 'Day tickets for public transport';
  return { stay, breakfast, lunch, dinner, transitDay, transitTitle, rooms, asOf: guide.asOf };
}

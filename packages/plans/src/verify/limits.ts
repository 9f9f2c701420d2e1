import { minutesOf, type Diet, type Pace, type TravelMode, type TripRequest } from '@tripmaster/contracts';

/**
 * The numbers the verifier holds a plan to. The planner reads the same ones, so that what it makes passes.
 * Times are local minutes after midnight, spans are minutes, lengths are metres.
 */

/** Most visits (sights and activities; meals, transfers and rests do not count) in one day. */
export const STOPS_PER_DAY = { relaxed: 4, balanced: 6, packed: 9 } as const;

/** Minutes of a whole day (`WAKING_MINUTES` long) that nothing may fill; a shorter day owes its share. */
export const FREE_MINUTES = { relaxed: 120, balanced: 60, packed: 0 } as const;

/** What is taken for the day where the traveller named no hours: 09:00 to 22:00. */
export const USUAL_DAY = { start: 9 * 60, end: 22 * 60 } as const;
export const WAKING_MINUTES = USUAL_DAY.end - USUAL_DAY.start;

/** Below this age a child sets the pace. */
export const SMALL_CHILD = 7;

/** The pace a trip is planned and checked at: as asked, else balanced, and relaxed with a child under seven. */
export function paceOf({ pace, travellers }: Pick<TripRequest, 'pace' | 'travellers'>): Pace {
  return pace ?? (travellers.childrenAges.some((age) => age < SMALL_CHILD) ? 'relaxed' : 'balanced');
}

/** Check-in is usually possible from 15:00, check-out usually due by 11:00 (the common hotel rule, "usual, verify"). */
export const CHECK_IN = 15 * 60;
export const CHECK_OUT = 11 * 60;

/** From the stated arrival until the first visit can start: off the vehicle and out of the station. */
export const ARRIVAL_BUFFER = 30;
/** From the end of the last visit until the stated departure: to the platform or the gate. */
export const DEPARTURE_BUFFER = 60;

/** A place further than this from the centre, as the crow flies, is no part of the city. */
export const REACH_METRES = 30_000;
/** A plan's coordinates may stray this far from the catalogue's before they count as another place. */
export const SAME_PLACE_METRES = 500;

/** The least length of a rest: a meal, free time, time at the stay, or a gap beyond the way itself. */
export const REST_MINUTES = 30;

/**
 * By the age of the youngest child (years, upper bound included): when visits and meals must have ended, and how
 * long a stretch of visits may last without a rest. One single visit may last twice as long, because a rest can be
 * had inside it, and any length at a place made for children (`childFriendly` 3). From 13 years on nothing is asked. Our own rule: bedtimes that leave school children the 9 to 12
 * and toddlers the 11 to 14 hours of sleep of the American Academy of Sleep Medicine (Paruthi et al. 2016).
 */
const CHILD_LIMITS = [
  { upToAge: 2, dayEnd: 20 * 60, stretchMinutes: 150 },
  { upToAge: 5, dayEnd: 20 * 60 + 30, stretchMinutes: 180 },
  { upToAge: 9, dayEnd: 21 * 60, stretchMinutes: 210 },
  { upToAge: 12, dayEnd: 22 * 60, stretchMinutes: 240 },
] as const;
export type ChildLimit = (typeof CHILD_LIMITS)[number];

/** The limits that the youngest of `ages` sets; none without a child of up to 12 years. */
export function childLimit(ages: readonly number[]): ChildLimit | undefined {
  const youngest = Math.min(...ages);
  return CHILD_LIMITS.find(({ upToAge }) => youngest <= upToAge);
}

/** The hours visits and meals must keep to: those asked for, narrowed for children; a day end before its start is midnight. */
export function dayHours(request: TripRequest): { start: number; end: number } {
  const start = request.dayStart === undefined ? 0 : minutesOf(request.dayStart);
  const asked = request.dayEnd === undefined ? 1440 : minutesOf(request.dayEnd);
  const end = asked > start ? asked : 1440;
  return { start, end: Math.min(end, childLimit(request.travellers.childrenAges)?.dayEnd ?? 1440) };
}

/** The first minute of the first day, and the last of the last, that a visit or meal may use. */
export function tripEdges(request: TripRequest): { first: number; last: number } {
  return {
    first: request.arrivalTime === undefined ? 0 : Math.min(minutesOf(request.arrivalTime) + ARRIVAL_BUFFER, 1439),
    last: request.departureTime === undefined ? 1440 : Math.max(minutesOf(request.departureTime) - DEPARTURE_BUFFER, 0),
  };
}

/**
 * The least time a way can take: `overhead` minutes of access, waiting and parking, the first `near` metres at
 * `kmh`, the rest at `farKmh`, all over `detour` times the straight line. Walking: 5 km/h (1.39 m/s, within the
 * 1.27–1.44 m/s of Bohannon & Andrews 2011) over 1.3 times the straight line (road circuity of 1.2 to 1.4, Ballou
 * et al. 2002). The others are round figures on the fast side of timetables, so that a leg which is called
 * impossible is impossible; they are no promise that a leg which passes is comfortable.
 */
const WAYS: Record<TravelMode, { overhead: number; detour: number; kmh: number; near: number; farKmh: number }> = {
  walk: { overhead: 0, detour: 1.3, kmh: 5, near: Infinity, farKmh: 5 },
  metro: { overhead: 5, detour: 1.2, kmh: 35, near: 15_000, farKmh: 60 },
  tram: { overhead: 4, detour: 1.3, kmh: 20, near: Infinity, farKmh: 20 },
  bus: { overhead: 4, detour: 1.3, kmh: 20, near: 10_000, farKmh: 80 },
  train: { overhead: 5, detour: 1.1, kmh: 60, near: 20_000, farKmh: 250 },
  ferry: { overhead: 5, detour: 1.1, kmh: 35, near: 20_000, farKmh: 60 },
  taxi: { overhead: 3, detour: 1.3, kmh: 30, near: 8_000, farKmh: 100 },
  drive: { overhead: 3, detour: 1.3, kmh: 30, near: 8_000, farKmh: 110 },
  flight: { overhead: 60, detour: 1, kmh: 850, near: Infinity, farKmh: 850 },
};

/** Says where the times come from, for evidence. */
export const TRAVEL_SOURCE = 'least times by mode: walking 5 km/h over 1.3 × the straight line';

/** Least whole minutes for `metres` as the crow flies; 0 for no distance at all. */
export function minimumMinutes(mode: TravelMode, metres: number): number {
  if (metres <= 0) return 0;
  const { overhead, detour, kmh, near, farKmh } = WAYS[mode];
  const close = Math.min(metres, near);
  return Math.ceil(overhead + detour * 0.06 * (close / kmh + (metres - close) / farKmh));
}

/** The quickest that anybody could cover `metres`, whatever the mode. */
export function quickestMinutes(metres: number, travel = minimumMinutes): number {
  return Math.min(...(['walk', 'taxi', 'drive', 'train', 'flight'] as const).map((mode) => travel(mode, metres)));
}

/** Who else is fed where a diet is served: a vegan kitchen feeds vegetarians, and so on. */
const FED_BY: Partial<Record<Diet, readonly Diet[]>> = {
  vegetarian: ['vegan'],
  pescatarian: ['vegetarian', 'vegan'],
  'lactose-free': ['vegan'],
};

/** Diets no neighbourhood can vouch for, since they are settled dish by dish: unlisted means unknown, not refused. */
export const ASKED_AT_THE_TABLE: readonly Diet[] = ['nut-free', 'lactose-free'];

/** True when a place that reliably serves `served` feeds somebody on `diet`. */
export function feeds(served: readonly string[], diet: Diet): boolean {
  return served.includes(diet) || (FED_BY[diet]?.some((other) => served.includes(other)) ?? false);
}

import { MAX_DAYS, addDays, daysBetween, formatMoney, minutesOf, timeOf, type Money, type TripRequest } from '@tripmaster/contracts';
import { count, dateWords, list } from '../words.ts';

export type WishGroup =
  | 'budget'
  | 'style'
  | 'dates'
  | 'pace'
  | 'hours'
  | 'arrival'
  | 'departure'
  | 'naps'
  | 'drive'
  | 'diets'
  | 'access'
  | 'nights'
  | 'destinations'
  | 'fixed';

/** One thing asked for that may stand in the way of the others. */
export type Wish = {
  /** `budget`, or `fixed:2` for the third fixed item. */
  readonly id: string;
  readonly group: WishGroup;
  /** What it asks, in words. */
  readonly label: string;
  /** What it means to give it up as far as it can be. */
  readonly givenUp: string;
  /** The request with this wish given up as far as it can be. */
  readonly without: (request: TripRequest) => TripRequest;
  /** Smaller concessions first; the last one is often the wish given up. `cheaper`: it is money that is short, not time. */
  readonly softer: (request: TripRequest, cheaper: boolean) => Concession[];
};

export type Concession = { readonly label: string; readonly request: TripRequest };

/** Wide enough for any plan that is one. */
const WIDEST_DAY = { dayStart: '07:00', dayEnd: '23:00' } as const;

/** The wishes of a request, the ones travellers give up most easily first: a clash is told with as many firm ones as possible. */
export function wishesOf(request: TripRequest): Wish[] {
  const wishes: Wish[] = [];
  const add = (
    group: WishGroup,
    label: string,
    without: Wish['without'],
    softer: Wish['softer'] = (now) => [{ label: `Give up ${label}`, request: without(now) }],
    id: string = group,
  ): void => void wishes.push({ id, group, label, givenUp: givenUp[group] ?? `give up ${label}`, without, softer });

  const {
    budget,
    style,
    pace,
    dayStart,
    dayEnd,
    arrivalTime,
    departureTime,
    naps = [],
    maxDriveMinutes,
    dietary,
    accessibility,
    destinations,
    fixed = [],
  } = request;
  const givenUp: Partial<Record<WishGroup, string>> = {
    style: 'travel in budget style',
    pace: 'a packed pace',
    hours: `days from ${WIDEST_DAY.dayStart} to ${WIDEST_DAY.dayEnd}`,
    destinations: `go to ${destinations[0]?.name ?? 'one place'} alone`,
    arrival: `arrive at another time than ${arrivalTime ?? ''}`,
    departure: `leave at another time than ${departureTime ?? ''}`,
    dates: `${count(Math.min(3, MAX_DAYS - daysOf(request)), 'day')} more`,
  };
  if (style !== undefined && style !== 'budget') {
    add(
      'style',
      `${style} style`,
      (now) => ({ ...now, style: 'budget' }),
      (now) =>
        (style === 'luxury' ? (['mid', 'budget'] as const) : (['budget'] as const)).map((other) => ({
          label: `Travel in ${other} style`,
          request: { ...now, style: other },
        })),
    );
  }
  if (pace !== undefined && pace !== 'packed') {
    add(
      'pace',
      `a ${pace} pace`,
      (now) => ({ ...now, pace: 'packed' }),
      (now) =>
        (pace === 'relaxed' ? (['balanced', 'packed'] as const) : (['packed'] as const)).map((other) => ({
          label: `A ${other} pace`,
          request: { ...now, pace: other },
        })),
    );
  }
  if (dayStart !== undefined || dayEnd !== undefined) {
    add(
      'hours',
      `days from ${dayStart ?? 'early'} to ${dayEnd ?? 'late'}`,
      (now) => ({ ...now, ...WIDEST_DAY }),
      (now) =>
        [60, 120]
          .flatMap((by) => longerDay(now, by))
          .concat({ label: `Days from ${WIDEST_DAY.dayStart} to ${WIDEST_DAY.dayEnd}`, request: { ...now, ...WIDEST_DAY } }),
    );
  }
  if (maxDriveMinutes !== undefined) add('drive', `at most ${maxDriveMinutes} min at the wheel`, withoutDriveLimit);
  if (destinations.some(({ nights }) => nights !== undefined)) {
    add('nights', 'the nights in each place', (now) => ({ ...now, destinations: now.destinations.map(({ name }) => ({ name })) }));
  }
  if (destinations.length > 1) {
    add(
      'destinations',
      list(destinations.map(({ name }) => name)),
      (now) => ({ ...now, destinations: now.destinations.slice(0, 1) }),
      (now) =>
        now.destinations
          .map((place) => ({
            label: `Drop ${place.name}`,
            request: { ...now, destinations: now.destinations.filter((other) => other !== place) },
          }))
          .toReversed(),
    );
  }
  if (arrivalTime !== undefined) {
    add('arrival', `arriving at ${arrivalTime}`, withoutArrival, (now) =>
      [120, 240].flatMap((by) =>
        minutesOf(arrivalTime) - by < 0
          ? []
          : [
              {
                label: `Arrive at ${timeOf(minutesOf(arrivalTime) - by)}`,
                request: { ...now, arrivalTime: timeOf(minutesOf(arrivalTime) - by) },
              },
            ],
      ),
    );
  }
  if (departureTime !== undefined) {
    add('departure', `leaving at ${departureTime}`, withoutDeparture, (now) =>
      [120, 240].flatMap((by) =>
        minutesOf(departureTime) + by > 1439
          ? []
          : [
              {
                label: `Leave at ${timeOf(minutesOf(departureTime) + by)}`,
                request: { ...now, departureTime: timeOf(minutesOf(departureTime) + by) },
              },
            ],
      ),
    );
  }
  add(
    'dates',
    datesWords(request),
    (now) => withDays(now, Math.min(daysOf(now) + 3, MAX_DAYS)),
    (now, cheaper) => (cheaper ? [-1, -2, 1] : [1, 2, -1]).flatMap((by) => otherLength(now, by)),
  );
  if (budget !== undefined) add('budget', `at most ${formatMoney(budget)}`, withoutBudget, () => []);
  if (naps.length > 0) add('naps', count(naps.length, 'nap'), withoutNaps);
  if (dietary.length > 0) {
    add(
      'diets',
      `${list(dietary)} food`,
      (now) => ({ ...now, dietary: [] }),
      (now) => [
        ...(dietary.length > 1
          ? dietary.map((diet) => ({
              label: `Give up ${diet} food`,
              request: { ...now, dietary: dietary.filter((other) => other !== diet) },
            }))
          : []),
        { label: `Give up ${list(dietary)} food`, request: { ...now, dietary: [] } },
      ],
    );
  }
  if (accessibility.length > 0) add('access', list(accessibility), (now) => ({ ...now, accessibility: [] }));
  fixed.forEach((item, index) =>
    add(
      'fixed',
      `“${item.title}” on ${dateWords(item.date)} at ${item.start}`,
      (now) => ({ ...now, fixed: now.fixed?.filter((other) => other !== item) ?? [] }),
      (now) => [
        ...otherDay(now, item, 1),
        ...otherDay(now, item, -1),
        { label: `Give up “${item.title}”`, request: { ...now, fixed: now.fixed?.filter((other) => other !== item) ?? [] } },
      ],
      `fixed:${index}`,
    ),
  );
  return wishes;
}

export function withoutBudget(request: TripRequest): TripRequest {
  const { budget: _, ...rest } = request;
  return rest;
}

function withoutDriveLimit(request: TripRequest): TripRequest {
  const { maxDriveMinutes: _, ...rest } = request;
  return rest;
}

function withoutArrival(request: TripRequest): TripRequest {
  const { arrivalTime: _, ...rest } = request;
  return rest;
}

function withoutDeparture(request: TripRequest): TripRequest {
  const { departureTime: _, ...rest } = request;
  return rest;
}

function withoutNaps(request: TripRequest): TripRequest {
  const { naps: _, ...rest } = request;
  return rest;
}

export function withLimit(request: TripRequest, limit: Money): TripRequest {
  return { ...request, budget: { ...request.budget, ...limit } };
}

function daysOf({ dates }: TripRequest): number {
  return 'start' in dates ? daysBetween(dates.start, dates.end) + 1 : dates.days;
}

function datesWords({ dates }: TripRequest): string {
  return 'start' in dates ? `${dateWords(dates.start)} to ${dateWords(dates.end)}` : `${dates.days} days in ${dates.month}`;
}

function withDays(request: TripRequest, days: number): TripRequest {
  const { dates } = request;
  return {
    ...request,
    dates: 'start' in dates ? { start: dates.start, end: addDays(dates.start, days - 1) } : { month: dates.month, days },
  };
}

function otherLength(request: TripRequest, by: number): Concession[] {
  const days = daysOf(request) + by;
  if (days < 1 || days > MAX_DAYS) return [];
  const label = `${count(Math.abs(by), 'day')} ${by > 0 ? 'more' : 'less'}`;
  const changed = withDays(request, days);
  // Nights that were counted out for the old length cannot all be kept: the last place gives or takes them.
  const destinations = request.destinations.map((place, index) =>
    place.nights !== undefined && index === request.destinations.length - 1 ? { ...place, nights: Math.max(place.nights + by, 0) } : place,
  );
  return [{ label, request: { ...changed, destinations } }];
}

type Fixed = NonNullable<TripRequest['fixed']>[number];

/** The fixed item at its time on the day after or before, while that lies in the trip. */
function otherDay(request: TripRequest, item: Fixed, by: number): Concession[] {
  const date = addDays(item.date, by);
  if ('start' in request.dates && (date < request.dates.start || date > request.dates.end)) return [];
  return [
    {
      label: `“${item.title}” on ${dateWords(date)} instead`,
      request: { ...request, fixed: request.fixed?.map((other) => (other === item ? { ...item, date } : other)) ?? [] },
    },
  ];
}

function longerDay(request: TripRequest, by: number): Concession[] {
  const start = request.dayStart === undefined ? undefined : Math.max(minutesOf(request.dayStart) - by, 300);
  const end = request.dayEnd === undefined ? undefined : Math.min(minutesOf(request.dayEnd) + by, 1439);
  const hours = { ...(start === undefined ? {} : { dayStart: timeOf(start) }), ...(end === undefined ? {} : { dayEnd: timeOf(end) }) };
  return [{ label: `Days from ${hours.dayStart ?? 'early'} to ${hours.dayEnd ?? 'late'}`, request: { ...request, ...hours } }];
}

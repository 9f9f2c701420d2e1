import type { Item, PlanDocument } from '@tripmaster/contracts';
import { clock, dateOf, dayNumber, knownPlaces, momentOf, type Known, type Point } from './world.ts';

export type Doc = Pick<PlanDocument, 'request' | 'destinations' | 'days' | 'budget'>;
export type World = { holidayOn(country: string, date: string): string | undefined; now: number };

/** One line of the plan, on the globe's clock (`from`, `to`: minutes since 1970) and on the wall's (`start`, `end`: of its date). */
export type Line = {
  readonly item: Item;
  readonly date: string;
  readonly country: string;
  readonly zone: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly night: boolean;
  readonly visit: boolean;
  readonly meal: boolean;
  /** As the traveller booked it, to the letter. */
  readonly booked: boolean;
  readonly point: Point | undefined;
  readonly known: Known | undefined;
};

export type Journey = { readonly doc: Doc; readonly world: World; readonly dates: readonly string[]; readonly lines: readonly Line[] };

/** The dates asked for; of a month, those from the first arrival on. */
function datesOf({ request: { dates }, destinations }: Doc): string[] {
  const first = 'start' in dates ? dates.start : (destinations[0]?.arrive ?? `${dates.month}-01`);
  const count = 'start' in dates ? dayNumber(dates.end) - dayNumber(dates.start) + 1 : dates.days;
  return Array.from({ length: Math.max(count, 1) }, (_, index) => dateOf(dayNumber(first) + index));
}

export async function readJourney(doc: Doc, world: World): Promise<Journey> {
  const known = await knownPlaces([...new Set(doc.destinations.flatMap(({ guide }) => guide ?? []))]);
  const zones = new Map(doc.days.map(({ date, timeZone }) => [date, timeZone] as const));
  const booked = new Set<Item>();
  for (const wish of doc.request.fixed ?? []) {
    // A booking is one line: its double is none.
    const kept = doc.days.flatMap(({ date, items }) => items.filter((item) => !booked.has(item) && keeps(item, date, wish, doc)))[0];
    if (kept !== undefined) booked.add(kept);
  }
  const lines = doc.days.flatMap((day) => {
    // Behind a way that ended elsewhere by then, the day goes on by the clocks there.
    let zone = day.timeZone;
    return day.items.map((item): Line => {
      const { kind, place, arrival } = item;
      const here = zone;
      if (arrival !== undefined && arrival.date <= day.date) zone = arrival.timeZone;
      const mayPass = kind === 'stay' || kind === 'transfer';
      const start = clock(item.start);
      const stated = clock(item.end);
      const wrapped = mayPass && stated <= start ? stated + 1_440 : Math.max(stated, start);
      const end = arrival === undefined ? wrapped : stated + 1_440 * (dayNumber(arrival.date) - dayNumber(day.date));
      const next = dateOf(dayNumber(day.date) + 1);
      const from = momentOf(here, day.date, start).moment;
      const to =
        arrival !== undefined
          ? momentOf(arrival.timeZone, arrival.date, stated)
          : end < 1_440
            ? momentOf(here, day.date, end)
            : momentOf(zones.get(next) ?? here, next, end - 1_440);
      const fact = place?.id === undefined ? undefined : known.get(place.id);
      return {
        item,
        date: day.date,
        country: here === day.timeZone ? day.country : (countryIn(doc, here, day.date) ?? day.country),
        zone: here,
        start,
        end,
        from,
        to: Math.max(to.moment, from),
        night: kind === 'stay' && end >= 1_440,
        visit: kind === 'sight' || kind === 'activity',
        meal: kind === 'meal',
        booked: booked.has(item),
        point: fact?.place ?? fact?.area ?? place,
        known: fact,
      };
    });
  });
  return { doc, world, dates: datesOf(doc), lines: lines.toSorted((a, b) => a.from - b.from || a.to - b.to) };
}

/** Of the city in this zone that one is in on a date. */
function countryIn({ destinations }: Doc, zone: string, date: string): string | undefined {
  return destinations.find(({ timeZone, arrive, depart }) => timeZone === zone && arrive <= date && date <= depart)?.country;
}

type Wish = NonNullable<Doc['request']['fixed']>[number];

/** Whether an item is what was booked: its name, date, times, place and price. */
export function keeps(item: Item, date: string, wish: Wish, { budget }: Doc): boolean {
  if (item.title !== wish.title || date !== wish.date || item.start !== wish.start || item.end !== wish.end) return false;
  if (wish.place && item.place && Math.max(Math.abs(item.place.lat - wish.place.lat), Math.abs(item.place.lon - wish.place.lon)) > 0.001)
    return false;
  if (!wish.cost) return true;
  if (!item.cost) return false;
  if (item.cost.currency === wish.cost.currency) return item.cost.amount === wish.cost.amount;
  const there = inCurrency(wish.cost, item.cost.currency, budget);
  return there !== undefined && Math.abs(there - item.cost.amount) <= 1;
}

/** Decimal places of a currency, by ISO 4217, for those that rates are shipped of. */
function places(currency: string): number {
  return ['JPY', 'KRW', 'VND', 'ISK', 'CLP'].includes(currency) ? 0 : ['KWD', 'BHD', 'OMR', 'JOD', 'TND'].includes(currency) ? 3 : 2;
}

/** An amount at the plan's own rate (units of the other currency for one of the plan's). */
export function inCurrency(cost: { amount: number; currency: string }, currency: string, budget: Doc['budget']): number | undefined {
  if (cost.currency === currency) return cost.amount;
  const rate = (budget.rates ?? []).find((one) => one.currency === cost.currency);
  if (rate === undefined || !(rate.perUnit > 0)) return undefined;
  return Math.round((cost.amount / 10 ** places(cost.currency) / rate.perUnit) * 10 ** places(currency));
}

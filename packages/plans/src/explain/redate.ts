import { addDays, daysBetween, isPlainDate, type Day, type Destination, type Item, type TripRequest } from '@tripmaster/contracts';
import { outlook } from '../climate/outlook.ts';
import { plain } from '../words.ts';

type Dated = { days: Day[]; destinations: Destination[]; request: TripRequest };

/**
 * Gives a plan other dates. The same number of days: everything moves along. Otherwise days keep their dates, those
 * outside are dropped, missing ones are added empty; the first and last destination grow or shrink, and one with
 * no date left is dropped. Days of one date become one. City, country and zone of a day are set by the destination
 * it lies in, and with the date the hours of the sun and the usual weather. Fixed items of the request stay on their dates: they are the traveller's.
 */
export function redate(plan: Dated, start: string, end: string): Dated {
  const oldStart = plan.destinations[0]?.arrive ?? plan.days[0]?.date ?? start;
  const oldEnd = plan.destinations.at(-1)?.depart ?? plan.days.at(-1)?.date ?? end;
  const shift = daysBetween(oldStart, oldEnd) === daysBetween(start, end) ? daysBetween(oldStart, start) : 0;
  const move = (date: string): string => (shift === 0 ? date : addDays(date, shift));
  const clamp = (date: string): string => (date < start ? start : date > end ? end : date);

  const moved = plan.destinations.map((place) => ({ ...place, arrive: move(place.arrive), depart: move(place.depart) }));
  const inside = moved.filter(({ arrive, depart }) => depart >= start && arrive <= end);
  const kept = (inside.length > 0 ? inside : moved.slice(0, 1)).map((place) => ({
    ...place,
    arrive: clamp(place.arrive),
    depart: clamp(place.depart),
  }));
  const destinations = kept.map((place, index) => {
    const arrive = index === 0 ? start : (kept[index - 1]?.depart ?? start);
    const depart = index === kept.length - 1 ? end : place.depart < arrive ? arrive : place.depart;
    // The next one starts where this one ends, also where the plan had a hole between them.
    kept[index] = { ...place, depart };
    return { ...place, arrive, depart, nights: daysBetween(arrive, depart) };
  });

  const byDate = new Map<string, Day>();
  for (const day of plan.days) {
    const date = move(day.date);
    if (date < start || date > end) continue;
    const same = byDate.get(date);
    const items = shift === 0 ? day.items : day.items.map((item) => landingLater(item, shift));
    byDate.set(date, same === undefined ? { ...day, date, items } : { ...same, items: [...same.items, ...items] });
  }
  const days: Day[] = [];
  for (const date of datesFrom(start, end)) {
    const there = destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    const day = byDate.get(date);
    const city = there.find(({ name }) => day !== undefined && plain(name) === plain(day.city)) ?? there.at(-1);
    const where =
      city === undefined ? undefined : { city: city.name, country: city.country, timeZone: city.timeZone, ...outlook(city, date) };
    if (day !== undefined) days.push({ ...withoutOutlook(day), ...where });
    else if (where !== undefined) days.push({ date, ...where, items: [] });
  }
  return { days, destinations, request: { ...plan.request, dates: { start, end } } };
}

function landingLater(item: Item, days: number): Item {
  if (item.arrival === undefined) return item;
  const date = addDays(item.arrival.date, days);
  return isPlainDate(date) ? { ...item, arrival: { ...item.arrival, date } } : item;
}

/** What the old date said of sun and weather is not true of the new one. */
function withoutOutlook({ sun: _sun, climate: _climate, ...day }: Day): Day {
  return day;
}

function datesFrom(start: string, end: string): string[] {
  return Array.from({ length: Math.max(daysBetween(start, end) + 1, 0) }, (_, index) => addDays(start, index));
}

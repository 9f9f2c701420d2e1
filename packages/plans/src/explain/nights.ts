import { endsLater, lastZone, type Day, type Item } from '@tripmaster/contracts';
import { isNight, tripDates, type VerifiableDoc } from '../verify/index.ts';
import { freshId } from './proposals.ts';

/** Dates whose night has neither a stay nor a way that takes it. */
export function missingNights(doc: VerifiableDoc): string[] {
  return tripDates(doc)
    .slice(0, -1)
    .filter((date) => !doc.days.some((day) => day.date === date && day.items.some((item) => endsLater(item, date))));
}

/** The stay of the nearest night in the same city, as one more night with its price; `undefined` where there is none. */
export function stayBeside(doc: VerifiableDoc, date: string): Item | undefined {
  const city = doc.days.filter((day) => day.date === date).map((day) => cityAtNight(doc, day))[0];
  const distance = (other: string): number => Math.abs(Date.parse(other) - Date.parse(date));
  const [nearest] = doc.days
    .filter((day) => cityAtNight(doc, day) === city)
    .flatMap((day) => day.items.filter(isNight).map((item) => ({ item, date: day.date })))
    .toSorted((a, b) => distance(a.date) - distance(b.date));
  if (nearest === undefined) return undefined;
  const { travelFromPrevious: _, ...stay } = nearest.item;
  return { ...stay, id: freshId(doc, stay.id), locked: false };
}

/** Where a day ends: in its own city, or in the one that a flight of the day has led to. */
function cityAtNight({ destinations }: VerifiableDoc, day: Day): string {
  const timeZone = lastZone(day);
  if (timeZone === day.timeZone) return day.city;
  return (
    destinations.find((place) => place.timeZone === timeZone && place.arrive <= day.date && day.date <= place.depart)?.name ?? day.city
  );
}

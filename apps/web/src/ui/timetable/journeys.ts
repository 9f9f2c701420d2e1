import { type Day, type Item, spanOf, zoned } from '@tripmaster/contracts';
import { formatDate, formatMinutes } from '../../lib/format.ts';

/** `Los Angeles`, of `America/Los_Angeles`. */
function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/**
 * What is said of a way that ends in another zone, by its item's id: whose clocks its times are read off, how long it
 * really takes, and whether the day goes on by the clocks there.
 */
export function journeysOf(day: Pick<Day, 'date' | 'timeZone' | 'items'>): Map<string, string> {
  return new Map(
    zoned(day).flatMap(({ item, timeZone }) => (item.arrival === undefined ? [] : [[item.id, journeyText(item, day.date, timeZone)]])),
  );
}

function journeyText(item: Item, date: string, timeZone: string): string {
  const { start, end, from, to } = spanOf(item, { date, timeZone });
  const there = cityOf(end.timeZone);
  const landing = end.date === date ? '' : ` on ${formatDate(end.date)}`;
  const parts = [
    `${item.start} ${cityOf(start.timeZone)} time to ${item.end} ${there} time${landing}`,
    ...(to > from ? [formatMinutes(to - from)] : []),
  ].join(', ');
  return end.date <= date ? `${parts}. From here on by ${there} time.` : `${parts}.`;
}

import { spanOf, toInstant, zoned, type Day, type Item, type Place, type Plan, type Span } from '@tripmaster/contracts';
import { hoursText, priceText, wayText } from './lines.ts';
import { writer, type Writer } from './text.ts';

const MINUTE_MS = 60_000;

/** An item with a place, for files that draw plans on a map. */
export type MappedStop = { item: Item; place: Place; span: Span };
export type MappedDay = { day: Day; stops: MappedStop[] };

/** The days with what of them has a place, in order. */
export function mappedDays(plan: Plan): MappedDay[] {
  return plan.days.map((day, index) => {
    const tomorrow = plan.days[index + 1]?.timeZone;
    const stops = zoned(day).flatMap(({ item, timeZone }) => {
      const { place } = item;
      return place === undefined ? [] : [{ item, place, span: spanOf(item, { date: day.date, timeZone }, { tomorrow }) }];
    });
    return { day, stops };
  });
}

/** A latitude or longitude as an `xsd:decimal`, to the centimetre. GPX has -180 and no 180. */
export function degrees(value: number): string {
  const fixed = value === 180 ? '-180' : value.toFixed(7);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** An epoch minute as an instant; nothing for one outside of the calendar. */
export function instantOf(minute: number): string {
  return Number.isFinite(minute) ? toInstant(minute * MINUTE_MS).replace('.000Z', 'Z') : '';
}

/** What is to be known of a stop, a line each. */
export function aboutStop({ item, span }: MappedStop, write: Writer = writer()): string {
  const { start, end } = span;
  const times =
    wayText(item, span, write) ||
    `${start.date} ${item.start} to ${end.date === start.date ? '' : `${end.date} `}${item.end} (${start.timeZone})`;
  return [times, hoursText(item), priceText(item, write), item.notes ?? ''].filter((line) => line !== '').join('\n');
}

import {
  isZone,
  makeZones,
  minutesOf,
  offsetAt,
  rulesHolding,
  type Climate,
  type Day,
  type Idea,
  type Item,
  type Leg,
  type Plan,
  type Span,
  type Where,
} from '@tripmaster/contracts';
import { count, lasting } from '../words.ts';
import { plainLine, safeUrl, type Writer } from './text.ts';

/** Said of every price and opening time that comes from the catalogue. */
const USUAL = 'usual, verify';

/** `metro, 12 min, 3,400 m, 5 min to spare (estimated)`. */
export function legText(leg: Leg, write: Writer): string {
  const spare = leg.spareMinutes < 0 ? `${write.number(-leg.spareMinutes)} min too late` : `${write.number(leg.spareMinutes)} min to spare`;
  return `${modeText(leg)}, ${write.number(leg.minutes)} min, ${write.number(leg.metres)} m, ${spare}${leg.estimated ? ' (estimated)' : ''}`;
}

/** An estimate knows how far it is, not which line goes there, so it names none. */
function modeText({ mode, estimated }: Leg): string {
  return estimated && (mode === 'metro' || mode === 'tram' || mode === 'bus') ? 'public transport' : mode;
}

/** `09:15 (Asia/Singapore) to 09:05 on 2 July 2027 (America/Los_Angeles), 14 h 50 min`; empty for what ends where it began. */
export function wayText(item: Item, { start, end, from, to }: Span, write: Writer): string {
  if (item.arrival === undefined) return '';
  const date = end.date === start.date ? '' : ` on ${write.date(end.date)}`;
  return `${item.start} (${start.timeZone}) to ${item.end}${date} (${end.timeZone}), ${lasting(Math.max(to - from, 0))}`;
}

/** `12.00 EUR (usual, verify)`; empty when the price is not known. */
export function priceText(item: Item, write: Writer): string {
  if (item.cost === undefined) return '';
  const basis =
    item.costBasis === 'usual'
      ? ` (${USUAL})`
      : item.costBasis === 'estimate'
        ? ' (estimate)'
        : item.costBasis === 'given'
          ? ' (as given)'
          : '';
  return write.money(item.cost) + basis;
}

/** `open 10:00–18:00 (usual, verify; catalogue, 2025-06)`. */
export function hoursText({ hours }: Item): string {
  return hours === undefined ? '' : `open ${hours.open}–${hours.close} (${USUAL}; ${hours.source}, ${hours.asOf})`;
}

/** `Sunrise 06:31, sunset 20:37.`; empty for a plan that does not know. */
export function sunText({ sun }: Day): string {
  if (sun === undefined) return '';
  if ('polar' in sun) return sun.polar === 'day' ? 'The sun does not set.' : 'The sun does not rise.';
  return `Sunrise ${sun.rise}, sunset ${sun.set}.`;
}

/** `Usual in May: 15 to 23 °C, 38 mm on 5 days of rain (Lisbon, means …).`; empty where nobody measured near. */
export function climateText(day: Day, write: Writer): string {
  const { climate } = day;
  return climate === undefined ? '' : `${usualText(climate, day.date, write)} (${climate.source}).`;
}

/** The same without its source, which printed forms name once. */
export function usualText({ low, high, rainDays, rainMm }: Climate, date: string, write: Writer): string {
  const amount = rainMm === undefined ? '' : `${write.number(rainMm)} mm`;
  const days = rainDays === undefined ? 'of rain' : `on ${count(rainDays, 'day')} of rain`;
  const rain = amount === '' ? (rainDays === undefined ? '' : `, ${count(rainDays, 'day')} of rain`) : `, ${amount} ${days}`;
  return `Usual in ${write.month(date)}: ${write.number(low)} to ${write.number(high)} °C${rain}`;
}

/** `2 adults, 1 child (4)`. */
export function partyText({ request: { travellers } }: Plan): string {
  const { adults, childrenAges } = travellers;
  const grown = count(adults, 'adult');
  if (childrenAges.length === 0) return grown;
  return `${grown}, ${count(childrenAges.length, 'child', 'children')} (${childrenAges.join(', ')})`;
}

export function rulesText({ verification }: Plan): string {
  return `${rulesHolding(verification)} of ${verification.rules.length} rules hold`;
}

/** `10–16 May 2027`; of a plan whose dates are hidden its month. */
export function datesText(plan: Pick<Plan, 'days' | 'datesHidden'>, write: Writer): string {
  const first = plan.days[0]?.date;
  const last = plan.days.at(-1)?.date;
  if (first === undefined || last === undefined) return 'No days';
  if (plan.datesHidden === true) return `In ${write.month(first)} ${first.slice(0, 4)}`;
  return first === last ? write.date(first) : write.dates(first, last);
}

/** `10–12 May`. */
export function shortDates(first: string, last: string, write: Writer): string {
  return write.shortDates(first, last);
}

/** `Day 3`, of the day at place 2. */
export function dayNumber(index: number): string {
  return `Day ${index + 1}`;
}

/** `Monday, 10 May 2027`; `Day 1, Monday` where the dates are hidden. */
export function dayName(plan: Pick<Plan, 'datesHidden'>, date: string, index: number, write: Writer): string {
  return plan.datesHidden === true ? `${dayNumber(index)}, ${write.weekday(date)}` : `${write.weekday(date)}, ${write.date(date)}`;
}

/** `Europe/Lisbon, UTC+1`: a zone with what its clocks show then. */
export function zoneText({ date, timeZone }: Where, time: string): string {
  const minutes = makeZones().epoch(timeZone, date, minutesOf(time));
  if (!isZone(timeZone) || Number.isNaN(minutes)) return plainLine(timeZone);
  const offset = offsetAt(timeZone, minutes * 60_000);
  const whole = Math.abs(offset);
  const rest = whole % 60 === 0 ? '' : `:${String(whole % 60).padStart(2, '0')}`;
  return `${timeZone}, UTC${offset < 0 ? '−' : '+'}${Math.floor(whole / 60)}${rest}`;
}

/** Both ends of a way to another zone or date, how long it takes, and what the dates and clocks are; else empty. */
export function endsText(item: Item, span: Span, write: Writer): string {
  if (item.arrival === undefined) return '';
  const end = (where: Where, time: string) => `${write.shortDate(where.date)} (${zoneText(where, time).split(', ').at(-1)})`;
  return `${wayText(item, span, write)}. Leaves ${end(span.start, item.start)}, arrives ${end(span.end, item.end)}.`;
}

/** `Mosteiro dos Jerónimos, Belém`: how the place calls itself and where it is; its name only where the title has another. */
export function placeText({ title, place }: Pick<Item, 'title' | 'place'>): string {
  if (place === undefined) return '';
  const parts = [
    title.includes(place.name) ? '' : place.name,
    place.localName === undefined || title.includes(place.localName) || place.localName === place.name ? '' : place.localName,
    place.address ?? place.area ?? '',
  ];
  return [...new Set(parts.map(plainLine))].filter((part) => part !== '').join(', ');
}

export type Link = { label: string; url?: string };

/** An item's links; only plain http(s) addresses are any, of others the label stays. */
export function linksOf({ links }: Pick<Item | Idea, 'links'>): Link[] {
  return links.map(({ label, url }) => {
    const href = safeUrl(url);
    return href === undefined ? { label: plainLine(label) } : { label: plainLine(label), url: href };
  });
}

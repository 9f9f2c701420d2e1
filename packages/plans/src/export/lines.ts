import { rulesHolding, type Day, type Item, type Leg, type Plan, type Span } from '@tripmaster/contracts';
import { count, lasting } from '../words.ts';
import type { Writer } from './text.ts';

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
export function climateText({ climate, date }: Day, write: Writer): string {
  if (climate === undefined) return '';
  const { low, high, rainDays, rainMm, source } = climate;
  const amount = rainMm === undefined ? '' : `${write.number(rainMm)} mm`;
  const days = rainDays === undefined ? 'of rain' : `on ${count(rainDays, 'day')} of rain`;
  const rain = amount === '' ? (rainDays === undefined ? '' : `, ${count(rainDays, 'day')} of rain`) : `, ${amount} ${days}`;
  return `Usual in ${write.month(date)}: ${write.number(low)} to ${write.number(high)} °C${rain} (${source}).`;
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

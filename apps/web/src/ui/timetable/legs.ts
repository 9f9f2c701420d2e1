import { type Item, type Leg, type TravelMode, minutesOf } from '@tripmaster/contracts';
import { formatDistance, formatMinutes } from '../../lib/format.ts';

const MODES: Readonly<Record<TravelMode, { name: string; by: string }>> = {
  walk: { name: 'Walk', by: 'on foot' },
  metro: { name: 'Metro', by: 'by metro' },
  tram: { name: 'Tram', by: 'by tram' },
  bus: { name: 'Bus', by: 'by bus' },
  train: { name: 'Train', by: 'by train' },
  ferry: { name: 'Ferry', by: 'by ferry' },
  taxi: { name: 'Taxi', by: 'by taxi' },
  drive: { name: 'Drive', by: 'by car' },
  flight: { name: 'Flight', by: 'by air' },
};

/** An estimate knows how far it is, not which line goes there, so it names none. */
const LINES: ReadonlySet<TravelMode> = new Set(['metro', 'tram', 'bus']);
const PUBLIC_TRANSPORT = { name: 'Public transport', by: 'by public transport' };

function wordsOf({ mode, estimated }: Pick<Leg, 'mode' | 'estimated'>): { name: string; by: string } {
  return estimated && LINES.has(mode) ? PUBLIC_TRANSPORT : MODES[mode];
}

export function modeName(leg: Pick<Leg, 'mode' | 'estimated'>): string {
  return wordsOf(leg).name;
}

/** `450 m` below a kilometre, to the nearest ten: distances are not known to the metre. */
export function distanceText(metres: number): string {
  return formatDistance(metres < 1000 ? Math.round(metres / 10) * 10 : metres);
}

/** A day's time on the way by mode, longest first: `45 min on foot, 34 min by metro`. */
export function travelText(items: readonly Item[]): string {
  const minutes = new Map<string, number>();
  for (const { travelFromPrevious: leg } of items) {
    if (leg !== undefined) minutes.set(wordsOf(leg).by, (minutes.get(wordsOf(leg).by) ?? 0) + leg.minutes);
  }
  return [...minutes]
    .filter(([, sum]) => sum > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([by, sum]) => `${formatMinutes(sum)} ${by}`)
    .join(', ');
}

/** How long an item lasts; a stay that ends next day is counted through midnight. */
export function lengthOf({ start, end }: Pick<Item, 'start' | 'end'>): number {
  return (minutesOf(end) - minutesOf(start) + 1440) % 1440;
}

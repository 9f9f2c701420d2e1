import type { Day, Item } from '@tripmaster/contracts';
import { type LegPattern, numberItems } from '../timetable/rail.ts';
import type { Coordinates } from './project.ts';

export type Pin = {
  id: string;
  /** The items at this very spot, the pin's own among them. */ items: string[];
  at: Coordinates;
  name: string;
  /** The name on the map; pins on one spot share the first one's. */ label?: string;
  start: string;
  number?: number;
  kind: Item['kind'];
  provenance: Item['provenance'];
  broken: boolean;
};
export type Stretch = { id: string; from: Coordinates; to: Coordinates; pattern: LegPattern };

/** The stops of a day that have a place, with the list's numbers. A rest or night where a pin stands already shares it. */
export function pinsOf(items: readonly Item[], broken: ReadonlySet<string>): Pin[] {
  const numbers = numberItems(items);
  const pins: Pin[] = [];
  const placed = items.filter(({ place }) => place !== undefined);
  for (const item of [...placed.filter(({ id }) => numbers.has(id)), ...placed.filter(({ id }) => !numbers.has(id))]) {
    const { place } = item;
    if (place === undefined) continue;
    const number = numbers.get(item.id);
    const there = pins.find(({ at }) => at.lat === place.lat && at.lon === place.lon);
    if (number === undefined && there !== undefined) there.items.push(item.id);
    else
      pins.push({
        id: item.id,
        items: [item.id],
        at: place,
        name: item.title,
        ...(there === undefined && { label: place.name }),
        start: item.start,
        kind: item.kind,
        provenance: item.provenance,
        broken: broken.has(item.id),
        ...(number !== undefined && { number }),
      });
  }
  return pins;
}

/** The ways between places, drawn by mode. A stop without a place is passed over. */
export function stretchesOf(items: readonly Item[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from: Coordinates | undefined;
  for (const { id, place, travelFromPrevious: leg } of items) {
    if (place === undefined) continue;
    if (from !== undefined && (from.lat !== place.lat || from.lon !== place.lon)) {
      const pattern =
        leg === undefined || leg.spareMinutes >= 0 ? (leg?.mode === 'walk' ? 'walk' : leg?.mode === 'train' ? 'train' : 'ride') : 'broken';
      stretches.push({ id, from, to: place, pattern });
    }
    from = place;
  }
  return stretches;
}

/** The ways from town to town, for the whole trip. */
export function between(towns: readonly Coordinates[]): Stretch[] {
  return towns.slice(1).flatMap((to, index): Stretch[] => {
    const from = towns[index];
    return from === undefined ? [] : [{ id: `town-${index}`, from, to, pattern: 'ride' }];
  });
}

/** Names of quarters with the middle of their stops, for the ground of the map. */
export function areasOf(days: readonly Day[]): { name: string; at: Coordinates }[] {
  const areas = new Map<string, Coordinates[]>();
  for (const { place, kind } of days.flatMap((day) => day.items)) {
    if (place?.area !== undefined && kind !== 'transfer') areas.set(place.area, [...(areas.get(place.area) ?? []), place]);
  }
  return [...areas].map(([name, places]) => ({ name, at: middle(places) }));
}

/** The middle of some places; the first day's place decides the side of the date line. */
export function middle(places: readonly Coordinates[]): Coordinates {
  const sum = places.reduce((all, { lat, lon }) => ({ lat: all.lat + lat, lon: all.lon + lon }), { lat: 0, lon: 0 });
  return { lat: sum.lat / Math.max(1, places.length), lon: sum.lon / Math.max(1, places.length) };
}

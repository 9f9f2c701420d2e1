import {
  addDays,
  daysBetween,
  isPlainDate,
  MAX_DAYS,
  MAX_IMPORT_ITEMS,
  minutesOf,
  timeOf,
  type DestinationHit,
  type Idea,
  type ImportedItem,
  type Item,
  type Place,
  isZone,
  offsetAt,
} from '@tripmaster/contracts';
import { townIn } from '../bookings/towns.ts';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { mapLink } from '../itinerary/links.ts';
import { importedId, manyLines, oneLine, type Found, type FoundPlace, type Problems } from './found.ts';
import { localAt, momentAt } from './zones.ts';

/** What a stay's night lasts on the days between arriving and leaving. */
const EVENING = '21:00';
const MORNING = '09:00';
const CHECK_IN = '15:00';
const CHECK_OUT = '11:00';
const LASTS_MINUTES = 60;

/** A found thing that has its place: an item on a date, or an idea. */
export type Placed = {
  id: string;
  found: Found;
  date?: string;
  /** The zone its times are in. */
  timeZone?: string;
  /** Where one is then, and where one ends up. */
  town?: DestinationHit;
  endsIn?: DestinationHit;
  unsure: string[];
  item: Item | Idea;
};

/** True for a thing that has a time. */
export function isTimed(item: Item | Idea): item is Item {
  return 'start' in item;
}

/** Finds towns and zones of places; a file names few of them, often. */
export function placeFinder(gazetteer: WorldGazetteer) {
  const known = new Map<string, DestinationHit | undefined>();
  const sure = new Map<string, boolean>();
  function townOf(place: FoundPlace | undefined): DestinationHit | undefined {
    if (place === undefined) return undefined;
    const key = `${place.lat?.toFixed(3)} ${place.lon?.toFixed(3)} ${place.name} ${place.address ?? ''}`;
    if (known.has(key)) return known.get(key);
    let hit: DestinationHit | undefined;
    if (place.lat !== undefined && place.lon !== undefined) {
      hit = gazetteer.near({ lat: place.lat, lon: place.lon });
      sure.set(key, true);
    } else {
      const town = (place.address === undefined ? undefined : townIn(place.address, gazetteer)) ?? townIn(place.name, gazetteer);
      hit = town?.hit;
      sure.set(key, town?.sure === true);
    }
    known.set(key, hit);
    return hit;
  }
  return {
    townOf,
    isSure: (place: FoundPlace): boolean =>
      sure.get(`${place.lat?.toFixed(3)} ${place.lon?.toFixed(3)} ${place.name} ${place.address ?? ''}`) === true,
  };
}
export type PlaceFinder = ReturnType<typeof placeFinder>;

/** Each found thing as an item or an idea, in its own local time; a stay becomes a night a date. */
export function place(found: readonly Found[], finder: PlaceFinder, problems: Problems): Placed[] {
  const ids = new Map<string, number>();
  const placed: Placed[] = [];
  for (const one of found) {
    if (placed.length >= MAX_IMPORT_ITEMS) {
      problems.add('file', `only the first ${MAX_IMPORT_ITEMS} items are read`);
      break;
    }
    const fault = faultOf(one);
    if (fault !== undefined) {
      problems.add(one.where, fault);
      continue;
    }
    const base = importedId(one.uid);
    const count = (ids.get(base) ?? 0) + 1;
    ids.set(base, count);
    placed.push(...itemsOf(one, count === 1 ? base : `${base}-${count}`, finder, problems));
  }
  return placed.slice(0, MAX_IMPORT_ITEMS);
}

function faultOf({ date, endDate, checkOutDate, timeZone }: Found): string | undefined {
  if (date !== undefined && (!isPlainDate(date) || date < '1970-01-01' || date >= '2100-01-01')) return `date ${date} is out of range`;
  for (const other of [endDate, checkOutDate]) {
    if (other === undefined) continue;
    if (!isPlainDate(other)) return `end ${other} is not a date`;
    if (date !== undefined && daysBetween(date, other) > MAX_DAYS) return `lasts longer than ${MAX_DAYS} days`;
  }
  return timeZone !== undefined && !isZone(timeZone) ? `timeZone “${oneLine(timeZone, 40)}” is not a time zone` : undefined;
}

function itemsOf(found: Found, id: string, finder: PlaceFinder, problems: Problems): Placed[] {
  const town = finder.townOf(found.place);
  const endsIn = found.to === undefined ? town : (finder.townOf(found.to) ?? town);
  const { place: where, unsure } = placeIn(found, town, finder);
  const timeZone = found.timeZone ?? town?.timeZone;
  const shared = {
    found,
    unsure,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(town === undefined ? {} : { town }),
    ...(endsIn === undefined ? {} : { endsIn }),
  };
  const { date, start } = found;
  const idea: Idea = {
    id,
    kind: found.kind,
    title: found.title,
    ...(where === undefined ? {} : { place: where }),
    ...(found.cost === undefined ? {} : { cost: found.cost, costBasis: 'given' }),
    ...(found.category === undefined ? {} : { category: found.category }),
    ...(notesOf(found) === '' ? {} : { notes: notesOf(found) }),
    links: where === undefined ? [] : mapLink(where),
    provenance: 'user',
    ...(date === undefined ? {} : { date }),
  };
  if (date === undefined) return [{ ...shared, id, item: idea }];
  const { date: _date, ...rest } = idea;
  const bare = { ...rest, ...(found.meal === undefined ? {} : { meal: found.meal }), locked: true };
  if (found.kind === 'stay' && found.checkOutDate !== undefined && found.checkOutDate > date)
    return nights(found.checkOutDate, { ...shared, id, date, bare });
  if (start === undefined) return [{ ...shared, id, date, item: idea }];
  const end = found.end ?? timeOf(Math.min(minutesOf(start) + LASTS_MINUTES, 1439));
  const guessed = found.end === undefined ? [...unsure, 'end'] : unsure;
  const arrival = arrivalOf(found, date, timeZone);
  const item: Item = { ...bare, start, end, ...(arrival === undefined ? {} : { arrival }) };
  if (found.kind !== 'transfer' && found.kind !== 'stay' && (end <= start || (found.endDate ?? date) !== date)) {
    problems.add(found.where, `“${found.title}” goes on after midnight: it is shown until the end of its day`);
    return [{ ...shared, id, date, unsure: guessed, item: { ...item, end: start < '23:59' ? '23:59' : start } }];
  }
  return [{ ...shared, id, date, unsure: guessed, item }];
}

/** Where a journey ends in another zone, or not on the date that its times alone would say. */
function arrivalOf(
  { kind, start = '', end = '', endDate, endTimeZone }: Found,
  date: string,
  timeZone: string | undefined,
): Item['arrival'] {
  if (kind !== 'transfer') return undefined;
  const zone = endTimeZone ?? timeZone;
  if (zone === undefined) return undefined;
  const arrives = endDate ?? (end <= start ? addDays(date, 1) : date);
  const said = end <= start ? addDays(date, 1) : date;
  return (endTimeZone === undefined || endTimeZone === timeZone) && arrives === said ? undefined : { date: arrives, timeZone: zone };
}

type Nights = Omit<Placed, 'item' | 'date'> & { date: string; bare: Omit<Item, 'start' | 'end'> };

/** One item a night: the first from check-in, the last until check-out; the whole price stands with the first. */
function nights(until: string, { bare, date, id, ...shared }: Nights): Placed[] {
  const count = Math.min(daysBetween(date, until), MAX_DAYS);
  const { found } = shared;
  const { cost: _cost, costBasis: _basis, ...free } = bare;
  return Array.from({ length: count }, (_, index) => {
    const nightId = index === 0 ? id : `${id}-n${index + 1}`;
    const start = index === 0 ? (found.start ?? CHECK_IN) : EVENING;
    const end = index === count - 1 ? (found.end ?? CHECK_OUT) : MORNING;
    const item: Item = { ...(index === 0 ? bare : free), id: nightId, start, end: end < start ? end : MORNING };
    const unsure = [
      ...shared.unsure,
      ...(index === 0 && found.start === undefined ? ['start'] : []),
      ...(index === count - 1 && found.end === undefined ? ['end'] : []),
    ];
    return { ...shared, id: nightId, date: addDays(date, index), unsure: [...new Set(unsure)], item };
  });
}

function placeIn(found: Found, town: DestinationHit | undefined, finder: PlaceFinder): { place?: Place; unsure: string[] } {
  const unsure = [...found.unsure];
  const { place } = found;
  if (place === undefined) return { unsure };
  const { lat, lon } = place;
  const name = oneLine(place.name) || found.title;
  const address = place.address === undefined ? {} : { address: oneLine(place.address, 300) };
  if (lat !== undefined && lon !== undefined) return { place: { name, lat, lon, ...address, source: 'user' }, unsure };
  if (town === undefined) return { unsure };
  // Only the town is known: its middle stands for the place, and says so.
  unsure.push('place');
  if (!finder.isSure(place)) unsure.push('city');
  return { place: { name, lat: town.lat, lon: town.lon, ...address, source: 'user' }, unsure: [...new Set(unsure)] };
}

function notesOf({ notes, place, code }: Found): string {
  const lines = [
    ...(code === undefined ? [] : [`Booking code: ${code}`]),
    ...(place?.address === undefined || place.address === place.name ? [] : [`Address: ${place.address}`]),
    ...(notes === undefined ? [] : [notes]),
  ];
  return manyLines(lines.join('\n'));
}

/** A way that ends in another zone on the date it is on: from then on the day is told in that one. */
export type Landing = { timeZone: string; moment: number };

export function landingsOf(date: string, items: readonly (Item | Idea)[]): Landing[] {
  return items
    .flatMap((item) =>
      isTimed(item) && item.arrival !== undefined && item.arrival.date <= date
        ? [{ timeZone: item.arrival.timeZone, moment: momentAt(item.arrival.timeZone, item.arrival.date, item.end) }]
        : [],
    )
    .toSorted((a, b) => a.moment - b.moment);
}

/**
 * The item in the time that its day is told in when it begins: the day's, or after a way that ended elsewhere the one there.
 * Where that is not the local time of its place, the local time is kept in words.
 */
export function inZoneOf(placed: Placed, date: string, dayZone: string, landings: readonly Landing[] = []): Item | undefined {
  const { item, timeZone } = placed;
  if (!isTimed(item)) return undefined;
  if (timeZone === undefined) return item;
  const begins = momentAt(timeZone, date, item.start);
  const told = landings.findLast(({ moment }) => moment <= begins)?.timeZone ?? dayZone;
  const at = Date.parse(`${date}T12:00:00Z`);
  if (offsetAt(timeZone, at) === offsetAt(told, at)) return item;
  const start = localAt(told, begins);
  const said = `Local time in ${placed.town?.name ?? timeZone}: ${item.start}${item.kind === 'transfer' ? '' : `\u2013${item.end}`}.`;
  const notes = manyLines([said, item.notes ?? ''].join('\n'));
  const shown = { ...item, start: start.date === date ? start.time : start.date < date ? '00:00' : '23:59', notes };
  if (item.kind === 'transfer') {
    if (item.arrival !== undefined) return shown;
    const arrives = item.end <= item.start ? addDays(date, 1) : date;
    return { ...shown, arrival: { date: arrives, timeZone } };
  }
  if (item.kind === 'stay' && item.end <= item.start) return { ...shown, end: item.end < shown.start ? item.end : MORNING };
  const end = localAt(told, momentAt(timeZone, date, item.end));
  return { ...shown, end: end.date > date ? '23:59' : end.date < date ? shown.start : end.time };
}

/** What people are shown of it. */
export function shownOf({ id, found, date, timeZone, unsure, item }: Placed, duplicate: boolean): ImportedItem {
  return {
    id,
    kind: item.kind,
    title: item.title,
    ...(date === undefined ? {} : { date }),
    ...(isTimed(item) ? { start: item.start, end: item.end } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(item.place === undefined ? (found.place === undefined ? {} : { place: found.place.name }) : { place: item.place.name }),
    ...(item.cost === undefined ? {} : { cost: item.cost }),
    ...(item.notes === undefined ? {} : { notes: item.notes }),
    ...(found.code === undefined ? {} : { code: found.code }),
    unsure,
    where: found.where,
    duplicate,
  };
}

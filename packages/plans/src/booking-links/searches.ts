import { addDays, minutesOf, type BookingKind, type BookingSearch, type Day, type Item, type Plan } from '@tripmaster/contracts';

/** What can be looked for, for one item of a plan. */
export type Search = { itemId: string; kind: BookingKind; words: BookingSearch };

/** A transfer that is over sooner is an errand on the way: tickets, bags. */
const SHORTEST_JOURNEY = 20;
/** What says in a journey's title how it is made; anything else may be either. */
const FLIGHT = /\b(?:flight|flights|fly|flug|vol|vuelo|volo|voo)\b/iu;
const GROUND = /\b(?:train|rail|bus|coach|ferry|drive|zug|tren|treno|comboio)\b/iu;

/**
 * What there is to look for: stays for the nights in one place, ways between cities and from and to the traveller's home,
 * tickets for what is visited. Where the reader is not told the dates there are none. Items that the plan shows without
 * their place (what somebody else entered) have nothing.
 */
export function searchesOf(plan: Plan): Search[] {
  const dated = plan.datesHidden !== true;
  const { adults, childrenAges } = plan.request.travellers;
  const party = { adults, ...(childrenAges.length === 0 ? {} : { children: childrenAges.length }) };
  return plan.days.flatMap((day, index) =>
    day.items.flatMap((item): Search[] => {
      if (item.kind === 'stay') return stays(plan, day, index, item, dated, party);
      if (item.kind === 'transfer') return journeys(plan, day, index, item, dated);
      if (item.kind === 'sight' || item.kind === 'activity') return tickets(day, item, dated);
      return [];
    }),
  );
}

function stays(plan: Plan, day: Day, index: number, item: Item, dated: boolean, party: BookingSearch): Search[] {
  if (day.city === '' || item.place === undefined) return [];
  const sleeps = (other: Day | undefined) => other?.city === day.city && other.items.some(({ kind }) => kind === 'stay');
  let [first, last] = [index, index];
  while (first > 0 && sleeps(plan.days[first - 1])) first -= 1;
  while (sleeps(plan.days[last + 1])) last += 1;
  const nights = { start: plan.days[first]?.date ?? day.date, end: addDays(plan.days[last]?.date ?? day.date, 1) };
  return [{ itemId: item.id, kind: 'stay', words: { place: day.city, ...countryOf(day), ...(dated ? nights : {}), ...party } }];
}

function journeys(plan: Plan, day: Day, index: number, item: Item, dated: boolean): Search[] {
  const length = minutesOf(item.end) - minutesOf(item.start);
  if (item.arrival === undefined && length > 0 && length < SHORTEST_JOURNEY) return [];
  const ends = endsOf(plan, day, index, item);
  if (ends === undefined) return [];
  const words = { ...ends, ...(dated ? { start: day.date } : {}) };
  const kinds: BookingKind[] = FLIGHT.test(item.title) ? ['flight'] : GROUND.test(item.title) ? ['train'] : ['flight', 'train'];
  return kinds.map((kind) => ({ itemId: item.id, kind, words }));
}

/** Between which cities a journey goes: from the city of the night before, from home on the first day, back there on the last. */
function endsOf({ days, request }: Plan, day: Day, index: number, item: Item): { from: string; to: string } | undefined {
  const home = request.origin;
  const before = days[index - 1]?.city;
  if (before !== undefined && before !== day.city && before !== '' && day.city !== '') return { from: before, to: day.city };
  if (home === undefined || day.city === '') return undefined;
  const at = day.items.indexOf(item);
  if (index === 0 && at === 0) return { from: home, to: day.city };
  if (index === days.length - 1 && at === day.items.length - 1) return { from: day.city, to: home };
  return undefined;
}

function tickets({ city, date }: Day, { id, place }: Item, dated: boolean): Search[] {
  if (place === undefined) return [];
  const name = city === '' || place.name.includes(city) ? place.name : `${place.name}, ${city}`;
  return [{ itemId: id, kind: 'activity', words: { place: name.slice(0, 200), ...(dated ? { start: date, end: date } : {}) } }];
}

function countryOf({ country }: Day): { country?: string } {
  if (!/^[A-Z]{2}$/.test(country)) return {};
  const name = NAMES.of(country);
  return name === undefined || name === country ? {} : { country: name };
}

const NAMES = new Intl.DisplayNames('en', { type: 'region' });

import { clock, leastMinutes, metres } from './world.ts';
import { keeps, type Journey, type Line } from './trip.ts';

/** The rules about what was asked for. Each says whether it is broken; nothing where the checker cannot read the wish. */

const DIETS = ['vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher', 'gluten-free', 'lactose-free', 'nut-free'];
const ALSO: Record<string, readonly string[]> = {
  vegetarian: ['vegan'],
  pescatarian: ['vegetarian', 'vegan'],
};
/** Settled with the waiter, dish by dish. */
const AT_THE_TABLE = ['lactose-free', 'nut-free'];

/** 10: every meal where the party's diets are served. */
export function servesTheWrongFood({ doc: { request }, lines }: Journey): boolean | undefined {
  const asked = [...new Set(request.dietary.filter((word) => DIETS.includes(word)))].filter((diet) => !AT_THE_TABLE.includes(diet));
  const broken = lines.some(({ meal, booked, known, item }) => {
    // A sight with a table is asked nothing: only neighbourhoods list what they serve.
    const served = known === undefined ? item.place?.diets : (known.area?.diets ?? item.place?.diets);
    if (!meal || booked || served === undefined) return false;
    const list: readonly string[] = served;
    return asked.some((diet) => !list.includes(diet) && !(ALSO[diet] ?? []).some((other) => list.includes(other)));
  });
  return broken || request.dietary.every((word) => DIETS.includes(word)) ? broken : undefined;
}

/** 11: no steps for those who cannot climb them. */
export function hasSteps({ doc: { request }, lines }: Journey): boolean | undefined {
  if (request.accessibility.length === 0) return false;
  if (!request.accessibility.includes('step-free')) return undefined;
  return lines.some(
    ({ item, visit, meal, booked, known }) =>
      (visit || meal || item.kind === 'stay') && !booked && (known?.place?.stepFree ?? item.place?.stepFree) === 'no',
  );
}

const BEDTIMES: readonly (readonly [age: number, dayEnd: number, stretch: number])[] = [
  [2, 1_200, 150],
  [5, 1_230, 180],
  [9, 1_260, 210],
  [12, 1_320, 240],
];

function bedtime({ doc: { request } }: Journey): { dayEnd: number; stretch: number } | undefined {
  const youngest = request.travellers.childrenAges.toSorted((a, b) => a - b)[0];
  const found = youngest === undefined ? undefined : BEDTIMES.find(([age]) => youngest <= age);
  return found && { dayEnd: found[1], stretch: found[2] };
}

const friendly = ({ known, item }: Line): number | undefined => known?.place?.childFriendly ?? item.place?.childFriendly;

/** 12: children's hours, rests and naps. */
export function tiresTheChildren(journey: Journey): boolean {
  const { request } = journey.doc;
  const limit = bedtime(journey);
  for (const line of journey.lines) {
    const { visit, meal, booked, item, start, end } = line;
    if (booked) continue;
    if (request.travellers.childrenAges.length > 0 && visit && friendly(line) === 0) return true;
    if (limit && (visit || meal) && end > limit.dayEnd) return true;
    if (item.kind === 'free' || item.kind === 'stay' || item.kind === 'transfer') continue;
    if ((request.naps ?? []).some((nap) => start < clock(nap.end) && end > clock(nap.start))) return true;
  }
  return (
    limit !== undefined &&
    journey.dates.some((date) =>
      noRest(
        journey.lines.filter((line) => line.date === date),
        limit.stretch,
      ),
    )
  );
}

function noRest(lines: readonly Line[], most: number): boolean {
  /** The visits since the last rest. */
  let since: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined && line.from - before.to - wayTo(before, line) >= 30) since = [];
    if (!line.visit) {
      if (line.end - line.start >= 30) since = [];
      continue;
    }
    since.push(line);
    if (since.every(({ booked }) => booked)) continue;
    const [first = line] = since;
    if (line.end - line.start > 2 * most && friendly(line) !== 3 && !line.booked) return true;
    if (since.length > 1 && line.end - first.start > most) return true;
  }
  return false;
}

function wayTo(before: Line, line: Line): number {
  const far = before.point && line.point ? metres(before.point, line.point) : 0;
  const leg = line.item.travelFromPrevious;
  return leg ? Math.max(leg.minutes, leastMinutes(leg.mode, far)) : leastMinutes('walk', far);
}

const MOST = { relaxed: 4, balanced: 6, packed: 9 };
const FREE = { relaxed: 120, balanced: 60, packed: 0 };

/** 13: so many visits a day, and so much of it free. */
export function hurries(journey: Journey): boolean {
  const { request } = journey.doc;
  const small = request.travellers.childrenAges.some((age) => age < 7);
  const pace = request.pace ?? (small ? 'relaxed' : 'balanced');
  const opens = request.dayStart === undefined ? 540 : clock(request.dayStart);
  const asked = request.dayEnd === undefined ? 1_320 : clock(request.dayEnd);
  const closes = Math.min(asked > opens ? asked : 1_440, bedtime(journey)?.dayEnd ?? 1_440);
  return journey.dates.some((date) => {
    const lines = journey.lines.filter((line) => line.date === date);
    const visits = lines.filter(({ visit }) => visit);
    if (visits.every(({ booked }) => booked)) return false;
    if (visits.length > MOST[pace]) return true;
    const lands = request.arrivalTime === undefined ? 0 : Math.min(clock(request.arrivalTime) + 30, 1_439);
    const leaves = request.departureTime === undefined ? 1_440 : Math.max(clock(request.departureTime) - 60, 0);
    const start = date === journey.dates[0] ? Math.max(opens, lands) : opens;
    const end = date === journey.dates.at(-1) ? Math.min(closes, leaves) : closes;
    const taken = lines
      .filter(({ item }) => item.kind !== 'free' && item.kind !== 'stay')
      .reduce(
        (sum, line) =>
          sum + Math.max(Math.min(line.end, end) - Math.max(line.start - (line.item.travelFromPrevious?.minutes ?? 0), start), 0),
        0,
      );
    return Math.max(end - start - taken, 0) < Math.floor((FREE[pace] * Math.max(end - start, 0)) / 780);
  });
}

/** 14: no place visited twice, no meal twice a day, no restaurant twice. */
export function repeats({ lines }: Journey): boolean {
  const seen = new Set<string>();
  const first = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  const named: Line[] = [];
  return lines.some((line) => {
    const { item, date, meal, visit, known } = line;
    if (!first(`line ${item.id}`)) return true;
    if (meal && item.meal !== undefined && !first(`meal ${date} ${item.meal}`)) return true;
    const area = known?.area !== undefined || (known === undefined && item.place?.category === 'neighbourhood');
    const unnamed = item.place?.category === undefined && (item.place?.source === 'catalogue' || item.place?.source === 'gazetteer');
    if (meal ? item.meal === 'breakfast' || item.place === undefined || area || unnamed : !visit) return false;
    if (item.place?.id !== undefined && !first(`place ${item.place.id}`)) return true;
    const name = (one: Line): string => (one.item.place?.name ?? one.item.title).toLowerCase();
    const twin = named.some(
      (other) =>
        name(other) === name(line) &&
        (other.item.place?.id === undefined || item.place?.id === undefined) &&
        (!other.point || !line.point || metres(other.point, line.point) <= 150),
    );
    named.push(line);
    return twin;
  });
}

/** 16: in the guide where it says, and within 30 km of a city of that date. */
export function isNowhere({ doc, lines }: Journey): boolean {
  return lines.some(({ item, date, visit, meal, booked, known, point }) => {
    const { place } = item;
    if (place === undefined || point === undefined) return false;
    const there = doc.destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    if (place.source === 'catalogue' && known === undefined && there.some(({ guide }) => guide !== undefined)) return true;
    if (known !== undefined && metres(place, point) > 500) return true;
    if (!visit && !meal && item.kind !== 'stay') return false;
    if (booked || there.length === 0) return false;
    return there.every((city) => metres(city, point) > 30_000 || (known !== undefined && metres(city, place) - 500 > 30_000));
  });
}

/** 17: what was booked is there, each booking once. */
export function losesABooking({ doc }: Journey): boolean {
  const all = doc.days.flatMap((day) => day.items.map((item) => ({ item, date: day.date })));
  const taken = new Set<string>();
  return (doc.request.fixed ?? []).some((wish) => {
    const found = all.find(({ item, date }) => !taken.has(item.id) && keeps(item, date, wish, doc));
    if (found !== undefined) taken.add(found.item.id);
    return found === undefined;
  });
}

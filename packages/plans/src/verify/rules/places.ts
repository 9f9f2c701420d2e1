import { REACH_METRES, SAME_PLACE_METRES } from '../limits.ts';
import { metresBetween } from '../../travel/distance.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Stop, Timeline } from '../types.ts';
import { count, dateWords, distance, plain } from '../../words.ts';

/** Minutes by which the clocks went back on a date that is lived a second time: over the date line, or nearly round the world. */
const LIVED_AGAIN = 12 * 60;
/** Two sights of one name closer than this are one. */
const NEXT_DOOR_METRES = 150;

/**
 * Rule 14: nothing is visited twice, and no table is taken twice. A sight is known by its id, else by name and
 * coordinates. Meals: one of each kind a day. The catalogue names neighbourhoods, not restaurants, so eating in the
 * same one on another day, or at another meal of the day, is fine; a named restaurant comes once a trip, except
 * for breakfast, which one has where one sleeps. Two lines with one id could not be told apart when editing.
 */
export function noSightOrTableTwice({ stops }: Timeline): Check {
  const check = newCheck();
  const byId = new Map<string, Stop>();
  const seen = new Map<string, Stop[]>();
  const twice = (first: Stop, again: Stop, message: string): void =>
    void check.findings.push({ key: `${first.item.id} ${again.item.id}`, stops: [first, again], message });
  const earlier = (key: string, stop: Stop, same: (other: Stop) => boolean): Stop | undefined => {
    const others = seen.get(key);
    if (others === undefined) seen.set(key, [stop]);
    const found = others?.find(same);
    if (others !== undefined && found === undefined) others.push(stop);
    return found;
  };
  for (const stop of stops) {
    const { item } = stop;
    const line = byId.get(item.id);
    if (line !== undefined)
      check.findings.push({
        key: `line ${item.id}`,
        stops: [line, stop],
        message: `“${line.item.title}” and “${item.title}” are one and the same line of the plan.`,
      });
    byId.set(item.id, stop);
    if (item.kind === 'meal') {
      check.checked += 1;
      if (item.meal !== undefined) {
        const first = earlier(`meal ${stop.date} ${item.meal}`, stop, (other) => !livedAgain(other, stop));
        if (first !== undefined) {
          twice(first, stop, `${dateWords(stop.date)} has ${item.meal} twice: “${first.item.title}” and “${item.title}”.`);
          continue;
        }
      }
      if (item.meal === 'breakfast' || item.place === undefined || isNeighbourhood(stop)) continue;
    } else if (isVisit(stop)) check.checked += 1;
    else continue;
    const id = item.place?.id;
    const first =
      (id === undefined ? undefined : earlier(`id ${id}`, stop, () => true)) ??
      earlier(
        `name ${plain(item.place?.name ?? item.title)}`,
        stop,
        (other) => other !== stop && nextDoor(other, stop) && (id === undefined || other.item.place?.id === undefined),
      );
    if (first !== undefined)
      twice(first, stop, `“${item.place?.name ?? item.title}” is in the plan twice: ${dateWords(first.date)} and ${dateWords(stop.date)}.`);
  }
  check.evidence.push({ text: `${count(check.checked, 'sight and table', 'sights and tables')}, all different` });
  if (check.findings.length > 0)
    check.evidence[0] = { text: `${count(check.checked, 'sight and table', 'sights and tables')}, ${check.findings.length} twice` };
  return check;
}

function nextDoor(a: Stop, b: Stop): boolean {
  return a.point === undefined || b.point === undefined || metresBetween(a.point, b.point) <= NEXT_DOOR_METRES;
}

function isNeighbourhood({ item: { place }, fact }: Stop): boolean {
  const category = fact?.category ?? place?.category;
  return (
    category === 'neighbourhood' ||
    category === 'area' ||
    (category === undefined && (place?.source === 'catalogue' || place?.source === 'gazetteer'))
  );
}

/**
 * Rule 16: a place said to be the catalogue's is in it, where it says; and every place but those of transfers lies
 * within `REACH_METRES` of a city the trip is in that date. What a model or a traveller named is only proven to be
 * within reach, not to exist: said as unknown. A fixed item further off is the traveller's wish: a warning.
 */
export function placesExist({ doc, stops }: Timeline): Check {
  const check = newCheck();
  let unproven = 0;
  let furthest = 0;
  for (const stop of stops) {
    const { item, fact, point, date } = stop;
    const place = item.place;
    const matters = isVisit(stop) || item.kind === 'meal' || item.kind === 'stay';
    if (place === undefined || point === undefined) {
      if (matters) {
        check.unknown += 1;
        unproven += 1;
      }
      continue;
    }
    const there = doc.destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    if (place.source === 'catalogue' && fact === undefined && there.some(({ guide }) => guide !== undefined)) {
      check.findings.push({
        key: `known ${item.id}`,
        stops: [stop],
        message: `The guide knows no place “${place.name}”${place.id === undefined ? '' : ` (${place.id})`}.`,
      });
      continue;
    }
    if (fact === undefined) {
      check.unknown += 1;
      unproven += 1;
    } else {
      const off = metresBetween(fact, place);
      if (off > SAME_PLACE_METRES) {
        check.findings.push({
          key: `moved ${item.id}`,
          stops: [stop],
          message: `“${place.name}” is ${distance(off)} from where the guide has it.`,
          evidence: [
            { text: `Guide: ${fact.lat}, ${fact.lon}`, source: fact.source, ...(fact.asOf === undefined ? {} : { asOf: fact.asOf }) },
          ],
        });
      }
      check.checked += 1;
    }
    if (!matters) continue;
    // The plan's own coordinates are drawn on the map and walked to, so they have to be within reach as well.
    const [nearest] = there
      .map((city) => ({
        city,
        metres: Math.max(metresBetween(city, point), fact === undefined ? 0 : metresBetween(city, place) - SAME_PLACE_METRES),
      }))
      .toSorted((a, b) => a.metres - b.metres);
    if (nearest === undefined) continue;
    furthest = Math.max(furthest, nearest.metres);
    if (nearest.metres > REACH_METRES) {
      check.findings.push({
        key: `far ${item.id}`,
        severity: stop.fixed ? 'warning' : 'error',
        stops: [stop],
        message: `“${place.name}” is ${distance(nearest.metres)} from the centre of ${nearest.city.name}, more than ${REACH_METRES / 1_000} km.`,
        evidence: [{ text: `${distance(nearest.metres)} as the crow flies`, source: 'great-circle distance' }],
      });
    }
  }
  check.evidence.push({ text: `${count(check.checked, 'place')} in the guide, the furthest ${distance(furthest)} from its centre` });
  if (unproven > 0) check.evidence.push({ text: `${count(unproven, 'place')} named by you, a model or nobody: not proven to exist` });
  return check;
}

/** Rule 17: each fixed item is in the plan with its title, date, times, place and price. */
export function fixedItemsUntouched(trip: Timeline): Check {
  const check = newCheck();
  const wanted = new Set(trip.dates);
  for (const [index, { wish, stop, changes }] of trip.fixed.entries()) {
    check.checked += 1;
    if (changes.length === 0) continue;
    const asked = `${dateWords(wish.date)}, ${wish.start} to ${wish.end}`;
    const found = trip.stops.find(({ item }) => item === stop?.item);
    const now = stop === undefined ? undefined : `${dateWords(stop.day.date)}, ${stop.item.start} to ${stop.item.end}`;
    const message =
      now === undefined
        ? `“${wish.title}” is fixed on ${asked}, but not in the plan${wanted.has(wish.date) ? '' : ', whose dates are others'}.`
        : now === asked
          ? `“${wish.title}” is fixed, but its ${changes.join(' and ')} changed.`
          : `“${wish.title}” is fixed on ${asked}. The plan has it on ${now}.`;
    check.findings.push({ key: String(index), stops: found === undefined ? [] : [found], message });
  }
  check.evidence.push({ text: trip.fixed.length === 0 ? 'Nothing was fixed' : count(trip.fixed.length, 'fixed item') });
  return check;
}

/** Whether what is one date by the clocks was another day between the two. */
function livedAgain(first: Stop, again: Stop): boolean {
  return again.from - first.from - (again.start - first.start) >= LIVED_AGAIN;
}

import { minutesOf, timeOf } from '@tripmaster/contracts';
import { ARRIVAL_BUFFER, DEPARTURE_BUFFER, TRAVEL_SOURCE, quickestMinutes, tripEdges } from '../limits.ts';
import { metresBetween, type Point } from '../../travel/distance.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Finding, Stop, Timeline } from '../types.ts';
import { count, dateWords, distance } from '../../words.ts';

const MODES = {
  walk: 'on foot',
  metro: 'by metro',
  tram: 'by tram',
  bus: 'by bus',
  train: 'by train',
  ferry: 'by ferry',
  taxi: 'by taxi',
  drive: 'by car',
  flight: 'by air',
} as const;

/**
 * Rule 4: between any two places there is time for the way. The distance is measured anew between the coordinates
 * and the least time of the leg's mode counts, however little the leg states; where no mode is stated, the quickest.
 * A transfer is itself a ride: what it lasts is time to travel in, and its place is where it starts or ends.
 * An item with no place lies somewhere on the way: its own time cannot be travelled in.
 */
export function travelTimeIsEnough(trip: Timeline): Check {
  const check = newCheck();
  let here: Stop | undefined;
  let room: Stop | undefined;
  let via: Stop[] = [];
  let closest: number | undefined;
  for (const stop of trip.stops) {
    if (stop.item.kind === 'transfer' || stop.point === undefined) {
      if (stop.point === undefined && stop.item.kind !== 'transfer' && stop.item.kind !== 'free') check.unknown += 1;
      via.push(stop);
      continue;
    }
    const ways = via.filter(({ item }) => item.kind === 'transfer');
    // Whoever has a room that night starts the next day from it, wherever the evening ended.
    if (room !== undefined && here !== undefined && here.date <= room.date && stop.date > room.date && !leavesAtNight(ways, room))
      here = room;
    // Two beds for one night are rule 20's; there is no way between them.
    const twoBeds = here?.night === true && stop.night && here.date === stop.date;
    if (here !== undefined && !twoBeds && stop.from >= (here.night ? here.from : here.to)) {
      const spare = judge(trip, check, here, via, stop);
      if (spare !== undefined && (closest === undefined || spare < closest)) closest = spare;
    }
    if (stop.night) room = stop;
    here = stop;
    via = [];
  }
  // The way home leads nowhere that is planned, but takes its time all the same.
  const home = via.filter(({ item }) => item.kind === 'transfer');
  if (here?.point !== undefined && home.length > 0) {
    check.checked += 1;
    const { finding } = follow(trip, { ...here, point: here.point }, here.night ? here.from : here.to, home, []);
    if (finding !== undefined) check.findings.push({ key: `${here.item.id} home`, ...finding });
  }
  if (check.checked > 0 && closest !== undefined) {
    check.evidence.push({ text: `${count(check.checked, 'leg')}; the closest has ${closest} min to spare`, source: TRAVEL_SOURCE });
  }
  if (check.unknown > 0) check.evidence.push({ text: `${count(check.unknown, 'leg')} with no known place or way` });
  return check;
}

/** True for whoever took a room and then a train that same evening. */
function leavesAtNight(ways: readonly Stop[], room: Stop): boolean {
  return ways.some(({ date, to }) => date === room.date && to > room.from);
}

type Somewhere = Stop & { readonly point: Point };
type Followed = { finding?: Omit<Finding, 'key'>; last?: Stop; at: { point: Point; time: number } };

/**
 * Goes along, ride by ride: each is caught at its place in time, or ends there no sooner than can be. A ride with no place
 * leads anywhere. `next`: where one goes then, to be named along.
 */
function follow({ facts }: Timeline, here: Somewhere, leaves: number, rides: readonly Stop[], next: readonly Stop[]): Followed {
  let at = { point: here.point, time: leaves };
  let last: Stop | undefined;
  for (const ride of rides) {
    if (ride.point === undefined) continue;
    const metres = metresBetween(at.point, ride.point);
    const needs = quickestMinutes(metres, (mode, length) => facts.travelMinutes(mode, length));
    if (needs > ride.to - at.time) {
      return {
        at,
        finding: {
          stops: [here, ...next, ...rides],
          message: `“${ride.item.title}” ends ${Math.max(ride.to - at.time, 0)} min after “${(last ?? here).item.title}” on ${dateWords(ride.date)}; the way takes at least ${needs}.`,
          evidence: [{ text: `${distance(metres)} as the crow flies, by the quickest way`, source: TRAVEL_SOURCE }],
        },
      };
    }
    at = { point: ride.point, time: needs <= ride.from - at.time ? ride.from : ride.to };
    last = ride;
  }
  return { at, ...(last === undefined ? {} : { last }) };
}

/** Looks at one way; gives the minutes left over, or nothing where it is impossible or not known. */
function judge(trip: Timeline, check: Check, here: Stop, via: readonly Stop[], stop: Stop): number | undefined {
  const { doc, facts } = trip;
  const { item, point } = stop;
  if (point === undefined || here.point === undefined) return undefined;
  const key = `${here.item.id} ${item.id}`;
  const metres = metresBetween(here.point, point);
  const quickest = (length: number): number => quickestMinutes(length, (mode, m) => facts.travelMinutes(mode, m));
  const leg = item.travelFromPrevious;
  const least = (length: number): number => (leg === undefined ? quickest(length) : facts.travelMinutes(leg.mode, length));
  const rides = via.filter(({ item: { kind } }) => kind === 'transfer');
  const leaves = here.night && stop.from < here.to ? here.from : here.to;
  const available =
    stop.from -
    leaves -
    via.reduce((sum, other) => sum + (other.item.kind === 'transfer' || other.item.kind === 'free' ? 0 : other.to - other.from), 0);
  const say = (needs: number, has: number, text: string, from = here): void =>
    void check.findings.push({
      key,
      stops: [here, stop, ...rides],
      message: `You have ${Math.max(has, 0)} min from “${from.item.title}” to “${item.title}” on ${dateWords(stop.date)}; it takes ${needs}.`,
      evidence: [{ text, source: TRAVEL_SOURCE }],
    });

  if (rides.length > 0) {
    const needs = quickest(metres);
    check.checked += 1;
    if (needs > available) {
      say(needs, available, `${distance(metres)} as the crow flies, by the quickest way`);
      return undefined;
    }
    const { finding, last, at } = follow(trip, { ...here, point: here.point }, leaves, rides, [stop]);
    if (finding !== undefined) check.findings.push({ key, ...finding });
    else if (last !== undefined) {
      const after = metresBetween(at.point, point);
      const caught = at.time === last.from && quickest(after) <= stop.from - last.from;
      if (!caught && least(after) > stop.from - last.to)
        say(least(after), stop.from - last.to, `${distance(after)} from where “${last.item.title}” ends`, last);
    }
    return undefined;
  }
  if (leg === undefined && facts.travelMinutes('walk', metres) > available && quickest(metres) <= available) {
    check.unknown += 1;
    return undefined;
  }
  check.checked += 1;
  const minimum = least(metres);
  const needs = via.length === 0 ? Math.max(minimum, leg?.minutes ?? 0) : minimum;
  const how = leg === undefined ? 'by the quickest way' : MODES[leg.mode];
  if (needs > available) {
    say(needs, available, `${distance(metres)} as the crow flies, ${how}`);
    return undefined;
  }
  if (leg === undefined || via.length > 0) return available - needs;
  const wrong = (message: string): void =>
    void check.findings.push({
      key,
      stops: [here, stop],
      message,
      evidence: [{ text: `${distance(metres)} as the crow flies`, source: TRAVEL_SOURCE }],
    });
  if (leg.minutes < minimum) wrong(`The way to “${item.title}” is given as ${leg.minutes} min ${how}; it takes at least ${minimum}.`);
  else if (leg.metres < metres * 0.95 - 50)
    wrong(`The way to “${item.title}” is given as ${distance(leg.metres)}; it is ${distance(metres)} as the crow flies.`);
  else if (stop.from >= here.to && leg.spareMinutes > available - leg.minutes + 1)
    wrong(`The way to “${item.title}” is given ${leg.spareMinutes} min to spare; there are ${available - leg.minutes}.`);
  else if (leg.mode === 'drive' && needs > (doc.request.maxDriveMinutes ?? Infinity)) {
    wrong(`The drive to “${item.title}” takes ${needs} min. You asked for at most ${doc.request.maxDriveMinutes ?? 0}.`);
  }
  return available - needs;
}

/**
 * Rule 6: nothing is planned before the arrival or after the departure that the traveller stated, with time to get
 * off and on (`ARRIVAL_BUFFER`, `DEPARTURE_BUFFER`) around visits and meals. The journey itself may lie outside:
 * a transfer that ends by the arrival or starts at the departure.
 */
export function arrivalAndDepartureAreMet({ doc, dates, byDate }: Timeline): Check {
  const check = newCheck();
  const { arrivalTime, departureTime } = doc.request;
  const { first, last } = tripEdges(doc.request);
  const firstDate = dates[0] ?? '';
  const lastDate = dates.at(-1) ?? firstDate;
  const buffered = (stop: Stop): boolean => !stop.fixed && (isVisit(stop) || stop.item.kind === 'meal');
  if (arrivalTime === undefined && departureTime === undefined) {
    check.evidence.push({ text: 'No arrival or departure time was given' });
    return check;
  }
  if (arrivalTime !== undefined) {
    const arrival = minutesOf(arrivalTime);
    for (const stop of byDate.get(firstDate) ?? []) {
      check.checked += 1;
      if (stop.item.kind === 'transfer' && stop.start < arrival && stop.end <= arrival) continue;
      const earliest = buffered(stop) ? first : arrival;
      if (stop.start >= earliest) continue;
      const why = earliest > arrival ? `; ${ARRIVAL_BUFFER} min later is the earliest` : '';
      check.findings.push({
        key: `arrival ${stop.item.id}`,
        stops: [stop],
        message: `“${stop.item.title}” starts at ${stop.item.start}. You arrive at ${arrivalTime}${why}.`,
      });
    }
    check.evidence.push({ text: `Arrival at ${arrivalTime}, nothing before ${timeOf(first)}` });
  }
  if (departureTime !== undefined) {
    const departure = minutesOf(departureTime);
    const late = (stop: Stop, end: number, latest: number): void => {
      check.checked += 1;
      if (end <= latest) return;
      const why = latest < departure ? `; ${DEPARTURE_BUFFER} min before is the latest` : '';
      check.findings.push({
        key: `departure ${stop.item.id}`,
        stops: [stop],
        message: `“${stop.item.title}” ends at ${stop.item.end}. You leave at ${departureTime}${why}.`,
      });
    };
    for (const stop of byDate.get(lastDate) ?? []) {
      if (stop.night || (stop.item.kind === 'transfer' && stop.start >= departure)) continue; // The journey home; a night there is rule 20's.
      late(stop, stop.end, buffered(stop) ? last : departure);
    }
    for (const stop of byDate.get(dates.at(-2) ?? '') ?? []) {
      if (stop.night) late(stop, stop.end - 1440, departure);
    }
    check.evidence.push({ text: `Departure at ${departureTime}, visits over by ${timeOf(last)}` });
  }
  return check;
}

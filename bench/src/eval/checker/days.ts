import { clock, dayNumber, hoursOn, leastMinutes, metres, momentOf, quickest, type Point, type Window } from './world.ts';
import type { Journey, Line } from './trip.ts';

/** The rules about time and place. Each says whether it is broken. */

/** 1: one day a date, in order, none beside them. */
export function datesAreWrong({ doc, dates }: Journey): boolean {
  const { dates: asked } = doc.request;
  return (
    JSON.stringify(doc.days.map(({ date }) => date)) !== JSON.stringify(dates) ||
    ('month' in asked && dates[0]?.slice(0, 7) !== asked.month)
  );
}

/** 2: within the day and the traveller's hours. */
export function leavesItsDay({ doc: { request }, lines, dates }: Journey): boolean {
  const opens = request.dayStart === undefined ? 0 : clock(request.dayStart);
  const closes = request.dayEnd === undefined || clock(request.dayEnd) <= opens ? 1_440 : clock(request.dayEnd);
  return lines.some(({ item, start, end, from, to, night, date, booked, visit, meal }) => {
    if (item.arrival !== undefined && (item.kind !== 'transfer' || to <= from)) return true;
    if (clock(item.end) <= start && item.kind !== 'stay' && item.kind !== 'transfer') return true;
    if ((night && date === dates.at(-1)) || booked || !(visit || meal)) return false;
    return start < opens || end > closes;
  });
}

/** 3: two things at once; a room may be left, so of a night only its beginning counts. */
export function overlaps({ lines }: Journey): boolean {
  return lines.some((one, index) =>
    lines.slice(index + 1).some((other) => {
      if (one.night && other.night) return false;
      if (one.night) return other.from < one.from && one.from < other.to;
      if (other.night) return one.from < other.from && other.from < one.to;
      return one.from < other.to && other.from < one.to;
    }),
  );
}

/** 4: time for every way between two places. */
export function tooFarApart(journey: Journey): boolean {
  let here: Line | undefined;
  let bed: Line | undefined;
  let between: Line[] = [];
  for (const line of journey.lines) {
    if (line.item.kind === 'transfer' || line.point === undefined) {
      between.push(line);
      continue;
    }
    const asleep = bed;
    const gone = between.some(({ item, date, to }) => item.kind === 'transfer' && date === asleep?.date && to > asleep.from);
    if (asleep && here && here.date <= asleep.date && asleep.date < line.date && !gone) here = asleep;
    const beds = here?.night === true && line.night && here.date === line.date;
    if (here && !beds && line.from >= (here.night ? here.from : here.to) && cannotReach(journey, here, between, line)) return true;
    if (line.night) bed = line;
    here = line;
    between = [];
  }
  // The way home ends nowhere in the plan, but lasts as long as it lasts.
  const home = between.filter(({ item }) => item.kind === 'transfer');
  return here?.point !== undefined && rideIsMissed(here.point, here.night ? here.from : here.to, home, undefined);
}

function cannotReach({ doc }: Journey, here: Line, between: readonly Line[], line: Line): boolean {
  if (here.point === undefined || line.point === undefined) return false;
  const off = here.night && line.from < here.to ? here.from : here.to;
  const spent = between
    .filter(({ item: { kind } }) => kind !== 'transfer' && kind !== 'free')
    .reduce((sum, one) => sum + one.to - one.from, 0);
  const time = line.from - off - spent;
  const far = metres(here.point, line.point);
  const leg = line.item.travelFromPrevious;
  const rides = between.filter(({ item }) => item.kind === 'transfer');
  if (rides.length > 0) return quickest(far) > time || rideIsMissed(here.point, off, rides, line);
  if (leg === undefined) return quickest(far) > time;
  const least = leastMinutes(leg.mode, far);
  if (Math.max(least, between.length === 0 ? leg.minutes : 0) > time) return true;
  if (between.length > 0) return false;
  return (
    leg.minutes < least ||
    leg.metres < far * 0.95 - 50 ||
    (line.from >= here.to && leg.spareMinutes > time - leg.minutes + 1) ||
    (leg.mode === 'drive' && Math.max(least, leg.minutes) > (doc.request.maxDriveMinutes ?? Infinity))
  );
}

function windowsOf({ world }: Journey, { known, date }: Line): Window[] | undefined {
  const hours = known?.place?.hours;
  if (known === undefined || hours === undefined) return undefined;
  const on = (day: string): Window[] => hoursOn(hours, day, world.holidayOn(known.guide.country, day) !== undefined);
  const before = new Date((dayNumber(date) - 1) * 86_400_000).toISOString().slice(0, 10);
  const tail = on(before).flatMap(([, close]): Window[] => (close > 1_440 ? [[0, close - 1_440]] : []));
  return [...tail, ...on(date)];
}

/** 5: open from the arrival to the end of the visit. 15: not closed for a holiday. */
export function findsItClosed(journey: Journey): { byHours: boolean; byHoliday: boolean } {
  let byHours = false;
  let byHoliday = false;
  for (const line of journey.lines) {
    const windows = windowsOf(journey, line);
    if (!line.visit && !(line.meal && windows !== undefined)) continue;
    const holiday = journey.world.holidayOn(line.country, line.date) !== undefined;
    if (windows?.length === 0 && holiday) byHoliday ||= journey.dates.includes(line.date);
    else if (windows !== undefined)
      byHours ||= !windows.some(([open, close]) => open <= line.start && line.end <= close && line.start < close);
    else if (line.item.hours !== undefined) {
      const [open, close] = [clock(line.item.hours.open), clock(line.item.hours.close)];
      byHours ||= line.start < open || line.end > (close > open ? close : close + 1_440);
    }
  }
  return { byHours, byHoliday };
}

/** 6: after the arrival (and half an hour), before the departure (and an hour). */
export function missesItsTrain({ doc: { request }, dates, lines }: Journey): boolean {
  const lands = request.arrivalTime === undefined ? undefined : clock(request.arrivalTime);
  const leaves = request.departureTime === undefined ? undefined : clock(request.departureTime);
  return lines.some(({ item, date, start, end, night, booked, visit, meal }) => {
    const eager = !booked && (visit || meal);
    const ride = item.kind === 'transfer';
    if (lands !== undefined && date === dates[0] && !(ride && start < lands && end <= lands)) {
      if (start < (eager ? Math.min(lands + 30, 1_439) : lands)) return true;
    }
    if (leaves === undefined) return false;
    if (night) return date === dates.at(-2) && end - 1_440 > leaves;
    if (date !== dates.at(-1) || (ride && start >= leaves)) return false;
    return end > (eager ? Math.max(leaves - 60, 0) : leaves);
  });
}

/** 19: the city's zone, and times that its clocks show. */
export function wrongClock({ doc, lines }: Journey): boolean {
  const plain = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const strange = doc.days.some(({ date, city, country, timeZone }) => {
    const there = doc.destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    const named = there.filter(({ name }) => plain(name) === plain(city));
    const possible = named.length > 0 ? named : there;
    return possible.length > 0 && (!possible.some((one) => one.timeZone === timeZone) || !possible.some((one) => one.country === country));
  });
  return (
    strange ||
    lines.some(({ zone, date, start, end, item }) => {
      if (!momentOf(zone, date, start).exists) return true;
      if (item.arrival !== undefined) return !momentOf(item.arrival.timeZone, item.arrival.date, clock(item.end)).exists;
      return end < 1_440 && !momentOf(zone, date, end).exists;
    })
  );
}

/** Rides in a row, each caught at its place or ending there, and the way from the last one to the line after them. */
function rideIsMissed(start: Point, off: number, rides: readonly Line[], line: Line | undefined): boolean {
  const [ride, ...rest] = rides;
  if (ride === undefined) return line?.point !== undefined && quickest(metres(start, line.point)) > line.from - off;
  const { point } = ride;
  if (point === undefined) return rideIsMissed(start, off, rest, line);
  const way = quickest(metres(start, point));
  if (way <= ride.from - off && !rideIsMissed(point, ride.from, rest, line)) return false;
  if (way > ride.to - off) return true;
  if (line?.point === undefined || rest.some((other) => other.point !== undefined)) return rideIsMissed(point, ride.to, rest, line);
  const left = metres(point, line.point);
  const mode = line.item.travelFromPrevious?.mode;
  return (mode === undefined ? quickest(left) : leastMinutes(mode, left)) > line.from - ride.to;
}

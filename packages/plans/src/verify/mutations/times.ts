import { addDays, localAt, minutesOf, spanOf, timeOf, type Item } from '@tripmaster/contracts';
import { metresBetween } from '../../travel/distance.ts';
import { asking, change, isBed, isMeal, isOurs, isVisit, put, type Line, type Mutation, type Plan } from './kit.ts';

const start = ({ item }: Line): number => minutesOf(item.start);
const end = ({ item }: Line): number => minutesOf(item.end);
/** Within its day, and not a night. */
const plain = (line: Line): boolean => !isBed(line) && end(line) > start(line);
const edge = (plan: Plan, which: 'first' | 'last') => plan.doc.days.at(which === 'first' ? 0 : -1)?.date ?? '';

/** The opening of a place on a date that a visit lies in, where it is known. */
function opening({ facts }: Plan, { item, day }: Line): { open: number; close: number } | undefined {
  const windows = item.place?.id === undefined ? undefined : facts.hours(item.place.id, day.date)?.windows;
  return windows?.find(({ open, close }) => open <= minutesOf(item.start) && minutesOf(item.end) <= close);
}

/** The way to a line from the one before it, where both are somewhere and nothing lies between. */
function wayTo({ item, before }: Line): { metres: number; gap: number } | undefined {
  if (before?.place === undefined || item.place === undefined || before.kind === 'transfer' || item.kind === 'transfer') return undefined;
  if (item.travelFromPrevious === undefined) return undefined;
  return { metres: metresBetween(before.place, item.place), gap: minutesOf(item.start) - minutesOf(before.end) };
}

export const TIMES: readonly Mutation[] = [
  {
    name: 'a visit that ends before it starts',
    rule: 2,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && plain(one));
      return line && { doc: change(plan.doc, line.item.id, { start: line.item.end, end: line.item.start }), items: [line.item.id] };
    },
  },
  {
    name: 'a line before the day begins',
    rule: 2,
    seed: (plan) => {
      const line = plan.any((one) => (isVisit(one) || isMeal(one)) && isOurs(one) && end(one) < 1_200);
      return line && { doc: asking(plan.doc, { dayStart: timeOf(start(line) + 5), dayEnd: '23:59' }), items: [line.item.id] };
    },
  },
  {
    name: 'a line after the day has ended',
    rule: 2,
    seed: (plan) => {
      const line = plan.any((one) => (isVisit(one) || isMeal(one)) && isOurs(one) && plain(one) && end(one) > 600);
      return line && { doc: asking(plan.doc, { dayStart: '00:10', dayEnd: timeOf(end(line) - 1) }), items: [line.item.id] };
    },
  },
  {
    name: 'a line that runs into the next',
    rule: 3,
    seed: (plan) => {
      const line = plan.any(
        ({ item, after, ...rest }) =>
          after !== undefined && plain({ item, after, ...rest }) && after.start >= item.end && after.start < '23:50',
      );
      return (
        line && { doc: change(plan.doc, line.item.id, { end: timeOf(minutesOf(line.after?.start ?? '') + 5) }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'two lines that swap their times',
    rule: 3,
    seed: (plan) => {
      // The longer one begins when the shorter did, and goes on when the one after that begins.
      const line = plan.any((one) => {
        const { after, before } = one;
        if (after === undefined || before === undefined || !plain(one) || isBed({ ...one, item: before }) || before.end <= before.start)
          return false;
        return start(one) + minutesOf(before.end) - minutesOf(before.start) > minutesOf(after.start) && before.end <= one.item.start;
      });
      const { item, before } = line ?? {};
      if (item === undefined || before === undefined) return undefined;
      const lasts = (other: typeof item): number => minutesOf(other.end) - minutesOf(other.start);
      const first = change(plan.doc, before.id, { start: item.start, end: timeOf(Math.min(minutesOf(item.start) + lasts(before), 1_439)) });
      return {
        doc: change(first, item.id, { start: before.start, end: timeOf(minutesOf(before.start) + lasts(item)) }),
        items: [before.id],
      };
    },
  },
  {
    name: 'two lines at one time',
    rule: 3,
    seed: (plan) => {
      const line = plan.any((one) => plain(one) && one.before !== undefined && one.before.end > one.before.start);
      const { before, item } = line ?? {};
      return before && item && { doc: change(plan.doc, item.id, { start: before.start, end: before.end }), items: [item.id] };
    },
  },
  {
    name: 'a night that begins before dinner is over',
    rule: 3,
    seed: (plan) => {
      const line = plan.any(
        (one) =>
          isBed(one) &&
          one.before !== undefined &&
          one.before.end > one.before.start &&
          minutesOf(one.before.end) - minutesOf(one.before.start) > 10,
      );
      return (
        line && { doc: change(plan.doc, line.item.id, { start: timeOf(minutesOf(line.before?.end ?? '') - 5) }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'no minute left for the way',
    rule: 4,
    seed: (plan) => {
      const line = plan.any(
        (one) => (wayTo(one)?.metres ?? 0) > 200 && (wayTo(one)?.gap ?? 0) >= 1 && (one.item.travelFromPrevious?.minutes ?? 0) > 0,
      );
      return line && { doc: change(plan.doc, line.item.id, { start: line.before?.end ?? '' }), items: [line.item.id] };
    },
  },
  {
    name: 'a way quicker than anybody is',
    rule: 4,
    seed: (plan) => {
      const line = plan.any((one) => (wayTo(one)?.metres ?? 0) > 500);
      const leg = line?.item.travelFromPrevious;
      return line && leg && { doc: change(plan.doc, line.item.id, { travelFromPrevious: { ...leg, minutes: 1 } }), items: [line.item.id] };
    },
  },
  {
    name: 'a way shorter than the straight line',
    rule: 4,
    seed: (plan) => {
      const line = plan.any((one) => (wayTo(one)?.metres ?? 0) > 300);
      const leg = line?.item.travelFromPrevious;
      return line && leg && { doc: change(plan.doc, line.item.id, { travelFromPrevious: { ...leg, metres: 60 } }), items: [line.item.id] };
    },
  },
  {
    name: 'more time to spare than there is',
    rule: 4,
    seed: (plan) => {
      const line = plan.any((one) => wayTo(one) !== undefined);
      const leg = line?.item.travelFromPrevious;
      return (
        line &&
        leg && {
          doc: change(plan.doc, line.item.id, { travelFromPrevious: { ...leg, spareMinutes: leg.spareMinutes + 30 } }),
          items: [line.item.id],
        }
      );
    },
  },
  {
    name: 'a drive longer than allowed',
    rule: 4,
    seed: (plan) => {
      const line = plan.any((one) => (wayTo(one)?.metres ?? 0) > 1_500);
      const leg = line?.item.travelFromPrevious;
      return (
        line &&
        leg && {
          doc: asking(change(plan.doc, line.item.id, { travelFromPrevious: { ...leg, mode: 'drive' } }), { maxDriveMinutes: 5 }),
          items: [line.item.id],
        }
      );
    },
  },
  {
    name: 'a journey quicker than a flight',
    rule: 4,
    seed: (plan) => {
      const line = plan.any(({ item, before }) => {
        const far =
          item.place && before?.place && item.kind === 'transfer' && (item.arrival !== undefined || item.end > item.start)
            ? metresBetween(before.place, item.place)
            : 0;
        return far > 300_000 && before?.kind !== 'transfer' && minutesOf(item.start) - minutesOf(before?.end ?? '00:00') < 20;
      });
      return line && { doc: change(plan.doc, line.item.id, endingAfter(line, 5)), items: [line.item.id] };
    },
  },
  {
    name: 'a place on the other side of town',
    rule: 4,
    seed: (plan) => {
      const line = plan.any((one) => {
        const way = wayTo(one);
        return isVisit(one) && isOurs(one) && way !== undefined && way.gap < 40;
      });
      const place = line?.item.place;
      if (line === undefined || place === undefined) return undefined;
      // Twenty-two kilometres take the quickest, a train, over half an hour, and this leg's own mode longer.
      const lat = place.lat + (place.lat > 0 ? -0.4 : 0.4);
      return {
        doc: change(plan.doc, line.item.id, { place: { name: 'Elsewhere', lat, lon: place.lon, source: 'user' } }),
        items: [line.item.id],
      };
    },
  },
  {
    name: 'a visit before the doors open',
    rule: 5,
    seed: (plan) => {
      const line = plan.any(
        (one) => isVisit(one) && (opening(plan, one)?.open ?? 0) >= 400 && (opening(plan, one)?.close ?? 9_999) <= 1_440,
      );
      const open = line && opening(plan, line)?.open;
      return line && open !== undefined
        ? { doc: change(plan.doc, line.item.id, { start: timeOf(open - 10) }), items: [line.item.id] }
        : undefined;
    },
  },
  {
    name: 'a visit after the doors are shut',
    rule: 5,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && (opening(plan, one)?.close ?? 9_999) < 1_420);
      const close = line && opening(plan, line)?.close;
      return line && close !== undefined
        ? { doc: change(plan.doc, line.item.id, { end: timeOf(close + 10) }), items: [line.item.id] }
        : undefined;
    },
  },
  {
    name: 'a visit moved to a closed weekday',
    rule: 5,
    seed: (plan) => {
      const closed = (one: Line, date: string, country: string): boolean => {
        const id = one.item.place?.id;
        if (id === undefined || plan.facts.holiday(country, date) !== undefined) return false;
        const tail = plan.facts.hours(id, addDays(date, -1))?.windows.some(({ close }) => close > 1_440) === true;
        return plan.facts.hours(id, date)?.windows.length === 0 && !tail;
      };
      const line = plan.any((one) => isVisit(one) && plan.doc.days.some(({ date, country }) => closed(one, date, country)));
      const day = line && plan.doc.days.find(({ date, country }) => closed(line, date, country));
      return line && day && { doc: put(change(plan.doc, line.item.id, undefined), day.date, line.item), items: [line.item.id] };
    },
  },
  {
    name: 'hours that the plan itself contradicts',
    rule: 5,
    seed: (plan) => {
      const line = plan.any(
        (one) =>
          isVisit(one) &&
          plain(one) &&
          end(one) < 1_380 &&
          (one.item.place?.id === undefined || plan.facts.hours(one.item.place.id, one.day.date) === undefined),
      );
      return (
        line && {
          doc: change(plan.doc, line.item.id, {
            hours: { open: timeOf(start(line) + 10), close: '23:30', source: 'you', asOf: '2026-11' },
          }),
          items: [line.item.id],
        }
      );
    },
  },
  {
    name: 'a line before the arrival',
    rule: 6,
    seed: (plan) => {
      const line = plan.any(
        (one) => one.day.date === edge(plan, 'first') && (isVisit(one) || isMeal(one)) && isOurs(one) && start(one) > 30,
      );
      return line && { doc: asking(plan.doc, { arrivalTime: timeOf(start(line) - 10) }), items: [line.item.id] };
    },
  },
  {
    name: 'a line after the departure',
    rule: 6,
    seed: (plan) => {
      const line = plan.any(
        (one) => one.day.date === edge(plan, 'last') && (isVisit(one) || isMeal(one)) && isOurs(one) && end(one) < 1_400,
      );
      return line && { doc: asking(plan.doc, { departureTime: timeOf(end(line) + 30) }), items: [line.item.id] };
    },
  },
  {
    name: 'a night that outlasts the departure',
    rule: 6,
    seed: (plan) => {
      const line = plan.any((one) => isBed(one) && one.day.date === plan.doc.days.at(-2)?.date && end(one) > 30);
      return line && { doc: asking(plan.doc, { departureTime: timeOf(end(line) - 20) }), items: [line.item.id] };
    },
  },
];

/** The end of a way that lasts so many minutes, by the clocks of where it ends. */
function endingAfter({ item, day }: Line, minutes: number): Partial<Item> {
  if (item.arrival === undefined) return { end: timeOf(minutesOf(item.start) + minutes) };
  const { timeZone } = item.arrival;
  const { date, time } = localAt(timeZone, spanOf(item, day).from + minutes);
  return { end: time, arrival: { date, timeZone } };
}

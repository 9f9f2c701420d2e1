import { addDays, daysBetween } from '@tripmaster/contracts';
import { metresBetween } from '../travel/distance.ts';
import { offsetAt } from '@tripmaster/contracts';
import type { Located } from './spots.ts';
import type { Token } from './tokens.ts';

/** One journey as it was found. */
export type Segment = {
  from: Located;
  to: Located;
  number?: { text: string; kind: 'flight' | 'train' | 'bus' | 'ferry' };
  date: string;
  dateSure: boolean;
  departs: string;
  arrives?: string;
  arrivalDate?: string;
  arrivalSure: boolean;
  row: number;
};

const MOST_TOKENS = 400;
const WIDEST = 26;
const LEFT_OUT = 0.3;

/**
 * Cuts the tokens into journeys: the set of windows that do not overlap in which each has two places, two times, at most one
 * number, and a date or two, with as little left over as can be. Found by dynamic programming over the tokens.
 */
export function segmentsOf(all: readonly Token[], numbered: boolean): Segment[] {
  const tokens = all.slice(0, MOST_TOKENS);
  const best: { score: number; from: number | undefined }[] = [{ score: 0, from: undefined }];
  for (let end = 1; end <= tokens.length; end += 1) {
    let choice = { score: (best[end - 1]?.score ?? 0) - LEFT_OUT, from: undefined as number | undefined };
    for (let start = Math.max(0, end - WIDEST); start < end - 3; start += 1) {
      const score = scoreOf(tokens.slice(start, end), numbered);
      if (score === undefined) continue;
      const total = (best[start]?.score ?? 0) + score;
      if (total > choice.score) choice = { score: total, from: start };
    }
    best.push(choice);
  }
  const windows: [number, number][] = [];
  for (let end = tokens.length; end > 0;) {
    const from = best[end]?.from;
    if (from === undefined) end -= 1;
    else {
      windows.unshift([from, end]);
      end = from;
    }
  }
  const segments: Segment[] = [];
  let after = 0;
  for (const [start, end] of windows) {
    const between = tokens.slice(after, start);
    const segment = segmentIn(tokens.slice(start, end), between, segments.at(-1), tokens);
    if (segment !== undefined) segments.push(segment);
    after = end;
  }
  return withoutRepeats(segments);
}

function distinct(values: readonly string[]): number {
  return new Set(values).size;
}

function scoreOf(window: readonly Token[], numbered: boolean): number | undefined {
  const places = window.flatMap((token) => (token.type === 'place' ? [token.at.key] : []));
  const times = window.flatMap((token) => (token.type === 'time' ? [token.time] : []));
  if (distinct(places) !== 2 || times.length === 0) return undefined;
  const numbers = window.flatMap((token) => (token.type === 'number' ? [token.text] : []));
  if (distinct(numbers) > 1) return undefined;
  const dates = window.flatMap((token) => (token.type === 'date' ? [token.date] : []));
  // A, B, A is two journeys.
  const turns = places.filter((key, index) => index > 0 && key !== places[index - 1]).length;
  if (turns > 3) return undefined;
  const repeats = places.length - 2;
  let score = 6 - repeats * 0.5 - (turns - 1) * 1.2;
  score += times.length === 2 ? 4 : times.length === 1 ? -3.5 : 2 - (times.length - 2) * 3;
  if (times.length === 4 && distinct(times) === 2) score += 3;
  if (numbers.length > 0) score += 3;
  else if (numbered) score -= 4;
  score += dates.length === 0 ? 0 : dates.length <= 2 ? 2 : 2 - (dates.length - 2);
  if (dates.length > 1 && distinct(dates) > 2) score -= 2;
  return score - window.length * 0.05 - spread(window) * 0.02;
}

function spread(window: readonly Token[]): number {
  return Math.max(0, (window.at(-1)?.row ?? 0) - (window[0]?.row ?? 0) - 6);
}

function segmentIn(
  window: readonly Token[],
  between: readonly Token[],
  previous: Segment | undefined,
  all: readonly Token[],
): Segment | undefined {
  const places = window.flatMap((token) => (token.type === 'place' ? [token] : []));
  const keys = [...new Set(places.map(({ at }) => at.key))];
  const spot = (key: string | undefined): Located | undefined =>
    places.find(({ at }) => at.key === key && at.spot.iata !== undefined)?.at ?? places.find(({ at }) => at.key === key)?.at;
  let [from, to] = [spot(keys[0]), spot(keys[1])];
  // Labels say more than the order does.
  if (
    places.some(({ at, role }) => at.key === keys[0] && role === 'arrive') &&
    places.some(({ at, role }) => at.key === keys[1] && role === 'depart')
  )
    [from, to] = [to, from];
  if (from === undefined || to === undefined) return undefined;
  const times = window.flatMap((token) => (token.type === 'time' ? [token] : []));
  let [first, second] = times;
  if (first?.role === 'arrive' && second?.role === 'depart') [first, second] = [second, first];
  if (first === undefined) return undefined;
  if (times.length > 2) second = times.find((time, index) => index > 0 && time.time !== first.time) ?? second;
  const dates = window.flatMap((token) => (token.type === 'date' ? [token] : []));
  let [day, arrival] = dates;
  if (day?.role === 'arrive' && dates.length === 1) day = undefined;
  arrival = dates.find((date, index) => index > 0 && date.date !== day?.date) ?? (dates.length > 1 ? dates[1] : undefined);
  if (day?.role === 'arrive' && arrival?.role === 'depart') [day, arrival] = [arrival, day];
  const heading = between.findLast((token) => token.type === 'date');
  const allDates = new Set(all.flatMap((token) => (token.type === 'date' ? [token.date] : [])));
  const inherited = heading?.type === 'date' ? heading : undefined;
  const date = day?.date ?? inherited?.date ?? previous?.arrivalDate ?? previous?.date ?? [...allDates][0];
  if (date === undefined) return undefined;
  const dateSure =
    day !== undefined
      ? day.sure
      : inherited !== undefined
        ? inherited.sure && !(previous !== undefined && between.length > 3)
        : allDates.size === 1;
  const number = window.find((token) => token.type === 'number');
  const arrives = arrivalOf({ from, to, date, departs: first.time, second, said: arrival });
  return {
    from,
    to,
    ...(number?.type === 'number' ? { number: { text: number.text, kind: number.kind } } : {}),
    date,
    dateSure,
    departs: first.time,
    ...arrives,
    row: window[0]?.row ?? 0,
  };
}

type Arriving = { from: Located; to: Located; date: string; departs: string; second: Token | undefined; said: Token | undefined };

/** When it arrives: on the date that is said, so many days later, or on the only date that leaves a likely time for the way. */
function arrivalOf({ from, to, date, departs, second, said }: Arriving): Pick<Segment, 'arrives' | 'arrivalDate' | 'arrivalSure'> {
  if (second?.type !== 'time') return { arrivalSure: false };
  const arrives = second.time;
  const minutes = (on: string): number | undefined =>
    from.timeZone === undefined || to.timeZone === undefined
      ? undefined
      : (momentOf(to.timeZone, on, arrives) - momentOf(from.timeZone, date, departs)) / 60_000;
  if (second.plusDays !== undefined) return { arrives, arrivalDate: addDays(date, second.plusDays), arrivalSure: true };
  const saidDate = said?.type === 'date' ? said : undefined;
  if (saidDate !== undefined && Math.abs(daysBetween(date, saidDate.date)) <= 3) {
    const lasts = minutes(saidDate.date);
    const likely = lasts === undefined ? saidDate.date >= date : lasts > 0 && lasts < 40 * 60;
    if (likely) return { arrives, arrivalDate: saidDate.date, arrivalSure: saidDate.sure };
  }
  const metres = from.point !== undefined && to.point !== undefined ? metresBetween(from.point, to.point) : undefined;
  const choices = [-1, 0, 1, 2].flatMap((days) => {
    const on = addDays(date, days);
    const lasts = minutes(on) ?? (days < 0 ? -1 : daysBetween(date, on) * 1440 + clock(arrives) - clock(departs));
    return lasts > 0 ? [{ on, lasts }] : [];
  });
  const [soonest] = choices;
  if (soonest === undefined) return { arrives, arrivalDate: date, arrivalSure: false };
  if (metres === undefined) return { arrives, arrivalDate: soonest.on, arrivalSure: soonest.lasts < 12 * 60 };
  // Nothing that is booked goes faster than 1,050 km an hour.
  const least = metres / 17_500;
  const choice = choices.find(({ lasts }) => lasts >= least) ?? soonest;
  return {
    arrives,
    arrivalDate: choice.on,
    arrivalSure: choice.lasts >= least && choice.lasts <= least * 4 + 12 * 60 && from.timeZone !== undefined && to.timeZone !== undefined,
  };
}

const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function momentOf(zone: string, date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  return wall - offsetAt(zone, wall - offsetAt(zone, wall) * 60_000) * 60_000;
}

/** The same journey told twice, in a summary and in its details, is one. */
function withoutRepeats(segments: readonly Segment[]): Segment[] {
  const kept: Segment[] = [];
  for (const segment of segments) {
    const same = kept.findIndex(
      (one) =>
        one.date === segment.date &&
        one.departs === segment.departs &&
        one.from.timeZone === segment.from.timeZone &&
        (one.number?.text ?? segment.number?.text) === (segment.number?.text ?? one.number?.text),
    );
    const known = kept[same];
    if (known === undefined) kept.push(segment);
    else if (known.number === undefined && segment.number !== undefined) kept[same] = segment;
  }
  return kept;
}

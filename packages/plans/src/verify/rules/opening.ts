import { addDays, isPlainDate, timeOf, type Evidence, type Item } from '@tripmaster/contracts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, HoursFact, HoursWindow, Stop, Timeline } from '../types.ts';
import { count, dateWords, dayAndMonth, list, weekdays } from '../../words.ts';

type Known = { fact: HoursFact; windows: readonly HoursWindow[] };

/** Windows on the stop's date, with the tail of the night before where that one passes midnight. */
function knownHours({ facts }: Timeline, { item, date }: Stop): Known | undefined {
  const id = item.place?.id;
  const fact = id === undefined ? undefined : facts.hours(id, date);
  if (id === undefined || fact === undefined) return undefined;
  const yesterday = addDays(date, -1);
  const tail = (isPlainDate(yesterday) ? (facts.hours(id, yesterday)?.windows ?? []) : [])
    .filter(({ close }) => close > 1440)
    .map(({ close }) => ({ open: 0, close: close - 1440 }));
  return { fact, windows: [...tail, ...fact.windows] };
}

/** The hours an item itself states: a claim, good enough to contradict the item but not to prove it. */
function claimedWindow({ hours }: Item): HoursWindow | undefined {
  if (hours === undefined) return undefined;
  const [open, close] = [hours.open, hours.close].map((text) =>
    /^([01]?\d|2[0-9]):[0-5]\d$/.test(text) ? Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]) : undefined,
  );
  if (open === undefined || close === undefined) return undefined;
  return { open, close: close > open ? close : close + 1440 };
}

const words = (windows: readonly HoursWindow[]): string =>
  list(windows.map(({ open, close }) => `${timeOf(open)}–${close === 1440 ? '24:00' : timeOf(close)}`));

const sourced = (text: string, { source, asOf }: { source: string; asOf: string }): Evidence => ({ text, source, asOf });

/** Does the place open at all that date, were it not for a holiday? */
function closedForHoliday(trip: Timeline, stop: Stop, known: Known): string | undefined {
  return known.windows.length === 0 ? trip.facts.holiday(stop.day.country, stop.date) : undefined;
}

function closedWords({ facts }: Timeline, { item, date }: Stop): string {
  const id = item.place?.id;
  const weeks = [-14, -7, 7, 14].map((shift) => addDays(date, shift)).filter(isPlainDate);
  const always = id !== undefined && weeks.every((other) => facts.hours(id, other)?.windows.length === 0);
  return always ? `Closed on ${weekdays(date)}.` : `Closed on ${dayAndMonth(date)}.`;
}

/**
 * Rule 5: every visit, and every meal at a place with known hours, lies inside one opening window of its date. The
 * catalogue's hours count, not the item's; an item's own stated hours can only contradict it. A place that is
 * closed all day on a public holiday is counted by rule 15.
 */
export function openOnArrival(trip: Timeline): Check {
  const check = newCheck();
  const unknown: string[] = [];
  const sources = new Map<string, Evidence>();
  for (const stop of trip.stops) {
    const { item } = stop;
    const known = knownHours(trip, stop);
    if (!isVisit(stop) && (item.kind !== 'meal' || known === undefined)) continue;
    if (known !== undefined && closedForHoliday(trip, stop, known) !== undefined) continue;
    const claim = claimedWindow(item);
    const windows = known?.windows ?? (claim === undefined ? undefined : [claim]);
    const from = known?.fact ?? item.hours;
    if (windows === undefined || from === undefined) {
      check.unknown += 1;
      unknown.push(item.title);
      continue;
    }
    if (known === undefined) {
      check.unknown += 1;
      unknown.push(item.title);
    } else {
      check.checked += 1;
      sources.set(known.fact.source + known.fact.asOf, sourced('Usual hours, for each date', known.fact));
    }
    const wrong = (message: string): void =>
      void check.findings.push({
        key: item.id,
        stops: [stop],
        message,
        evidence:
          windows.length === 0 ? [sourced(`No opening on ${dateWords(stop.date)}`, from)] : [sourced(`Open ${words(windows)}`, from)],
      });
    const around = windows.find(({ open, close }) => open <= stop.start && stop.start < close);
    if (windows.length === 0) wrong(`${closedWords(trip, stop)} You would arrive on ${dateWords(stop.date)} at ${item.start}.`);
    else if (around === undefined) {
      const next = windows.find(({ open }) => open > stop.start);
      wrong(
        next === undefined
          ? `Closed from ${timeOf(Math.max(...windows.map(({ close }) => close)))}. You would arrive on ${dateWords(stop.date)} at ${item.start}.`
          : `Opens at ${timeOf(next.open)}. You would arrive on ${dateWords(stop.date)} at ${item.start}.`,
      );
    } else if (stop.end > around.close)
      wrong(`Closes at ${timeOf(around.close)}. You would stay until ${item.end} on ${dateWords(stop.date)}.`);
    else if (
      known !== undefined &&
      claim !== undefined &&
      !known.windows.some(({ open, close }) => claim.open >= open && claim.close <= close)
    ) {
      check.findings.push({
        key: `claim ${item.id}`,
        severity: 'warning',
        stops: [stop],
        message: `The plan says open ${words([claim])}. The guide says ${words(known.windows)}.`,
        evidence: [sourced(`Open ${words(known.windows)}`, known.fact)],
      });
    }
  }
  if (check.checked > 0)
    check.evidence.push({ text: `${count(check.checked, 'place')}, hours for each date` }, ...[...sources.values()].slice(0, 3));
  if (unknown.length > 0) check.evidence.push({ text: `Hours not known: ${shortList(unknown)}` });
  return check;
}

/** Rule 15: on a public holiday every visit is to a place that its hours say is open that day. */
export function publicHolidays(trip: Timeline): Check {
  const check = newCheck();
  const found: string[] = [];
  for (const date of trip.dates) {
    const stops = trip.byDate.get(date) ?? [];
    const countries = new Set(
      [...trip.doc.days.filter((day) => day.date === date), ...stops.map(({ day }) => day)].map(({ country }) => country),
    );
    check.checked += 1;
    for (const country of countries) {
      const holiday = trip.facts.holiday(country, date);
      if (holiday === undefined) continue;
      found.push(`${dateWords(date)}: ${holiday}`);
      const unknown: string[] = [];
      for (const stop of stops) {
        if (stop.day.country !== country || (!isVisit(stop) && stop.item.kind !== 'meal')) continue;
        const known = knownHours(trip, stop);
        if (known === undefined) {
          if (!isVisit(stop)) continue;
          check.unknown += 1;
          unknown.push(stop.item.title);
          continue;
        }
        check.checked += 1;
        if (known.windows.length > 0) continue;
        check.findings.push({
          key: stop.item.id,
          stops: [stop],
          message: `Closed on ${dayAndMonth(date)}, ${holiday}. You would arrive at ${stop.item.start}.`,
          evidence: [sourced(`No opening on ${dateWords(date)}`, known.fact)],
        });
      }
      if (unknown.length > 0) check.evidence.push({ text: `Opening on ${holiday} not known: ${shortList(unknown)}` });
    }
  }
  const first = trip.dates[0] ?? '';
  check.evidence.unshift({
    text:
      found.length === 0
        ? `None between ${dayAndMonth(first)} and ${dayAndMonth(trip.dates.at(-1) ?? first)}`
        : found.slice(0, 4).join('; '),
  });
  return check;
}

function shortList(titles: readonly string[]): string {
  return titles.length > 4 ? `${titles.slice(0, 3).join(', ')} and ${titles.length - 3} more` : list(titles);
}

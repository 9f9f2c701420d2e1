import { minutesOf, timeOf } from '@tripmaster/contracts';
import { dayHours } from '../limits.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Stop, Timeline } from '../types.ts';
import { count, dateWords, dayAndMonth, plain } from '../../words.ts';

/** Rule 2: each item ends after it starts, within its day and within the hours the traveller keeps. */
export function itemsInsideTheirDay({ doc, stops, dates }: Timeline): Check {
  const check = newCheck();
  const { start, end } = dayHours(doc.request);
  const last = dates.at(-1);
  for (const stop of stops) {
    const { item } = stop;
    check.checked += 1;
    const wrong = (message: string): void => void check.findings.push({ key: item.id, stops: [stop], message });
    if (item.arrival !== undefined && item.kind !== 'transfer') {
      wrong(`“${item.title}” ends in another place. Only a transfer does.`);
    } else if (item.arrival !== undefined && stop.minutes <= 0) {
      wrong(
        `“${item.title}” arrives at ${endWords(stop)}, ${stop.minutes === 0 ? 'the minute' : 'before'} it leaves at ${item.start} on ${dateWords(stop.date)} (${stop.day.timeZone}).`,
      );
    } else if (item.end <= item.start && item.kind !== 'stay' && item.kind !== 'transfer') {
      wrong(`“${item.title}” ends at ${item.end}, ${item.end === item.start ? 'when' : 'before'} it starts at ${item.start}.`);
    } else if (stop.night && stop.date === last) {
      continue; // A night after the trip is rule 20's.
    } else if (stop.fixed || (!isVisit(stop) && item.kind !== 'meal')) {
      continue;
    } else if (stop.start < start) {
      wrong(`“${item.title}” starts at ${item.start}. Your day starts at ${timeOf(start)}.`);
    } else if (stop.end > end) {
      // A child's bedtime is narrower than the day that was asked for, and is said by rule 12.
      const asked = doc.request.dayEnd;
      if (asked !== undefined && asked > (doc.request.dayStart ?? '00:00') && item.end > asked)
        wrong(`“${item.title}” ends at ${item.end}. Your day ends at ${asked}.`);
    }
  }
  check.evidence.push({ text: `${count(stops.length, 'item')} within ${timeOf(start)} and ${doc.request.dayEnd ?? 'midnight'}` });
  return check;
}

/**
 * Rule 3: nothing starts while something else goes on. A night is a room one may leave, so only its beginning
 * counts: nobody checks in while sitting at dinner. Two nights at once are rule 20's.
 */
export function noTwoThingsAtOnce({ doc, stops }: Timeline): Check {
  const check = newCheck();
  let longest: Stop | undefined;
  for (const stop of stops) {
    check.checked += 1;
    if (longest !== undefined && stop.from < longest.to && !(stop.night && stop.from === longest.from)) {
      check.findings.push({
        key: `${longest.item.id} ${stop.item.id}`,
        stops: [longest, stop],
        message: `“${stop.item.title}” starts at ${stop.item.start} on ${dateWords(stop.date)}, while “${longest.item.title}” lasts until ${endWords(longest)}.`,
      });
    }
    if (!stop.night && stop.to > stop.from && (longest === undefined || stop.to > longest.to)) longest = stop;
  }
  for (const { date, items } of doc.days) {
    items.forEach((item, index) => {
      const before = items[index - 1];
      // Where the clocks are other ones from here on, they do not tell.
      if (before === undefined || before.start <= item.start || before.arrival !== undefined) return;
      check.findings.push({
        key: `order ${item.id}`,
        severity: 'warning',
        stops: stops.filter((stop) => stop.item === item),
        message: `“${item.title}” is listed after “${before.title}” on ${dateWords(date)}, but starts before it.`,
      });
    });
  }
  check.evidence.push({ text: `${count(stops.length, 'item')}, one after the other` });
  return check;
}

/** Rule 19: every day is in the zone of its city, and every time exists there that night (clocks go forward in spring). */
export function localTimeIsRight({ doc, stops, zones }: Timeline): Check {
  const check = newCheck();
  const seen = new Set<string>();
  for (const { date, timeZone, country, city } of doc.days) {
    seen.add(timeZone);
    const there = doc.destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    // On the day of a change the plan's city says which of the two it is; a city that is neither is rule 7's.
    const named = there.filter(({ name }) => plain(name) === plain(city));
    const expected = named.length > 0 ? named : there;
    if (!zones.valid(timeZone)) {
      check.findings.push({ key: `zone ${date}`, stops: [], message: `${dateWords(date)}: “${timeZone}” is not a time zone.` });
    } else if (expected.length === 0) {
      check.unknown += 1;
    } else if (!expected.some((place) => place.timeZone === timeZone)) {
      check.findings.push({
        key: `zone ${date}`,
        stops: [],
        message: `${dateWords(date)} keeps ${timeZone} time. ${expected[0]?.name ?? city} keeps ${expected[0]?.timeZone ?? ''}.`,
      });
    } else if (!expected.some((place) => place.country === country)) {
      check.findings.push({
        key: `country ${date}`,
        stops: [],
        message: `${dateWords(date)} is planned in ${country}. ${expected[0]?.name ?? city} is in ${expected[0]?.country ?? ''}.`,
      });
    } else check.checked += 1;
  }
  for (const stop of stops) {
    check.checked += 1;
    const { item, day, ends } = stop;
    const end = {
      time: item.end,
      date: ends.date,
      timeZone: ends.timeZone,
      city: ends.timeZone === day.timeZone ? day.city : ends.timeZone,
    };
    const times = [
      { time: item.start, date: stop.date, timeZone: day.timeZone, city: day.city },
      ...(item.arrival !== undefined || stop.end < 1440 ? [end] : []),
    ];
    for (const { time, date, timeZone, city } of times) {
      const clock = zones.clock(timeZone, date, minutesOf(time));
      if (clock === 'twice')
        check.evidence.push({ text: `${time} comes twice on ${dayAndMonth(date)} (the clocks go back); the first was taken` });
      if (clock !== 'skipped') continue;
      check.findings.push({
        key: item.id,
        stops: [stop],
        message: `There is no ${time} on ${dateWords(date)} in ${city}: the clocks go forward over it.`,
        evidence: [{ text: `Rules of ${timeZone}`, source: 'IANA time zone database' }],
      });
      break;
    }
  }
  check.evidence.unshift({ text: `Local time of ${[...seen].join(', ')}`, source: 'IANA time zone database' });
  return check;
}

/** `19:00`, and for an end in another place `19:00 on Monday 17 May (Asia/Tokyo)`. */
function endWords({ item, ends }: Stop): string {
  return item.arrival === undefined ? item.end : `${item.end} on ${dateWords(ends.date)} (${ends.timeZone})`;
}

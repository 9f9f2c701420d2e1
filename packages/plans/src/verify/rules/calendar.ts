import { daysBetween } from '@tripmaster/contracts';
import { newCheck } from '../timeline.ts';
import type { Check, Timeline } from '../types.ts';
import { count, dateWords, dayAndMonth, monthWords, plain } from '../../words.ts';

/** Rule 1: each date of the trip has exactly one day, in order, and no day lies outside. */
export function everyDateHasADay({ doc, dates, byDate }: Timeline): Check {
  const check = newCheck();
  const wanted = new Set(dates);
  const seen = new Map<string, number>();
  for (const { date } of doc.days) seen.set(date, (seen.get(date) ?? 0) + 1);
  for (const date of dates) {
    check.checked += 1;
    const days = seen.get(date) ?? 0;
    if (days === 0) check.findings.push({ key: date, stops: [], message: `${dateWords(date)} has no day in the plan.` });
    if (days > 1)
      check.findings.push({ key: date, stops: byDate.get(date) ?? [], message: `${dateWords(date)} is in the plan ${days} times.` });
  }
  for (const date of seen.keys()) {
    if (!wanted.has(date))
      check.findings.push({
        key: date,
        stops: byDate.get(date) ?? [],
        message: `${dateWords(date)} is in the plan, but lies outside the trip's dates.`,
      });
  }
  doc.days.forEach(({ date }, index) => {
    const before = doc.days[index - 1]?.date;
    if (before !== undefined && before > date) {
      check.findings.push({ key: `order ${date}`, stops: [], message: `${dateWords(date)} comes after ${dateWords(before)} in the plan.` });
    }
  });
  const asked = doc.request.dates;
  const first = dates[0] ?? '';
  if ('month' in asked && first.slice(0, 7) !== asked.month) {
    check.findings.push({
      key: 'month',
      stops: [],
      message: `You asked for ${monthWords(asked.month)}. The trip starts on ${dateWords(first)}.`,
    });
  }
  check.evidence.push({ text: `${count(dates.length, 'date')}, ${dayAndMonth(first)} to ${dayAndMonth(dates.at(-1) ?? first)}` });
  return check;
}

/** Rule 7: the nights of the destinations follow one another from first to last date, as many as asked for in each. */
export function nightsAddUp({ doc, dates }: Timeline): Check {
  const check = newCheck();
  const { destinations, request } = doc;
  const first = dates[0] ?? '';
  const last = dates.at(-1) ?? first;
  const wrong = (key: string, message: string): void => void check.findings.push({ key, stops: [], message });

  if (destinations.length === 0) wrong('none', 'The plan names no destination.');
  let sum = 0;
  destinations.forEach(({ name, arrive, depart, nights }, index) => {
    check.checked += 1;
    const between = daysBetween(arrive, depart);
    sum += nights;
    if (between < 0) wrong(`span ${index}`, `${name}: leaves on ${dateWords(depart)}, before arriving on ${dateWords(arrive)}.`);
    else if (between !== nights)
      wrong(`count ${index}`, `${name}: ${dayAndMonth(arrive)} to ${dayAndMonth(depart)} is ${count(between, 'night')}, not ${nights}.`);
    const before = destinations[index - 1];
    if (before === undefined ? arrive !== first : arrive !== before.depart) {
      wrong(
        `start ${index}`,
        `${name} begins on ${dateWords(arrive)}, but ${before === undefined ? `the trip begins on ${dateWords(first)}` : `${before.name} ends on ${dateWords(before.depart)}`}.`,
      );
    }
  });
  const end = destinations.at(-1);
  if (end !== undefined && end.depart !== last)
    wrong('end', `${end.name} ends on ${dateWords(end.depart)}, but the trip ends on ${dateWords(last)}.`);

  for (const { date, city } of doc.days) {
    const there = destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    if (there.length === 0) continue; // Said by rule 1 or by the broken chain above.
    check.checked += 1;
    if (!there.some(({ name }) => plain(name) === plain(city))) {
      wrong(
        `city ${date}`,
        `${dateWords(date)} is planned in ${city}, while the trip is in ${there.map(({ name }) => name).join(' and ')}.`,
      );
    }
  }

  const askedNights = request.destinations.filter(({ nights }) => nights !== undefined);
  const left = [...destinations];
  for (const { name, nights = 0 } of askedNights) {
    const at = left.findIndex((place) => sameCity(place.name, name));
    const found = at < 0 ? undefined : left.splice(at, 1)[0];
    if (found === undefined) {
      check.unknown += 1;
      check.evidence.push({ text: `${name} is not in the plan by that name; its nights could not be compared` });
      continue;
    }
    check.checked += 1;
    if (found.nights !== nights)
      wrong(`asked ${name}`, `You asked for ${count(nights, 'night')} in ${name}. The plan has ${found.nights}.`);
  }
  check.evidence.push({
    text:
      dates.length === 1
        ? 'A day trip, no night'
        : `${count(sum, 'night')} in ${count(destinations.length, 'place')}, ${dayAndMonth(first)} to ${dayAndMonth(last)}`,
  });
  return check;
}

/** `Paris` and `Paris, France` are one city, as `Paris` and `Paris, Texas` are: the request's words were resolved before. */
function sameCity(known: string, asked: string): boolean {
  return plain(known.split(',')[0] ?? '') === plain(asked.split(',')[0] ?? '');
}

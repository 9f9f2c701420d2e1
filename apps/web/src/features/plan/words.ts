import { type Day, type Item, type Money, type Plan, type RuleResult, type TripRequest, sum } from '@tripmaster/contracts';
import { formatDate, formatDateRange, formatList, formatMonth, formatWeekday, plural } from '../../lib/format.ts';
import { endsNextDay, isNumbered } from '../../ui/timetable/rail.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Counts up to twelve as words. */
export function inWords(count: number): string {
  return WORDS[count] ?? String(count);
}

/** `two adults, one child of six`, `one adult`, `two adults, children of 0, 4 and 12`. */
export function partyText({ adults, childrenAges }: TripRequest['travellers']): string {
  const grown = `${inWords(adults)} ${adults === 1 ? 'adult' : 'adults'}`;
  const [only] = childrenAges;
  if (only === undefined) return grown;
  if (childrenAges.length === 1) return `${grown}, one child ${only === 0 ? 'under one' : `of ${inWords(only)}`}`;
  return `${grown}, ${inWords(childrenAges.length)} children of ${formatList(childrenAges.toSorted((a, b) => a - b).map(String))}`;
}

/** Whom a plan is for. Of somebody else's party only the number is known. */
export function planPartyText({ request: { travellers }, owner }: Pick<Plan, 'request' | 'owner'>): string {
  const people = peopleOf(travellers);
  if (owner === undefined || travellers.childrenAges.length > 0) return partyText(travellers);
  return `${inWords(people)} ${people === 1 ? 'traveller' : 'travellers'}`;
}

export function peopleOf({ adults, childrenAges }: TripRequest['travellers']): number {
  return adults + childrenAges.length;
}

/** First letters of the first and the last name, whole characters in any script: `AB`, `Z`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

type Dated = Pick<Plan, 'days' | 'datesHidden'>;

/** `Thu 13`, as on a day's tab; `Day 1 · Thu` where the dates are not told. */
export function tabName(plan: Dated, date: string): string {
  const [weekday = '', day = ''] = formatDate(date).split(' ');
  return plan.datesHidden === true ? `Day ${dayNumber(plan, date)} · ${weekday}` : `${weekday} ${day}`;
}

/** `Thu 13 May`; `Day 1 · Thursday` where the dates are not told. */
export function dayName(plan: Dated, date: string): string {
  return plan.datesHidden === true ? `Day ${dayNumber(plan, date)} · ${formatWeekday(date)}` : formatDate(date);
}

function dayNumber({ days }: Dated, date: string): number {
  return days.findIndex((day) => day.date === date) + 1;
}

/** When a trip is: `13 to 17 May 2027`, or `in May 2027` where the dates are not told. */
export function whenText({ days, datesHidden }: Dated): string | undefined {
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  if (first === undefined || last === undefined) return undefined;
  return datesHidden === true ? `in ${formatMonth(first.slice(0, 7))}` : formatDateRange(first, last);
}

/** What a day is about: its quarters, else its first sights, else its city. */
export function dayTitle(day: Day): string {
  const visits = day.items.filter(({ kind }) => kind === 'sight' || kind === 'activity');
  const areas = distinct(visits.map(({ place }) => place?.area));
  const names = areas.length > 0 ? areas : distinct(visits.map(({ title }) => title));
  const [first = day.city, second] = names;
  if (second === undefined) return first;
  // Quarters are often pairs themselves: "Baixa and Rossio".
  return `${first}${names.some((name) => name.includes(' and ')) ? ', ' : ' and '}${second}`;
}

function distinct(words: readonly (string | undefined)[]): string[] {
  return [...new Set(words.filter((word) => word !== undefined))];
}

/** `7 stops`. */
export function stopsText(day: Day): string {
  return plural(day.items.filter(isNumbered).length, 'stop');
}

/** What a day's items cost together; undefined where no price is known. */
export function dayTotal(day: Day, currency: string): Money | undefined {
  const known = costs(day.items, currency);
  return known.length === 0 ? undefined : sum(known, currency);
}

/** What of a day's total is for sleeping there; undefined when nothing is. */
export function nightTotal(day: Day, currency: string): Money | undefined {
  const nights = costs(
    day.items.filter((item) => item.kind === 'stay' || (item.category === 'stay' && endsNextDay(item))),
    currency,
  );
  const total = sum(nights, currency);
  return total.amount === 0 ? undefined : total;
}

/** A price in another money stands with its item and in no sum: its rate is not known here. */
function costs(items: readonly Item[], currency: string): Money[] {
  return items.flatMap(({ cost }) => (cost?.currency === currency ? [cost] : []));
}

/** The day to open first: today's while the trip runs, else the first. Where the dates are not told, no day is today. */
export function openingDay({ days, datesHidden }: Dated, today: string): string | undefined {
  return (days.find(({ date }) => date === today && datesHidden !== true) ?? days[0])?.date;
}

/** How much of a rule could be looked at: `41 checked`, `24 checked, 3 unknown`, `Nothing of the kind in this trip`. */
export function countsText({ checked, unknown }: Pick<RuleResult, 'checked' | 'unknown'>): string {
  if (checked === 0 && unknown === 0) return 'Nothing of the kind in this trip';
  return unknown === 0 ? `${checked} checked` : `${checked} checked, ${unknown} unknown for want of facts`;
}

export type PlanFormat = 'pdf' | 'html' | 'md' | 'ics' | 'gpx' | 'kml' | 'csv' | 'json';
export type Paper = 'a4' | 'letter';

/** Where people print on US letter; everywhere else on A4. */
const LETTER: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'CR', 'DO', 'GT', 'NI', 'PA', 'PR', 'SV', 'VE']);

/** The paper in the printer of somebody whose browser speaks `language`: `en-US` letter, `de` A4. */
export function paperOf(language: string): Paper {
  const { region } = new Intl.Locale(language).maximize();
  return region !== undefined && LETTER.has(region) ? 'letter' : 'a4';
}

/** `Lisbon in five days` as a file's name: `lisbon-in-five-days.md`. */
export function fileName(title: string, format: PlanFormat): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${words.slice(0, 80) || 'trip'}.${format}`;
}

import { addDays, daysBetween, weekdayOf, type Day, type Destination, type Item, type Plan } from '@tripmaster/contracts';
import { outlook } from '../climate/outlook.ts';
import { titleOf } from '../itinerary/title.ts';
import { plain } from '../words.ts';
import { tellsOneOf } from './dates-in-words.ts';

/** The first such weekday of a date's month: so opening hours by weekday keep their sense, and of the date only that is told. */
export function firstSuchDay(date: string): string {
  const first = `${date.slice(0, 7)}-01`;
  return addDays(first, (weekdayOf(date) - weekdayOf(first) + 7) % 7);
}

/** Only the month of a moment: what was done in the days before a trip would tell when that was. */
function monthOf(instant: string): string {
  return `${instant.slice(0, 7)}-01T00:00:00.000Z`;
}

/**
 * The plan, as others see it already, without its dates: month and weekdays are told, and nothing else. Its days begin on
 * the first such weekday of the month, with the sun and the usual weather of that day. Evidence and violations go, as
 * their words name dates; each rule keeps its outcome and its counts. Texts that name one of the dates are left out.
 */
export function hideDates(plan: Plan): Plan {
  const dates = plan.days.map(({ date }) => date);
  const [first] = dates;
  const { dates: asked } = plan.request;
  const start = first ?? ('start' in asked ? asked.start : `${asked.month}-01`);
  const shift = daysBetween(start, firstSuchDay(start));
  const move = (date: string): string => addDays(date, shift);
  const tells = tellsOneOf(dates);
  const destinations = plan.destinations.map((place) => ({ ...place, arrive: move(place.arrive), depart: move(place.depart) }));
  const { rates: _rates, ...budget } = plan.budget;
  return {
    ...plan,
    title: titleWithoutDates(plan.title, { dates, names: plan.destinations.map(({ name }) => name) }),
    request: { ...plan.request, dates: { month: start.slice(0, 7), days: Math.max(dates.length, 1) } },
    destinations,
    days: plan.days.map((day) => moved(day, { move, tells, destinations })),
    ...(plan.ideas === undefined
      ? {}
      : {
          ideas: plan.ideas
            .filter(({ title }) => !tells(title))
            .map(({ date, ...idea }) => ({ ...idea, ...(date === undefined ? {} : { date: move(date) }) })),
        }),
    budget,
    verification: {
      ...plan.verification,
      checkedAt: monthOf(plan.verification.checkedAt),
      rules: plan.verification.rules.map((rule) => ({ ...rule, evidence: [] })),
      violations: [],
    },
    createdAt: monthOf(plan.createdAt),
    updatedAt: monthOf(plan.updatedAt),
    datesHidden: true,
  };
}

/** A title in which one of the dates stands becomes the one that the trip was given when it was made. */
export function titleWithoutDates(title: string, { dates, names }: { dates: readonly string[]; names: readonly string[] }): string {
  const [start, end] = [dates[0], dates.at(-1)];
  if (start === undefined || end === undefined || !tellsOneOf(dates)(title)) return title;
  return titleOf({ start, end, stages: names.map((name) => ({ name })) });
}

type Move = { move: (date: string) => string; tells: (text: string) => boolean; destinations: readonly Destination[] };

function moved({ sun, climate, ...day }: Day, { move, tells, destinations }: Move): Day {
  const date = move(day.date);
  const city =
    destinations.find(({ name, arrive, depart }) => plain(name) === plain(day.city) && arrive <= date && date <= depart) ??
    destinations.find(({ name }) => plain(name) === plain(day.city));
  const about = city === undefined ? {} : outlook(city, date);
  return {
    ...day,
    date,
    ...(sun !== undefined && 'sun' in about ? { sun: about.sun } : {}),
    ...(climate !== undefined && 'climate' in about ? { climate: about.climate } : {}),
    items: day.items.map((item) => undated(item, move, tells)),
  };
}

/** An item without what names one of the dates; `Something` where that is its name. */
function undated({ notes, arrival, place, ...item }: Item, move: (date: string) => string, tells: (text: string) => boolean): Item {
  const told =
    place !== undefined && [place.name, place.localName, place.address, place.area].some((text) => text !== undefined && tells(text));
  return {
    ...item,
    title: tells(item.title) ? (place === undefined || told ? 'Something planned' : place.name) : item.title,
    ...(place === undefined || told ? {} : { place }),
    ...(arrival === undefined ? {} : { arrival: { ...arrival, date: move(arrival.date) } }),
    links: item.links.filter(({ label, url }) => !tells(label) && !tells(url)),
    ...(notes === undefined || tells(notes) ? {} : { notes }),
  };
}

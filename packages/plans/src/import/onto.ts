import { addDays, daysBetween, MAX_DAYS, type Idea, type PlanDocument, type PlanOperation } from '@tripmaster/contracts';
import { inZoneOf, isTimed, landingsOf, type Placed } from './compose.ts';
import type { Problems } from './found.ts';

/** A plan grows by so many days for what lies just outside it. */
const NEAR_DAYS = 3;

export type Onto = { operations: PlanOperation[]; shown: { placed: Placed; duplicate: boolean }[] };

/**
 * What has to be done to a plan so that it has what was found. What is there already (by its id, or by a booking's code on the
 * same date) is not added again, and what lies far outside its dates is left out.
 */
export function onto(document: PlanDocument, placed: readonly Placed[], problems: Problems): Onto {
  const ids = new Set([...document.days.flatMap(({ items }) => items.map(({ id }) => id)), ...(document.ideas ?? []).map(({ id }) => id)]);
  const dates = grown(document, placed, ids);
  const operations: PlanOperation[] = [];
  const [first, last] = [document.days[0]?.date, document.days.at(-1)?.date];
  if (dates !== undefined && (dates.start !== first || dates.end !== last)) operations.push({ op: 'set-dates', ...dates });
  const shown: Onto['shown'] = [];
  for (const one of placed) {
    if (ids.has(one.id) || hasBooking(document, one)) {
      shown.push({ placed: one, duplicate: true });
      continue;
    }
    const { date, item, found } = one;
    if (date !== undefined && isTimed(item)) {
      if (dates === undefined || date < dates.start || date > dates.end) {
        problems.add(found.where, `“${item.title}” on ${date} is left out: the trip is from ${first ?? ''} to ${last ?? ''}`);
        continue;
      }
      const zone = zoneOn(document, date);
      const there = [
        ...(document.days.find((day) => day.date === date)?.items ?? []),
        ...placed.flatMap((other) => (other.date === date ? [other.item] : [])),
      ];
      const shifted = zone === undefined ? item : (inZoneOf(one, date, zone, landingsOf(date, there)) ?? item);
      operations.push({ op: 'add', date, item: shifted });
      shown.push({ placed: { ...one, item: shifted }, duplicate: false });
    } else if (!isTimed(item)) {
      operations.push({ op: 'note-idea', idea: ideaFor(document, item) });
      shown.push({ placed: one, duplicate: false });
    }
    ids.add(one.id);
  }
  // Other dates alone are nothing that a file asked for.
  return { operations: operations.some(({ op }) => op !== 'set-dates') ? operations : [], shown };
}

/** An idea for a date that the plan has not is one for any date. */
function ideaFor({ days }: PlanDocument, idea: Idea): Idea {
  if (idea.date === undefined || days.some(({ date }) => date === idea.date)) return idea;
  const { date: _date, ...rest } = idea;
  return rest;
}

/** The plan's dates with those just before and after them that something new is on. */
function grown({ days }: PlanDocument, placed: readonly Placed[], ids: ReadonlySet<string>): { start: string; end: string } | undefined {
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  if (first === undefined || last === undefined) return undefined;
  let [start, end] = [first, last];
  for (const { id, date, item } of placed) {
    if (date === undefined || ids.has(id) || !isTimed(item)) continue;
    if (date < start && date >= addDays(first, -NEAR_DAYS) && daysBetween(date, end) < MAX_DAYS) start = date;
    if (date > end && date <= addDays(last, NEAR_DAYS) && daysBetween(start, date) < MAX_DAYS) end = date;
  }
  return { start, end };
}

function zoneOn({ days }: PlanDocument, date: string): string | undefined {
  const day = days.find((one) => one.date === date);
  if (day !== undefined) return day.timeZone;
  return date < (days[0]?.date ?? '') ? days[0]?.timeZone : days.at(-1)?.timeZone;
}

/** True where the plan has an item of the kind on that date whose notes hold the code. */
function hasBooking({ days }: PlanDocument, { found: { code }, date, item }: Placed): boolean {
  if (code === undefined || code.length < 4) return false;
  const start = isTimed(item) ? item.start : undefined;
  const there = days.find((day) => day.date === date)?.items ?? [];
  return there.some(
    (one) =>
      one.kind === item.kind &&
      one.notes?.includes(code) === true &&
      (one.kind === 'stay' || one.start === start || one.title === item.title),
  );
}

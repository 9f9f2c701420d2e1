import { timeOf } from '@tripmaster/contracts';
import { CHECK_IN, CHECK_OUT, SAME_PLACE_METRES } from '../limits.ts';
import { metresBetween } from '../../travel/distance.ts';
import { newCheck } from '../timeline.ts';
import type { Check, Stop, Timeline } from '../types.ts';
import { count, dateWords, plain } from '../../words.ts';

const USUAL = 'usual hotel times, ask yours';

/** The same bed as the night before: the same place, or where neither names one the same title. */
function sameStay(a: Stop, b: Stop): boolean {
  const [one, other] = [a.item.place, b.item.place];
  if (one?.id !== undefined && other?.id !== undefined) return one.id === other.id;
  if (a.point !== undefined && b.point !== undefined) {
    return plain(one?.name ?? a.item.title) === plain(other?.name ?? b.item.title) && metresBetween(a.point, b.point) <= SAME_PLACE_METRES;
  }
  return plain(a.item.title) === plain(b.item.title);
}

/**
 * Rule 8: the first night at a stay begins no earlier than check-in (15:00), the last one ends no later than
 * check-out (11:00). A stay within one day (luggage, a rest) needs no room and is not asked. Times of a stay that
 * the traveller booked and locked are agreed with the house: said as unknown.
 */
export function checkInAndOut({ dates, byDate }: Timeline): Check {
  const check = newCheck();
  const nights = dates.flatMap((date) => (byDate.get(date) ?? []).filter(({ night }) => night).slice(0, 1));
  let earliest: number | undefined;
  let latest: number | undefined;
  nights.forEach((night, index) => {
    const before = nights[index - 1];
    const after = nights[index + 1];
    const arrives = before === undefined || !sameStay(before, night);
    const leaves = after === undefined || !sameStay(night, after);
    const { item } = night;
    if (!arrives && !leaves) return;
    if (item.locked && item.provenance === 'user') {
      check.unknown += 1;
      check.evidence.push({ text: `“${item.title}” keeps the times you gave` });
      return;
    }
    check.checked += Number(arrives) + Number(leaves);
    if (arrives) {
      earliest = Math.min(earliest ?? Infinity, night.start);
      if (night.start < CHECK_IN) {
        check.findings.push({
          key: `in ${item.id}`,
          stops: [night],
          message: `Check-in is usually from ${timeOf(CHECK_IN)}. You would be at “${item.title}” at ${item.start} on ${dateWords(night.date)}; luggage can be left there.`,
          evidence: [{ text: `Check-in from ${timeOf(CHECK_IN)}`, source: USUAL }],
        });
      }
    }
    if (leaves) {
      latest = Math.max(latest ?? 0, night.end - 1440);
      if (night.end - 1440 > CHECK_OUT) {
        check.findings.push({
          key: `out ${item.id}`,
          stops: [night],
          message: `Check-out is usually by ${timeOf(CHECK_OUT)}. You would leave “${item.title}” at ${item.end}.`,
          evidence: [{ text: `Check-out by ${timeOf(CHECK_OUT)}`, source: USUAL }],
        });
      }
    }
  });
  if (earliest !== undefined && latest !== undefined) {
    check.evidence.unshift({ text: `Check-in at ${timeOf(earliest)} or later, check-out by ${timeOf(latest)}`, source: USUAL });
  } else if (nights.length === 0) check.evidence.push({ text: 'No night away' });
  return check;
}

/** Rule 20: each night but the last has one stay, or a night on the way (a sleeper, a night flight) instead. */
export function oneStayANight({ dates, byDate, stops }: Timeline): Check {
  const check = newCheck();
  const wanted = new Set(dates.slice(0, -1));
  const places: Stop[] = [];
  for (const date of wanted) {
    check.checked += 1;
    const there = byDate.get(date) ?? [];
    const nights = there.filter(({ night }) => night);
    const onTheWay = there.some(({ item, end }) => item.kind === 'transfer' && end >= 1440);
    const [stay] = nights;
    if (stay !== undefined && !places.some((known) => sameStay(known, stay))) places.push(stay);
    if (nights.length === 0 && !onTheWay)
      check.findings.push({ key: date, stops: [], message: `There is no stay for the night of ${dateWords(date)}.` });
    else if (nights.length > 1) {
      check.findings.push({
        key: date,
        stops: nights,
        message: `There are ${nights.length} stays for the night of ${dateWords(date)}: ${nights.map(({ item }) => `“${item.title}”`).join(' and ')}.`,
      });
    }
  }
  for (const stop of stops) {
    if (!stop.night || wanted.has(stop.date)) continue;
    check.findings.push({
      key: stop.item.id,
      stops: [stop],
      message: `“${stop.item.title}” is a night on ${dateWords(stop.date)}, when the trip is over.`,
    });
  }
  check.evidence.push({
    text: wanted.size === 0 ? 'A day trip, no night' : `${count(wanted.size, 'night')}, ${count(places.length, 'stay')}`,
  });
  return check;
}

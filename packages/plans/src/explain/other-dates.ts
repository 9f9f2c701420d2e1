import { MAX_DAYS, addDays, daysBetween, isPlainDate } from '@tripmaster/contracts';
import { tripDates } from '../verify/index.ts';
import { dateWords } from '../words.ts';
import { SIZE, type Proposal, type Propose, type Scene } from './proposals.ts';
import { applyOperations } from './apply.ts';
import { missingNights, stayBeside } from './nights.ts';

/** Sets the dates the plan should have: which fills holes, merges doubles and drops what lies outside. */
export const datesAgain: Propose = (scene) => {
  const dates = tripDates(scene.doc);
  const [start, end] = [dates[0], dates.at(-1)];
  if (start === undefined || end === undefined) return [];
  const whole = spanning(scene, start, end, `Lay the days out again, ${dateWords(start)} to ${dateWords(end)}`, SIZE.recount);
  const beyond = scene.doc.days.map(({ date }) => date).toSorted();
  const [first, last] = [beyond[0] ?? start, beyond.at(-1) ?? end];
  return first < start || last > end
    ? [...whole, ...spanning(scene, first < start ? first : start, last > end ? last : end, 'Make the trip as long as the plan', SIZE.wish)]
    : whole;
};

function spanning(scene: Scene, start: string, end: string, label: string, size: number): Proposal[] {
  // A flexible trip at the end of the calendar has dates that are none.
  if (!isPlainDate(end) || end < start || daysBetween(start, end) >= MAX_DAYS) return [];
  const operations: Proposal['operations'] = [{ op: 'set-dates', start, end }];
  // Another night needs a bed: the same as the one beside it, at its price.
  let doc = applyOperations(scene.doc, operations);
  for (const date of missingNights(doc)) {
    const stay = stayBeside(doc, date);
    if (stay === undefined) continue;
    operations.push({ op: 'add', date, item: stay });
    doc = applyOperations(doc, [{ op: 'add', date, item: stay }]);
  }
  return [{ label, operations, size }];
}

export const nights: Propose = (scene, items, violation) => {
  const dates = tripDates(scene.doc);
  const [start, end] = [dates[0], dates.at(-1)];
  const last = scene.doc.destinations.at(-1);
  if (start === undefined || end === undefined || last === undefined) return [];
  const asked = scene.doc.request.destinations.find(({ name }) => violation.id === `7:asked ${name}`)?.nights;
  const lengthened = asked === undefined || asked === last.nights ? undefined : addDays(end, asked - last.nights);
  return [
    ...datesAgain(scene, items, violation),
    ...(lengthened === undefined || lengthened < start
      ? []
      : spanning(scene, start, lengthened, `End the trip on ${dateWords(lengthened)}`, SIZE.wish)),
  ];
};

import { addDays, makeZones, minutesOf, timeOf, type Item } from '@tripmaster/contracts';
import { dateWords } from '../../words.ts';
import { change, asking, isBed, isVisit, one, put, shifted, type Mutation, type Plan } from './kit.ts';
import type { VerifiableDoc } from '../types.ts';

const renamed = (item: Item): Item => ({ ...item, id: `${item.id}-again` });

function city(
  { doc }: Plan,
  more: (first: VerifiableDoc['destinations'][number]) => Partial<VerifiableDoc['destinations'][number]>,
): VerifiableDoc {
  return { ...doc, destinations: doc.destinations.map((place, index) => (index === 0 ? { ...place, ...more(place) } : place)) };
}

function day({ doc, random }: Plan, more: Partial<VerifiableDoc['days'][number]>): { doc: VerifiableDoc; says: string } | undefined {
  const found = one(doc.days, random);
  return (
    found && { doc: { ...doc, days: doc.days.map((each) => (each === found ? { ...each, ...more } : each)) }, says: dateWords(found.date) }
  );
}

export const CALENDAR: readonly Mutation[] = [
  {
    name: 'a day left out',
    rule: 1,
    seed: ({ doc, random }) => {
      const lost = one(doc.days, random);
      return lost && { doc: { ...doc, days: doc.days.filter((each) => each !== lost) }, says: dateWords(lost.date) };
    },
  },
  {
    name: 'a day too many',
    rule: 1,
    seed: ({ doc }) => {
      const last = doc.days.at(-1);
      const date = last && addDays(last.date, 1);
      return last && date !== undefined
        ? { doc: { ...doc, days: [...doc.days, { ...last, date, items: [] }] }, says: dateWords(date) }
        : undefined;
    },
  },
  {
    name: 'a day twice',
    rule: 1,
    seed: ({ doc, random }) => {
      const twin = one(doc.days, random);
      return (
        twin && {
          doc: { ...doc, days: doc.days.flatMap((each) => (each === twin ? [each, { ...each, items: each.items.map(renamed) }] : [each])) },
          says: dateWords(twin.date),
        }
      );
    },
  },
  {
    name: 'days out of order',
    rule: 1,
    seed: ({ doc }) => {
      const [first, second, ...rest] = doc.days;
      return first && second && { doc: { ...doc, days: [second, first, ...rest] }, says: dateWords(first.date) };
    },
  },
  {
    name: 'nights miscounted',
    rule: 7,
    seed: (plan) => ({ doc: city(plan, ({ nights }) => ({ nights: nights + 1 })), says: plan.doc.destinations[0]?.name ?? '' }),
  },
  {
    name: 'a city that begins a day late',
    rule: 7,
    seed: (plan) => ({ doc: city(plan, ({ arrive }) => ({ arrive: addDays(arrive, 1) })), says: plan.doc.destinations[0]?.name ?? '' }),
  },
  {
    name: 'a city that is left a day late',
    rule: 7,
    seed: (plan) => ({
      doc: city(plan, ({ depart, nights }) => ({ depart: addDays(depart, 1), nights: nights + 1 })),
      says: plan.doc.destinations[0]?.name ?? '',
    }),
  },
  { name: 'a day in a city of no plan', rule: 7, seed: (plan) => day(plan, { city: 'Atlantis' }) },
  {
    name: 'other nights than were asked for',
    rule: 7,
    seed: ({ doc }) => {
      const [first] = doc.destinations;
      return first && { doc: asking(doc, { destinations: [{ name: first.name, nights: first.nights + 1 }] }), says: first.name };
    },
  },
  {
    name: 'a room before check-in',
    rule: 8,
    seed: (plan) => {
      const line = plan.lines.find(isBed);
      return line && { doc: change(plan.doc, line.item.id, { start: '14:30' }), items: [line.item.id] };
    },
  },
  {
    name: 'a room after check-out',
    rule: 8,
    seed: (plan) => {
      const line = plan.lines.findLast(isBed);
      return line && minutesOf(line.item.start) >= 700
        ? { doc: change(plan.doc, line.item.id, { end: '11:30' }), items: [line.item.id] }
        : undefined;
    },
  },
  {
    name: 'a night with no stay',
    rule: 20,
    seed: (plan) => {
      const line = plan.any(isBed);
      return line && { doc: change(plan.doc, line.item.id, undefined), says: dateWords(line.day.date) };
    },
  },
  {
    name: 'two stays for one night',
    rule: 20,
    seed: (plan) => {
      const line = plan.any(isBed);
      return line && { doc: put(plan.doc, line.day.date, renamed(line.item)), items: [line.item.id], says: dateWords(line.day.date) };
    },
  },
  {
    name: 'a night after the trip',
    rule: 20,
    seed: (plan) => {
      const line = plan.any(isBed);
      const last = plan.doc.days.at(-1)?.date;
      return line && last !== undefined ? { doc: put(plan.doc, last, renamed(line.item)), items: [`${line.item.id}-again`] } : undefined;
    },
  },
  {
    name: 'a day in the zone of another city',
    rule: 19,
    seed: (plan) =>
      day(plan, { timeZone: plan.doc.destinations.some(({ timeZone }) => timeZone === 'Pacific/Apia') ? 'America/Nuuk' : 'Pacific/Apia' }),
  },
  { name: 'a day in a zone that is none', rule: 19, seed: (plan) => day(plan, { timeZone: 'Atlantis/Centre' }) },
  { name: 'a day in another country', rule: 19, seed: (plan) => day(plan, { country: 'AQ' }) },
  {
    name: 'a time in the hour that the clocks skip',
    rule: 19,
    seed: (plan) => {
      const zones = makeZones();
      const line = plan.any(isVisit);
      if (line === undefined) return undefined;
      for (let by = -180; by < 180; by += 1) {
        const date = addDays(line.day.date, by);
        const skipped = [30, 90, 150, 210].find((minutes) => zones.clock(line.day.timeZone, date, minutes) === 'skipped');
        if (skipped === undefined) continue;
        const moved = change(plan.doc, line.item.id, { start: timeOf(skipped), end: timeOf(skipped + 120) });
        return { doc: shifted(moved, by), items: [line.item.id] };
      }
      return undefined;
    },
  },
];

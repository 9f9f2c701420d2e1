import { addDays, DIETS, minutesOf, timeOf, type Item } from '@tripmaster/contracts';
import { ASKED_AT_THE_TABLE, feeds } from '../limits.ts';
import { asking, change, isMeal, isOurs, isVisit, put, shifted, type Line, type Mutation, type Plan } from './kit.ts';
import type { VerifiableDoc } from '../types.ts';

const withChild = (doc: VerifiableDoc, age: number): VerifiableDoc =>
  asking(doc, { travellers: { ...doc.request.travellers, childrenAges: [age] } });
const isPlain = ({ item }: Line): boolean => item.end > item.start;

function unserved({ facts }: Plan, { item }: Line): string | undefined {
  const served = item.place?.id === undefined ? undefined : facts.place(item.place.id)?.diets;
  return served && DIETS.find((diet) => !ASKED_AT_THE_TABLE.includes(diet) && !feeds(served, diet));
}

/** A small visit that nobody has heard of. */
function errand(line: Line, number: number): Item {
  const { lat = 0, lon = 0 } = line.item.place ?? {};
  return {
    id: `errand-${number}`,
    kind: 'activity',
    title: `Errand ${number}`,
    place: { name: `Shop ${number}`, lat, lon, source: 'user' },
    start: timeOf(minutesOf(line.item.start) + number),
    end: timeOf(minutesOf(line.item.start) + number + 1),
    links: [],
    provenance: 'model',
    locked: false,
  };
}

export const WISHES: readonly Mutation[] = [
  {
    name: 'a meal where the diet is not served',
    rule: 10,
    seed: (plan) => {
      const line = plan.any((one) => isMeal(one) && isOurs(one) && unserved(plan, one) !== undefined);
      const diet = line && unserved(plan, line);
      return line && diet !== undefined ? { doc: asking(plan.doc, { dietary: [diet] }), items: [line.item.id] } : undefined;
    },
  },
  {
    name: 'a diet that only the plan vouches for',
    rule: 10,
    seed: (plan) => {
      const line = plan.any((one) => isMeal(one) && isOurs(one) && unserved(plan, one) !== undefined);
      const diet = line && unserved(plan, line);
      if (line?.item.place === undefined || diet === undefined) return undefined;
      const forged = change(plan.doc, line.item.id, { place: { ...line.item.place, diets: [diet] } });
      return { doc: asking(forged, { dietary: [diet] }), items: [line.item.id] };
    },
  },
  {
    name: 'a place with steps',
    rule: 11,
    seed: (plan) => {
      const line = plan.any(
        (one) => isVisit(one) && isOurs(one) && one.item.place?.id !== undefined && plan.facts.place(one.item.place.id)?.stepFree === 'no',
      );
      return line && { doc: asking(plan.doc, { accessibility: ['step-free'] }), items: [line.item.id] };
    },
  },
  {
    name: 'up after a child’s bedtime',
    rule: 12,
    seed: (plan) => {
      const line = plan.any((one) => (isVisit(one) || isMeal(one)) && isOurs(one) && isPlain(one) && minutesOf(one.item.end) > 1_230);
      return line && { doc: withChild(plan.doc, 4), items: [line.item.id] };
    },
  },
  {
    name: 'dinner put off past bedtime',
    rule: 12,
    seed: (plan) => {
      const line = plan.any((one) => isMeal(one) && isOurs(one));
      return line && { doc: withChild(change(plan.doc, line.item.id, { start: '20:30', end: '21:30' }), 8), items: [line.item.id] };
    },
  },
  {
    name: 'a visit over the nap',
    rule: 12,
    seed: (plan) => {
      const line = plan.any(
        (one) => (isVisit(one) || isMeal(one)) && isOurs(one) && minutesOf(one.item.end) - minutesOf(one.item.start) >= 20,
      );
      return (
        line && { doc: asking(plan.doc, { naps: [{ start: timeOf(minutesOf(line.item.end) - 10), end: '23:59' }] }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'a place that is not for children',
    rule: 12,
    seed: (plan) => {
      const line = plan.any(
        (one) =>
          isVisit(one) && isOurs(one) && one.item.place?.id !== undefined && plan.facts.place(one.item.place.id)?.childFriendly === 0,
      );
      return line && { doc: withChild(plan.doc, 15), items: [line.item.id] };
    },
  },
  {
    name: 'hours with no rest for a child',
    rule: 12,
    seed: (plan) => {
      const made = ({ item }: Line): boolean =>
        (item.place?.id === undefined ? undefined : plan.facts.place(item.place.id)?.childFriendly) === 3 ||
        item.place?.childFriendly === 3;
      const line = plan.any((one) => isVisit(one) && isOurs(one) && !made(one) && minutesOf(one.item.start) < 900);
      return (
        line && {
          doc: withChild(change(plan.doc, line.item.id, { end: timeOf(minutesOf(line.item.start) + 310) }), 1),
          items: [line.item.id],
        }
      );
    },
  },
  {
    name: 'more visits than the pace allows',
    rule: 13,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && isOurs(one) && minutesOf(one.item.start) < 1_400);
      if (line === undefined) return undefined;
      const many = Array.from({ length: 10 }, (_, index) => errand(line, index + 1));
      return { doc: many.reduce((doc, item) => put(doc, line.day.date, item), plan.doc), items: many.map(({ id }) => id) };
    },
  },
  {
    name: 'a full day where a slow one was asked for',
    rule: 13,
    seed: (plan) => {
      const inside = plan.doc.days.slice(1, -1).map(({ date }) => date);
      const line = plan.any(
        (one) =>
          isVisit(one) &&
          isOurs(one) &&
          inside.includes(one.day.date) &&
          one.day.items.filter((item) => item.kind === 'sight' || item.kind === 'activity').length <= 4,
      );
      return (
        line && {
          doc: asking(change(plan.doc, line.item.id, { start: '09:00', end: '22:00' }), {
            pace: 'relaxed',
            dayStart: '09:00',
            dayEnd: '22:00',
          }),
          items: [line.item.id],
        }
      );
    },
  },
  {
    name: 'a sight twice',
    rule: 14,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && one.item.place?.id !== undefined);
      const day = plan.doc.days.find(({ date }) => date !== line?.day.date);
      return line && day && { doc: put(plan.doc, day.date, { ...line.item, id: 'twin' }), items: ['twin'] };
    },
  },
  {
    name: 'a sight twice under another name',
    rule: 14,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && one.item.place?.id !== undefined && one.item.place.source === 'catalogue');
      const place = line?.item.place;
      return (
        line &&
        place && {
          doc: put(plan.doc, line.day.date, {
            ...line.item,
            id: 'twin',
            title: 'Something else',
            place: { ...place, name: 'Something else' },
          }),
          items: ['twin'],
        }
      );
    },
  },
  {
    name: 'one meal twice a day',
    rule: 14,
    seed: (plan) => {
      // On the day of a flight round the world one may well have a meal twice.
      const line = plan.any(
        (one) => isMeal(one) && one.item.meal !== undefined && one.day.items.every(({ arrival }) => arrival === undefined),
      );
      return line && { doc: put(plan.doc, line.day.date, { ...line.item, id: 'twin', start: '16:00', end: '16:20' }), items: ['twin'] };
    },
  },
  {
    name: 'one restaurant twice',
    rule: 14,
    seed: (plan) => {
      const dinners = plan.lines.filter((one) => isMeal(one) && isOurs(one) && one.item.meal === 'dinner');
      const [first, second] = dinners;
      const place = first?.item.place;
      if (first === undefined || second === undefined || place === undefined) return undefined;
      const table = { name: 'Bonjardim', lat: place.lat, lon: place.lon, source: 'user' as const };
      return { doc: change(change(plan.doc, first.item.id, { place: table }), second.item.id, { place: table }), items: [second.item.id] };
    },
  },
  {
    name: 'one id for two lines',
    rule: 14,
    seed: (plan) => {
      const [first, second] = plan.lines;
      return first && second && { doc: change(plan.doc, second.item.id, { id: first.item.id }), items: [first.item.id] };
    },
  },
  {
    name: 'a visit moved to a holiday',
    rule: 15,
    seed: (plan) => {
      const line = plan.any(
        (one) => isVisit(one) && one.item.place?.id !== undefined && plan.facts.hours(one.item.place.id, one.day.date) !== undefined,
      );
      const id = line?.item.place?.id;
      if (line === undefined || id === undefined) return undefined;
      for (let by = -300; by < 300; by += 1) {
        const date = addDays(line.day.date, by);
        // Another year's holidays take long to work out.
        if (date.slice(0, 4) !== line.day.date.slice(0, 4)) continue;
        if (plan.facts.holiday(line.day.country, date) === undefined || plan.facts.hours(id, date)?.windows.length !== 0) continue;
        if (plan.facts.hours(id, addDays(date, -1))?.windows.some(({ close }) => close > 1_440) === true) continue;
        return { doc: shifted(plan.doc, by), items: [line.item.id] };
      }
      return undefined;
    },
  },
  {
    name: 'an invented place',
    rule: 16,
    seed: (plan) => {
      const line = plan.any((one) => isVisit(one) && one.item.place?.source === 'catalogue' && one.item.place.id !== undefined);
      const place = line?.item.place;
      return (
        line && place && { doc: change(plan.doc, line.item.id, { place: { ...place, id: 'lisbon/atlantis' } }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'a place that was moved',
    rule: 16,
    seed: (plan) => {
      const line = plan.any((one) => one.item.place?.id !== undefined && plan.facts.place(one.item.place.id) !== undefined);
      const place = line?.item.place;
      return (
        line && place && { doc: change(plan.doc, line.item.id, { place: { ...place, lat: place.lat - 0.008 } }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'a place far from the city',
    rule: 16,
    seed: (plan) => {
      const line = plan.any((one) => (isVisit(one) || isMeal(one)) && isOurs(one) && one.item.place !== undefined);
      const { lat = 0, lon = 0 } = line?.item.place ?? {};
      return (
        line && {
          doc: change(plan.doc, line.item.id, { place: { name: 'Far off', lat: lat > 0 ? lat - 5 : lat + 5, lon, source: 'user' } }),
          items: [line.item.id],
        }
      );
    },
  },
];

import { minutesOf, timeOf, type Violation } from '@tripmaster/contracts';
import { CHECK_IN, CHECK_OUT, REST_MINUTES, isNight, lengthOf, quickestMinutes } from '../verify/index.ts';
import { metresBetween } from '../travel/distance.ts';
import { dateWords, list } from '../words.ts';
import { cheaper } from './cheaper.ts';
import {
  SIZE,
  atAnotherTime,
  bedtime,
  find,
  isVisitItem,
  otherDays,
  remove,
  replacements,
  retime,
  trimmed,
  type At,
  type Proposal,
  type Propose,
  type Scene,
} from './proposals.ts';
import { stayBeside } from './nights.ts';
import { datesAgain, nights } from './other-dates.ts';
import { asFixed, elsewhere, sameCurrency, where } from './replaced.ts';

const timed: Propose = (scene, items) => items.flatMap((at) => atAnotherTime(scene, at));

const apart: Propose = (scene, items) => {
  const [first, second] = items;
  if (first === undefined || second === undefined) return timed(scene, items, noViolation);
  // With no line after it, a ride is the way home.
  const rides = items.slice(1).filter(({ item }) => item.kind === 'transfer');
  const longer = rides.map((ride) =>
    retime(ride, minutesOf(ride.item.start), minutesOf(ride.item.start) + lengthOfRide(scene, first, ride)),
  );
  if (rides.includes(second)) return [...longer, ...timed(scene, [first], noViolation)];
  const { facts } = scene;
  const gone = minutesOf(first.item.start) + lengthOf(first.item);
  const begins = minutesOf(second.item.start);
  const metres = first.item.place && second.item.place ? metresBetween(first.item.place, second.item.place) : 0;
  const leg = second.item.travelFromPrevious;
  const quick = facts.travelMinutes('taxi', metres);
  const stated = leg === undefined ? facts.travelMinutes('walk', metres) : Math.max(leg.minutes, facts.travelMinutes(leg.mode, metres));
  const way = Math.min(stated, Math.max(facts.travelMinutes('walk', metres), quick));
  const { travelFromPrevious: _, ...bare } = second.item;
  const again: Proposal = {
    label: `Work out the way to “${second.item.title}” again`,
    operations: [{ op: 'replace', itemId: second.item.id, item: bare }],
    size: SIZE.recount,
  };
  const taxi: Proposal = {
    label: `Take a taxi to “${second.item.title}”`,
    operations: [
      {
        op: 'replace',
        itemId: second.item.id,
        item: {
          ...bare,
          travelFromPrevious: { mode: 'taxi', minutes: quick, metres: Math.round(metres * 1.3), spareMinutes: 0, estimated: true },
        },
      },
    ],
    size: SIZE.swap / 4,
    consequence: 'The fare is not in the sums.',
  };
  const free = (at: At): boolean => !at.item.locked && !isNight(at.item);
  return [
    ...longer,
    ...(isNight(second.item) ? [retime(second, gone + way, begins + lengthOf(second.item))] : []),
    ...(free(second) && first.date === second.date ? trimmed(second, { start: gone + way }) : []),
    ...(free(first) && first.date === second.date ? trimmed(first, { end: begins - way }) : []),
    ...(leg !== undefined && metres > 0 ? [again] : []),
    ...(metres > 0 && (leg === undefined || leg.mode === 'walk' || stated > quick) ? [taxi] : []),
    ...items.filter(free).flatMap((at) => atAnotherTime(scene, at)),
  ];
};

/** A ride from one line to its own place, by the quickest way. */
function lengthOfRide({ facts }: Scene, from: At, { item: { place } }: At): number {
  const metres = from.item.place && place ? metresBetween(from.item.place, place) : 0;
  return quickestMinutes(metres, (mode, length) => facts.travelMinutes(mode, length));
}

const rooms: Propose = ({ doc }, items) =>
  items.flatMap((at) => {
    const start = minutesOf(at.item.start);
    const end = Math.min(minutesOf(at.item.end), CHECK_OUT);
    // One checks in between two things rather than during one.
    const day = doc.days.find(({ date }) => date === at.date)?.items.filter(({ id }) => id !== at.item.id) ?? [];
    const between = day
      .map((item) => Math.ceil((minutesOf(item.start) + lengthOf(item)) / 5) * 5 + 15)
      .filter((time) => time >= CHECK_IN && time < 1440);
    return [start, CHECK_IN, ...between]
      .filter((time) => time >= CHECK_IN)
      .map((time): Proposal => ({
        label: `Check in at ${timeOf(time)}, out at ${timeOf(end)}`,
        operations: [{ op: 'retime', itemId: at.item.id, start: timeOf(time), end: timeOf(end) }],
        size: Math.abs(time - start) / 2 + Math.abs(end - minutesOf(at.item.end)),
        ...(start < CHECK_IN ? { consequence: 'Luggage can usually be left before.' } : {}),
      }));
  });

const children: Propose = (scene, items, violation) => {
  const end = bedtime(scene);
  const late = violation.id.startsWith('12:late') && end !== undefined;
  return items.flatMap((at) => {
    const start = minutesOf(at.item.start);
    return [
      ...(late ? trimmed(at, { end }) : trimmed(at, { start: start + REST_MINUTES })),
      ...(late ? [] : [retime(at, start + REST_MINUTES, Math.min(start + REST_MINUTES + lengthOf(at.item), 1439))]),
      ...atAnotherTime(scene, at),
    ];
  });
};

const lighter: Propose = (scene, items) => {
  const free = items.filter(({ item }) => !item.locked && isVisitItem(item)).toSorted((a, b) => lengthOf(a.item) - lengthOf(b.item));
  const several = [2, 3, 4, 5, 6]
    .filter((n) => n <= free.length)
    .map((n): Proposal => {
      const out = free.slice(0, n);
      return {
        label: `Leave out ${list(out.map(({ item }) => `“${item.title}”`))}`,
        operations: out.map(({ item }) => ({ op: 'remove', itemId: item.id })),
        size: SIZE.remove + SIZE.wish * n,
      };
    });
  return [...free.flatMap((at) => [...otherDays(scene, at).slice(0, 1), remove(at)]), ...several];
};

const clocks: Propose = (scene, items, violation) =>
  items.length === 0
    ? datesAgain(scene, items, violation)
    : items.flatMap((at) => [
        retime(at, minutesOf(at.item.start) + 60, Math.min(minutesOf(at.item.start) + lengthOf(at.item) + 60, 1439)),
        ...atAnotherTime(scene, at),
      ]);

const beds: Propose = ({ doc }, items, violation) => {
  if (items.length > 0) return items.map(remove);
  const date = violation.id.slice('20:'.length);
  const stay = stayBeside(doc, date);
  return stay === undefined
    ? []
    : [{ label: `One more night on ${dateWords(date)}: “${stay.title}”`, operations: [{ op: 'add', date, item: stay }], size: SIZE.add }];
};

const sorted: Propose = (_, items) =>
  items.slice(0, 1).map(({ item }) => ({
    label: 'Put the day in order',
    operations: [{ op: 'retime', itemId: item.id, start: item.start, end: item.end }],
    size: SIZE.recount,
  }));

const noViolation: Violation = { id: '', rule: 1, severity: 'error', itemIds: [], message: '', evidence: [], waysOut: [] };

const BY_RULE: Record<number, Propose> = {
  1: datesAgain,
  2: (scene, items, violation) => [
    ...items.flatMap((at) => [
      ...(at.item.end < at.item.start
        ? [
            {
              label: `“${at.item.title}” from ${at.item.end} to ${at.item.start}`,
              operations: [{ op: 'retime' as const, itemId: at.item.id, start: at.item.end, end: at.item.start }],
              size: SIZE.recount,
            },
          ]
        : []),
      ...trimmed(at, { end: minutesOf(scene.doc.request.dayEnd ?? '23:59') }),
      ...trimmed(at, { start: minutesOf(scene.doc.request.dayStart ?? '00:00') }),
    ]),
    ...timed(scene, items, violation),
  ],
  3: (scene, items, violation) => (violation.id.startsWith('3:order') ? sorted : apart)(scene, items, violation),
  4: apart,
  5: (scene, items, violation) => [...items.flatMap((at) => toOpening(scene, at)), ...timed(scene, items, violation)],
  6: timed,
  7: nights,
  8: rooms,
  9: cheaper,
  10: elsewhere,
  11: (scene, items) => items.flatMap((at) => [...replacements(scene, at), remove(at)]),
  12: children,
  13: lighter,
  14: (scene, items) => items.flatMap((at) => [...replacements(scene, at), remove(at)]),
  15: timed,
  16: where,
  17: asFixed,
  18: sameCurrency,
  19: clocks,
  20: beds,
};

/** Moves the visit's edges inside the opening it nearly keeps to. */
function toOpening({ facts }: Scene, at: At): Proposal[] {
  const windows = (at.item.place?.id === undefined ? undefined : facts.hours(at.item.place.id, at.date)?.windows) ?? [];
  const start = minutesOf(at.item.start);
  const end = start + lengthOf(at.item);
  return windows.flatMap(({ open, close }) =>
    start < close && end > open ? trimmed(at, { start: Math.max(start, open), end: Math.min(end, close) }) : [],
  );
}

/** Everything worth trying for a violation, the smallest change first; what is fixed or locked only where nothing else is left. */
export function proposalsFor(scene: Scene, violation: Violation): Proposal[] {
  const items = violation.itemIds.flatMap((id) => find(scene.doc, id) ?? []);
  const propose = BY_RULE[violation.rule];
  if (propose === undefined) return [];
  const locked = new Set(scene.doc.days.flatMap((day) => day.items.filter((item) => item.locked).map(({ id }) => id)));
  const touches = ({ operations }: Proposal): boolean =>
    violation.rule !== 17 && operations.some((operation) => 'itemId' in operation && locked.has(operation.itemId));
  const all = propose(scene, items, violation).toSorted((a, b) => a.size - b.size);
  const free = all.filter((proposal) => !touches(proposal));
  return [...free, ...all.filter(touches)].map((proposal) => unlocking(proposal, locked));
}

/** What is locked may only be touched once it is unlocked; what is left of it is locked again. */
function unlocking(proposal: Proposal, locked: ReadonlySet<string>): Proposal {
  const { operations } = proposal;
  const ids = operations.flatMap((operation) =>
    'itemId' in operation && locked.has(operation.itemId) && operation.op !== 'lock' && operation.op !== 'note' && operation.op !== 'cost'
      ? [operation.itemId]
      : [],
  );
  if (ids.length === 0) return proposal;
  const gone = new Set(operations.flatMap((operation) => (operation.op === 'remove' ? [operation.itemId] : [])));
  const each = [...new Set(ids)];
  return {
    ...proposal,
    operations: [
      ...each.map((itemId) => ({ op: 'lock' as const, itemId, locked: false })),
      ...operations,
      ...each.filter((id) => !gone.has(id)).map((itemId) => ({ op: 'lock' as const, itemId, locked: true })),
    ],
  };
}

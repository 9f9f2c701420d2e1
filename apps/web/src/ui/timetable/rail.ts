import { type Day, type Item, type Leg, type Violation, minutesOf, timeOf } from '@tripmaster/contracts';

/** How a leg's stretch of the rail is drawn: dots walk, solid rides, stripes a train, dashes when it can't be done. */
export type LegPattern = 'walk' | 'ride' | 'train' | 'broken';

export type LegRow = {
  kind: 'leg';
  key: string;
  leg: Leg;
  pattern: LegPattern;
  state: 'fits' | 'tight' | 'broken';
  /** Minutes there are for it. */ available: number;
  leaveAt?: string;
};
export type StopRow = {
  kind: 'stop';
  key: string;
  item: Item;
  /** Its number in the list and on the map; rests and nights have none. */
  number?: number;
  /** A broken rule names this stop. */
  broken: boolean;
  /** The violations told here. Those about a leg alone are told on the leg. */
  violations: Violation[];
  /** The start is what is wrong. */
  wrongTime: boolean;
};
export type Row = LegRow | StopRow;

const TRAVEL_TIME = 4;
/** Rules whose violation means that the stop's time is wrong: inside the day, overlap, opening hours, arrival, check-in, holidays, fixed. */
const TIME_RULES: ReadonlySet<number> = new Set([2, 3, 5, 6, 8, 15, 17]);

/** True for a stay or journey that ends on the next day. */
export function endsNextDay({ start, end }: Pick<Item, 'start' | 'end'>): boolean {
  return end <= start;
}

/** True for what carries a number: everything but rests and the night. */
export function isNumbered(item: Item): boolean {
  return item.kind !== 'free' && !(item.kind === 'stay' && endsNextDay(item));
}

/** What stands for the number of an item that has none: a night, a nap the traveller asked for, a pause. */
export function unnumberedKind(item: Pick<Item, 'kind' | 'provenance'>): 'night' | 'nap' | 'pause' {
  if (item.kind === 'stay') return 'night';
  return item.provenance === 'user' ? 'nap' : 'pause';
}

/** The numbers of a day's items, shared by list and map. */
export function numberItems(items: readonly Item[]): Map<string, number> {
  return new Map(items.filter(isNumbered).map((item, index) => [item.id, index + 1]));
}

/** The violations that name something of a day. */
export function violationsOf(items: readonly Item[], violations: readonly Violation[]): Violation[] {
  const ids = new Set(items.map((item) => item.id));
  return violations.filter((violation) => violation.itemIds.some((id) => ids.has(id)));
}

/** What no place can be named for: the budget, the pace, a day that is missing. */
export function unplaced(days: readonly Day[], violations: readonly Violation[]): Violation[] {
  const ids = new Set(days.flatMap((day) => day.items.map((item) => item.id)));
  return violations.filter((violation) => !violation.itemIds.some((id) => ids.has(id)));
}

/** A day's items as the rail's rows: each stop, with the leg that leads to it before it. */
export function rowsOf(items: readonly Item[], violations: readonly Violation[]): Row[] {
  const here = violationsOf(items, violations);
  const numbers = numberItems(items);
  const told = new Map<string, Violation[]>();
  for (const violation of here) {
    const at = placeOf(violation, items);
    if (at !== undefined) told.set(at, [...(told.get(at) ?? []), violation]);
  }
  return items.flatMap((item, index): Row[] => {
    const named = here.filter((violation) => violation.severity === 'error' && violation.itemIds.includes(item.id));
    const number = numbers.get(item.id);
    const stop: StopRow = {
      kind: 'stop',
      key: item.id,
      item,
      ...(number !== undefined && { number }),
      broken: named.some((violation) => violation.rule !== TRAVEL_TIME),
      violations: (told.get(item.id) ?? []).filter((violation) => violation.rule !== TRAVEL_TIME || violation.waysOut.length > 0),
      wrongTime: named.some((violation) => TIME_RULES.has(violation.rule)),
    };
    const leg = item.travelFromPrevious;
    return leg === undefined ? [stop] : [legRow(item, leg, here, index === 0), stop];
  });
}

/** Where a violation is told: at the first stop it names; one of a leg at the stop the leg leads to. */
function placeOf({ rule, itemIds }: Violation, items: readonly Item[]): string | undefined {
  const ids = itemIds.filter((id) => items.some((item) => item.id === id));
  return rule === TRAVEL_TIME ? ids.at(-1) : ids[0];
}

/** The stops that a broken rule names. An impossible leg is told on the leg: its stops are not to blame. */
export function brokenStops(violations: readonly Violation[]): Set<string> {
  return new Set(violations.filter(({ severity, rule }) => severity === 'error' && rule !== TRAVEL_TIME).flatMap(({ itemIds }) => itemIds));
}

function legRow(item: Item, leg: Leg, violations: readonly Violation[], first: boolean): LegRow {
  const about = violations.filter((violation) => violation.rule === TRAVEL_TIME && violation.itemIds.at(-1) === item.id);
  const broken = leg.spareMinutes < 0;
  const state = broken ? 'broken' : about.some((violation) => violation.severity === 'warning') ? 'tight' : 'fits';
  return {
    kind: 'leg',
    key: `${item.id}-leg`,
    leg,
    pattern: broken ? 'broken' : leg.mode === 'walk' ? 'walk' : leg.mode === 'train' ? 'train' : 'ride',
    state,
    available: Math.max(0, leg.minutes + leg.spareMinutes),
    ...(first && { leaveAt: timeOf(minutesOf(item.start) - leg.minutes - Math.max(0, leg.spareMinutes)) }),
  };
}

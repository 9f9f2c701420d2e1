import { childLimit, feeds, SMALL_CHILD } from '../verify/limits.ts';
import { downToFive, upToFive } from '../travel/index.ts';
import type { Frame } from './slots.ts';
import type { MealKind, Trip, Window } from '../trip.ts';
import type { Area } from './types.ts';

/** A meal, or a child's afternoon break, that a day needs: `window` is when it may start. Local minutes. */
export type Table = { kind: MealKind | 'break'; frame: number; window: Window; ideal: number; minutes: number; nearStay?: boolean };

const hour = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** When something fixed is going on. */
export type Span = { start: number; end: number };

/** Minutes at the table by pace. */
const MINUTES = {
  relaxed: { breakfast: 50, lunch: 75, dinner: 90 },
  balanced: { breakfast: 40, lunch: 60, dinner: 75 },
  packed: { breakfast: 30, lunch: 50, dinner: 75 },
} as const;
/** Children do not sit longer than this over dinner. */
const CHILD_DINNER = 60;
const BREAK_MINUTES = 30;
/** When a break starts at the latest: after lunch there is time for a whole aquarium, and dinner is still far. */
const LATE_BREAK = 16 * 60 + 45;

/** When a day may still begin with breakfast. */
export const LAST_BREAKFAST = hour(10, 30);
const LUNCH: Window = { open: hour(12), close: hour(13, 30) };
/** Nobody starts lunch later than this, and half of it is the way after something fixed. */
const LATE_LUNCH = hour(14, 30);
const AFTER_BUSY = 75;
const LUNCH_IDEAL = hour(12, 30);

/** When dinner starts, by the age of the youngest: hungry at half past six, or in company at half past seven. */
function dinnerTimes(trip: Trip): Window & { ideal: number } {
  const youngest = Math.min(...trip.party.childrenAges, 99);
  if (youngest < SMALL_CHILD) return { open: hour(18, 30), close: hour(19), ideal: hour(18, 30) };
  if (youngest < 13) return { open: hour(18, 30), close: hour(19, 30), ideal: hour(18, 45) };
  return { open: hour(18, 45), close: hour(20), ideal: hour(19, 15) };
}
const LATE_DINNER = hour(20, 45);

/** Whether the day starts with breakfast, and for how long. */
export function breakfastMinutes(frame: Frame, trip: Trip): number {
  const minutes = MINUTES[trip.pace].breakfast;
  return frame.wakes && frame.start <= LAST_BREAKFAST && frame.end - frame.start >= minutes + 10 ? minutes : 0;
}

/** What must be eaten on a day between its first free minute and its end; empty where the hours leave no room. */
export function tablesOf(frame: Frame, index: number, trip: Trip, first: number, busy: readonly Span[]): Table[] {
  const tables: Table[] = [];
  const sizes = MINUTES[trip.pace];
  const limit = childLimit(trip.party.childrenAges);
  const add = (kind: Table['kind'], window: Window, ideal: number, minutes: number, nearStay = false): void => {
    const open = upToFive(Math.max(window.open, first + 5));
    const close = downToFive(Math.min(window.close, frame.end - minutes - (frame.leaves ? 20 : 5)));
    if (open <= close)
      tables.push({
        kind,
        frame: index,
        window: { open, close },
        ideal: Math.min(Math.max(ideal, open), close),
        minutes,
        ...(nearStay ? { nearStay } : {}),
      });
  };
  const tired = limit === undefined ? LUNCH.close : limit.stretchMinutes <= 150 ? hour(12, 15) : hour(12, 45);
  const sleep = trip.naps.find(({ start, end }) => start < hour(14) && end > hour(12));
  if (sleep) {
    // Small children eat before they sleep, and are back for it.
    const quick = Math.min(45, sizes.lunch);
    const close = downToFive(sleep.start) - quick - 25;
    add('lunch', { open: Math.min(hour(12), close - 30), close }, close, quick, true);
  } else {
    // Whoever comes off a train at one, or out of a lesson, still eats.
    const late = Math.max(
      ...busy.filter(({ start, end }) => start < LUNCH.close && end > hour(11)).map(({ end }) => end + AFTER_BUSY),
      first > LUNCH.close - 30 ? LATE_LUNCH : tired,
    );
    add('lunch', { open: LUNCH.open, close: Math.min(late, LATE_LUNCH) }, Math.min(LUNCH_IDEAL, tired), sizes.lunch);
  }

  const nap = trip.naps.some(({ start, end }) => start < hour(17) && end > hour(14));
  if (limit && !nap && first <= hour(14) && frame.end >= hour(17, 30))
    add('break', { open: hour(15), close: LATE_BREAK }, hour(15, 30), BREAK_MINUTES);

  const dinner = dinnerTimes(trip);
  const minutes = limit ? Math.min(CHILD_DINNER, sizes.dinner) : sizes.dinner;
  // A day that is to end early has its dinner early, unless one is on the way by then.
  const early = frame.leaves ? dinner.open : Math.max(hour(17), Math.min(dinner.open, downToFive(frame.end - minutes - 30)));
  add(
    'dinner',
    { open: early, close: first > dinner.close - 30 ? LATE_DINNER : dinner.close },
    Math.max(early, Math.min(dinner.ideal, frame.end - minutes - 30)),
    minutes,
  );
  return tables;
}

/** The areas that serve a meal to everybody; where no area does, those that serve most of the diets. */
export function areasFor(kind: MealKind | 'break', areas: readonly Area[], trip: Trip): Area[] {
  if (kind === 'break') return [...areas];
  const serving = areas.filter(({ roles }) => roles.includes(kind));
  const pool = serving.length > 0 ? serving : [...areas];
  const fed = (area: Area): number => trip.diets.filter((diet) => feeds(area.place.diets ?? [], diet)).length;
  const most = Math.max(...pool.map(fed));
  return pool.filter((area) => fed(area) === most);
}

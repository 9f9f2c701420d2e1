import { type Day, type GenerationEvent, type Money, type Plan, type TripRequest, sum } from '@tripmaster/contracts';
import { datesBetween, formatList } from '../../lib/format.ts';
import { inWords } from '../plan/words.ts';

/** A line of the log: when it was heard (ms) and what. */
export type Happening = { at: number; text: string };

/** What is known of a plan that is being made. */
export type Generation = { percent: number; doing: string; holding: number; days: Day[]; log: Happening[]; plan?: Plan };

export const START: Generation = { percent: 0, doing: 'Starting', holding: 0, days: [], log: [] };

/** `state` after one more event. Days land whole and in order of date; one that comes again replaces itself. */
export function hear(state: Generation, event: GenerationEvent, now: number): Generation {
  if (event.type === 'plan') return { ...state, percent: 100, plan: event.plan };
  if (event.type === 'day') {
    const days = [...state.days.filter(({ date }) => date !== event.day.date), event.day].toSorted((a, b) => a.date.localeCompare(b.date));
    return { ...state, days };
  }
  const repeated = state.log.at(-1)?.text === event.message;
  return {
    ...state,
    // A reconnected stream may repeat older news: what is done stays done.
    percent: Math.max(state.percent, event.percent),
    doing: event.message,
    holding: event.rulesHolding ?? state.holding,
    log: repeated ? state.log : [...state.log, { at: now, text: event.message }],
  };
}

/** The dates asked for, where they are; for a flexible month only their number is known. */
export function datesOf({ dates }: Pick<TripRequest, 'dates'>): { count: number; dates: string[] } {
  if ('month' in dates) return { count: dates.days, dates: [] };
  const all = datesBetween(dates.start, dates.end);
  return { count: all.length, dates: all };
}

/** A working title until the plan has its own: `Lisbon in five days`. */
export function workingTitle(request: Pick<TripRequest, 'destinations' | 'dates'>): string {
  const { count } = datesOf(request);
  return `${formatList(request.destinations.map(({ name }) => name))} in ${inWords(count)} ${count === 1 ? 'day' : 'days'}`;
}

/** How much of each day's stretch of the bar is filled, 0 to 1, so that together they show `percent`. */
export function stretches(percent: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.max(0, Math.min(1, (percent / 100) * count - index)));
}

/** What a day that has landed costs; undefined while none of its prices is known. */
export function landedTotal(day: Day): Money | undefined {
  const costs = day.items.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  const [first] = costs;
  if (first === undefined) return undefined;
  return sum(
    costs.filter(({ currency }) => currency === first.currency),
    first.currency,
  );
}

import {
  addDays,
  daysBetween,
  fieldProblems,
  parseBudget,
  tripRequest,
  type TripRequest,
  type TripRequestInput,
} from '@tripmaster/contracts';
import { fieldErrors } from '../../lib/failure.ts';
import { today } from '../../lib/format.ts';
import type { Draft } from './draft.ts';

export type FormErrors = Record<string, string>;
export type DraftReading = { ok: true; request: TripRequest } | { ok: false; errors: FormErrors };

/** The draft as a request, or what is missing or wrong, by the request's own paths (`dates.start`, `destinations.0.name`). */
export function readRequest(draft: Draft, language: string, now: string = today()): DraftReading {
  const missing = findMissing(draft, now);
  const budget = draft.budget.trim() === '' ? undefined : parseBudget(draft.budget, draft.currency);
  const optional = (name: 'arrivalTime' | 'departureTime' | 'dayStart' | 'dayEnd' | 'notes' | 'origin') =>
    draft[name].trim() === '' ? {} : { [name]: draft[name] };
  const input: TripRequestInput = {
    ...optional('origin'),
    destinations: draft.places
      .filter(({ name }, index) => index === 0 || name.trim() !== '')
      .map(({ name, nights }) => ({ name, ...(nights !== '' && draft.places.length > 1 && { nights: Number(nights) }) })),
    dates: draft.datesBy === 'days' ? { start: draft.start, end: draft.end } : { month: draft.month, days: draft.days },
    travellers: { adults: draft.adults, childrenAges: draft.childrenAges.filter((age) => age !== '').map(Number) },
    ...(budget?.ok === true && { budget: { ...budget.amount, ...(draft.includesTransport && { includesTransport: true }) } }),
    style: draft.style,
    pace: draft.pace,
    interests: draft.interests,
    dietary: draft.dietary,
    accessibility: draft.accessibility,
    ...optional('arrivalTime'),
    ...optional('departureTime'),
    ...optional('dayStart'),
    ...optional('dayEnd'),
    ...optional('notes'),
    language,
  };
  const read = tripRequest.safeParse(input);
  const errors: FormErrors = {
    ...(read.success ? {} : fieldErrors(fieldProblems(read.error))),
    ...(budget?.ok === false && { budget: `This ${budget.reason}.` }),
    ...missing,
  };
  return read.success && Object.keys(errors).length === 0 ? { ok: true, request: read.data } : { ok: false, errors };
}

/** What the schema would say less kindly. */
function findMissing(draft: Draft, now: string): FormErrors {
  const errors: FormErrors = {};
  if (draft.places[0]?.name.trim() === '') errors['destinations.0.name'] = 'Say where to.';
  if (draft.datesBy === 'month' && draft.month === '') errors['dates.month'] = 'Choose a month.';
  if (draft.datesBy === 'days' && draft.start === '') errors['dates.start'] = 'Choose the first day.';
  if (draft.datesBy === 'days' && draft.start !== '' && draft.start < now)
    errors['dates.start'] = 'This day has passed. Choose one from today on.';
  if (draft.datesBy === 'days' && draft.end === '') errors['dates.end'] = 'Choose the last day.';
  draft.childrenAges.forEach((age, index) => {
    if (age === '') errors[`travellers.childrenAges.${index}`] = 'Choose an age.';
  });
  if (draft.dayStart !== '' && draft.dayEnd !== '' && draft.dayEnd <= draft.dayStart) errors['dayEnd'] = 'The day ends before it starts.';
  return errors;
}

/** The last day after the first was moved: the trip keeps its length. */
export function endAfterMove(before: { start: string; end: string }, start: string): string {
  if (before.end === '' || start === '') return before.end;
  const length = before.start === '' ? 0 : daysBetween(before.start, before.end);
  return before.end < start || length < 0 ? addDays(start, Math.max(0, length)) : before.end;
}

/** How many days the draft asks for, as far as it says. */
export function dayCount(draft: Draft): number | undefined {
  if (draft.datesBy === 'month') return draft.days;
  if (draft.start === '' || draft.end === '' || draft.end < draft.start) return undefined;
  return daysBetween(draft.start, draft.end) + 1;
}

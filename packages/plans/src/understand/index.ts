import { addDays, AppError, type DestinationHit, type FieldProblem, type Notice, type TripRequest } from '@tripmaster/contracts';
import { accessOf, dietsOf } from '../needs/index.ts';
import { shippedRates, type Rates } from '../rates/index.ts';
import type { Gazetteer, Stage, Trip } from '../trip.ts';
import { paceOf } from '../verify/limits.ts';
import { currencyOf } from './currencies.ts';
import { fixedProblems, shareNights, spanOf, type Span } from './dates.ts';
import { equipmentOf } from './equipment.ts';
import { hoursOf } from './hours.ts';
import { interestsOf } from './interests.ts';
import { orderOf, type Order } from './order.ts';
import { resolvePlaces } from './places.ts';

export { currencyOf } from './currencies.ts';

/** What `understand` reads: places, the present moment (epoch milliseconds), and exchange rates where there are newer ones than the shipped. */
export type UnderstandDeps = { gazetteer: Gazetteer; now: number; rates?: Rates };

/**
 * Makes a request definite: one city for every name, dates, nights, hours of the day, money and needs.
 * What had to be assumed, or was not understood and hence is not checked, is said in `notices`.
 *
 * Throws `AppError`: `unknown-place` and `ambiguous-place` (fields `destinations.<i>.name`, with choices),
 * `invalid-input` with every field that contradicts another.
 */
export function understand(request: TripRequest, deps: UnderstandDeps): Trip {
  const { hits, notices } = resolvePlaces(
    request.destinations.map((destination) => destination.name),
    deps.gazetteer,
  );
  const [first] = hits;
  if (first === undefined)
    throw new AppError('invalid-input', { fields: [{ path: 'destinations', reason: 'name at least one destination' }] });
  const dates = spanOf(request, first.timeZone, deps.now);
  const { hours, problems } = hoursOf(request, dates.ok && dates.value.start === dates.value.end);
  if (!dates.ok) throw new AppError('invalid-input', { fields: [...dates.problems, ...problems] });
  const span = dates.value;
  const nights = shareNights(
    request.destinations.map((destination) => destination.nights),
    span,
  );
  const fields: FieldProblem[] = [...problems, ...(nights.ok ? [] : nights.problems), ...fixedProblems(request, span)];
  if (!nights.ok || fields.length > 0) throw new AppError('invalid-input', { fields });

  const route = orderOf(hits, nights.value, request, span);

  const interests = interestsOf(request.interests);
  const diets = dietsOf(request.dietary);
  const access = accessOf(request.accessibility);
  const { adults, childrenAges } = request.travellers;
  return {
    request,
    start: span.start,
    end: span.end,
    stages: chain(hits, route, span),
    party: { adults, childrenAges: [...childrenAges], size: adults + childrenAges.length },
    currency: request.budget?.currency ?? (first.guide === undefined ? undefined : currencyOf(first.country)) ?? 'EUR',
    rates: deps.rates ?? shippedRates,
    ...(request.budget === undefined ? {} : { limit: request.budget.amount }),
    interests: interests.values,
    diets: diets.values,
    equipment: equipmentOf(request),
    stepFree: access.values.includes('step-free'),
    shortWalks: access.values.includes('short-walks'),
    pace: paceOf(request),
    ...(request.style === undefined ? {} : { style: request.style }),
    ...hours,
    notices: [
      ...notices,
      ...flexibleNotice(request, span),
      ...route.notices,
      ...nightlessNotices(hits, route.nights, request),
      ...notChecked('dietary needs', diets.unknown),
      ...notChecked('access needs', access.unknown),
      ...notChecked('interests', interests.unknown),
    ],
  };
}

/** Stages in the order of travel; each begins on the date the one before ends. */
function chain(hits: readonly DestinationHit[], { order, nights }: Pick<Order, 'order' | 'nights'>, span: Span): Stage[] {
  let arrive = span.start;
  return order.flatMap((stop) => {
    const hit = hits[stop];
    if (hit === undefined) return [];
    const own = nights[stop] ?? 0;
    const depart = addDays(arrive, own);
    const { name, country, lat, lon, timeZone, guide } = hit;
    const stage: Stage = { name, country, lat, lon, timeZone, arrive, depart, nights: own, ...(guide === undefined ? {} : { guide }) };
    arrive = depart;
    return stage;
  });
}

function flexibleNotice(request: TripRequest, span: Span): Notice[] {
  if ('start' in request.dates) return [];
  return [{ code: 'assumption', message: `The dates ${span.start} to ${span.end} were chosen within ${request.dates.month}.` }];
}

/** Somebody who named a city without nights would hardly expect none there. */
function nightlessNotices(hits: readonly DestinationHit[], nights: readonly number[], request: TripRequest): Notice[] {
  const dry = hits.filter((_, index) => nights[index] === 0 && request.destinations[index]?.nights === undefined);
  if (dry.length === 0 || hits.length === 1) return [];
  return [{ code: 'assumption', message: `The dates leave no night for ${dry.map((hit) => hit.name).join(', ')}: visited in passing.` }];
}

function notChecked(what: string, words: readonly string[]): Notice[] {
  if (words.length === 0) return [];
  return [
    {
      code: 'not-checked',
      message: `These ${what} were not understood and are not checked: ${words.map((word) => `“${word}”`).join(', ')}.`,
    },
  ];
}

import { daysBetween, minutesOf, type DestinationHit, type Notice, type TripRequest } from '@tripmaster/contracts';
import { allRoutes, type RouteProblem } from '../route/index.ts';
import { metresBetween } from '../travel/distance.ts';
import { REACH_METRES } from '../verify/limits.ts';
import { count, dateWords, list } from '../words.ts';
import type { Span } from './dates.ts';

/** What starts earlier needs the night before in its city, and what ends later the night after. */
const AFTER_A_JOURNEY = 17 * 60;
const BEFORE_A_JOURNEY = 10 * 60;
/** Routes compared with each other. */
const MOST_ROUTES = 500;

/** A fixed item that can only be in one of the destinations. Days of the trip count from 1. */
type Pin = { title: string; date: string; stop: number; day: number; from: number; to: number };

/** Indices of the destinations in the order of travel, and the nights of each in the order of the request. */
export type Order = { order: number[]; nights: number[]; notices: Notice[] };

/**
 * The order of travel: as asked for, unless a fixed item lies near a destination when that order has the traveller
 * elsewhere. Then nights that were not asked for are moved, up to half of a stay; or else destinations, so that every
 * such item is met. Where it is only the hour on a day of travel that does not suit, the order stays in any case: the
 * journey may be short. Where nothing meets all items, nothing is changed.
 */
export function orderOf(hits: readonly DestinationHit[], nights: readonly number[], request: TripRequest, span: Span): Order {
  const asked = hits.map((_, stop) => stop);
  const unchanged = { order: asked, nights: [...nights], notices: [] };
  const pins = pinsOf(hits, request, span);
  let day = 1;
  const stays = nights.map((own) => ({ from: day, to: (day += own) }));
  const lacking = (stop: number, from: number, to: number): boolean => from < (stays[stop]?.from ?? 0) || to > (stays[stop]?.to ?? 0);
  const missed = pins.filter(({ stop, from, to }) => lacking(stop, from, to));
  if (missed.length === 0) return unchanged;
  const elsewhere = missed.some(({ stop, day: on }) => lacking(stop, on, on));

  const inOrder = asked.slice(1).map((stop): [string, string] => [String(stop - 1), String(stop)]);
  const ways = [
    { connections: inOrder, movable: true, least: half },
    { movable: false, least: half },
    { movable: true, least: (own: number) => Math.min(1, own) },
  ];
  for (const { connections, movable, least } of elsewhere ? ways : ways.slice(0, 1)) {
    const found = fairest(
      {
        days: daysBetween(span.start, span.end) + 1,
        shareTravelDays: true,
        oneWay: true,
        cities: hits.map((_, stop) => {
          const own = pins.filter((pin) => pin.stop === stop);
          const open = movable && request.destinations[stop]?.nights === undefined;
          return {
            id: String(stop),
            days: open ? { min: least(nights[stop] ?? 0) + 1 } : (nights[stop] ?? 0) + 1,
            ...(own.length === 0
              ? {}
              : { present: { from: Math.min(...own.map(({ from }) => from)), to: Math.max(...own.map(({ to }) => to)) } }),
          };
        }),
        ...(connections === undefined ? {} : { connections }),
      },
      nights,
    );
    if (found !== undefined) return { ...found, notices: [noticeOf(missed, hits, found)] };
  }
  return unchanged;
}

const half = (nights: number): number => Math.ceil(nights / 2);

/** Of the first routes the one whose nights are the nearest to those that were shared out. */
function fairest(problem: RouteProblem, shared: readonly number[]): { order: number[]; nights: number[] } | undefined {
  let best: { order: number[]; nights: number[]; moved: number } | undefined;
  let tries = 0;
  for (const route of allRoutes(problem)) {
    const nights = [...shared];
    for (const { city, arrive, depart } of route) nights[Number(city)] = depart - arrive;
    const moved = nights.reduce((sum, own, stop) => sum + Math.abs(own - (shared[stop] ?? 0)), 0);
    if (best === undefined || moved < best.moved) best = { order: route.map(({ city }) => Number(city)), nights, moved };
    tries += 1;
    if (best.moved === 0 || tries === MOST_ROUTES) break;
  }
  return best === undefined ? undefined : { order: best.order, nights: best.nights };
}

/** Items with a place within reach of exactly one destination: elsewhere it is not known which is meant. */
function pinsOf(hits: readonly DestinationHit[], request: TripRequest, span: Span): Pin[] {
  const last = daysBetween(span.start, span.end) + 1;
  return (request.fixed ?? []).flatMap(({ title, date, start, end, place }): Pin[] => {
    const near = hits.flatMap((hit, stop) => (place !== undefined && metresBetween(hit, place) <= REACH_METRES ? [stop] : []));
    const [stop, ...others] = near;
    if (stop === undefined || others.length > 0) return [];
    const day = daysBetween(span.start, date) + 1;
    const from = minutesOf(start) < AFTER_A_JOURNEY ? Math.max(1, day - 1) : day;
    const to = minutesOf(end) > BEFORE_A_JOURNEY ? Math.min(last, day + 1) : day;
    return [{ title, date, stop, day, from, to }];
  });
}

function noticeOf(missed: readonly Pin[], hits: readonly DestinationHit[], { order, nights }: Omit<Order, 'notices'>): Notice {
  const why = list(missed.map(({ title, date, stop }) => `“${title}” on ${dateWords(date)} is in ${hits[stop]?.name ?? ''}`));
  const stays = list(order.map((stop) => `${hits[stop]?.name ?? ''} (${count(nights[stop] ?? 0, 'night')})`));
  return { code: 'assumption', message: `${why}, so the trip goes to ${stays}, in this order.` };
}

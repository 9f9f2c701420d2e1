import { minutesOf } from '@tripmaster/contracts';
import type { Rate } from '../rates/index.ts';
import { metresBetween } from '../travel/index.ts';
import { assemble, type Assembled, type Comfort } from './assemble.ts';
import { daySlots, morningOf, wishSlot, type Morning } from './day-slots.ts';
import { rentalDay, rentalOf, withRental } from './equipment.ts';
import { themesFor } from './fill.ts';
import { buildCalendar, type FrameOptions } from './frames.ts';
import { nodesOf, type Node } from './nodes.ts';
import type { Base, DayPlan, Frame, Slot } from './slots.ts';
import { orderStage } from './stage-plan.ts';
import type { Settings, StageTask } from './stage-task.ts';
import { stayArea } from './stay-area.ts';
import { timeDay } from './timing.ts';
import type { Trip, Wish } from '../trip.ts';
import type { Proposal } from './types.ts';
import { makeWays, walkersOf, type Ways } from './ways.ts';

/** What is worked out once for a trip and its proposal, before anything is chosen. */
export type Draft = {
  trip: Trip;
  proposal: Proposal;
  bases: Base[];
  ways: Ways[];
  frames: Frame[];
  /** Journeys that take a night. */
  overnight: Slot[];
  tasks: { task: StageTask; mornings: Morning[] }[];
  /** Of every money that is converted. */
  rates: Rate[];
};

/** The days as they were last found, and what had no place in them. */
export type Found = { days: DayPlan[]; missed: Node[] };

export function makeDraft(trip: Trip, proposal: Proposal, options: FrameOptions): Draft {
  const bases = proposal.stages.map((stage): Base => ({ stay: stayArea(stage), stage: stage.stage, proposal: stage }));
  const walkers = walkersOf(trip);
  const ways = bases.map((base) => makeWays(base.proposal.modes, walkers));
  const { frames, overnight } = buildCalendar(trip, bases, options);
  const wishes = placeWishes(trip, bases, frames);
  const rental = rentalOf(trip, options.fromEuro);
  const tasks = bases.flatMap((base, stage) => {
    const way = ways[stage];
    if (!way) return [];
    const own = frames.filter((frame) => frame.stage === stage);
    const mine = own.flatMap((frame, index) => (wishes.get(frame) ?? []).map((wish) => ({ wish, frame: index })));
    const days = own.map((frame) => {
      const wanted = wishes.get(frame) ?? [];
      return { frame, wishes: wanted, morning: morningOf(trip, base, frame, way, wanted) };
    });
    const fetching = stage === 0 && rental ? rentalDay(days) : -1;
    const mornings = days.map(({ morning }, index) => (rental && index === fetching ? withRental(morning, rental) : morning));
    const nodes = nodesOf(
      trip,
      base,
      own,
      mornings.map(({ time }) => time),
      mine,
    );
    return [
      { task: { base, frames: own, nodes, ways: way, starts: mornings.map(({ from, time }) => ({ point: from.place, time })) }, mornings },
    ];
  });
  return { trip, proposal, bases, ways, frames, overnight, tasks, rates: ratesOf(trip, proposal) };
}

/** Gives each fixed item the frame of its date; of two cities on one date the nearer one, else the one whose hours it meets. */
function placeWishes(trip: Trip, bases: readonly Base[], frames: readonly Frame[]): Map<Frame, Wish[]> {
  const placed = new Map<Frame, Wish[]>();
  for (const wish of trip.request.fixed ?? []) {
    const own = frames.filter(({ date }) => date === wish.date);
    const far = (frame: Frame): number => {
      const stage = bases[frame.stage]?.stage;
      if (wish.place && stage) return metresBetween(wish.place, stage);
      const start = minutesOf(wish.start);
      return Math.max(0, frame.start - start, start - frame.end);
    };
    const [first, ...rest] = own;
    if (!first) continue;
    const best = rest.reduce((a, b) => (far(b) < far(a) ? b : a), first);
    placed.set(best, [...(placed.get(best) ?? []), wish]);
  }
  return placed;
}

/** Orders and times one stage; candidates of other stages with the same guide are passed in `settings.banned`. */
export function findStage(draft: Draft, stage: number, settings: Settings, nextTheme: () => { theme: string; query: string }): Found {
  const entry = draft.tasks[stage];
  if (!entry) return { days: [], missed: [] };
  const { task, mornings } = entry;
  const order = orderStage(draft.trip, task, settings);
  const missed = [...order.dropped];
  const days = task.frames.map((frame, index): DayPlan => {
    const morning = mornings[index] ?? { from: task.base.stay, time: frame.start };
    const from = { point: morning.from.place, time: morning.time };
    const { timed, missed: late } = timeDay({
      frame: index,
      order: order.days[index] ?? [],
      ways: task.ways,
      from,
      home: task.base.stay.place,
      end: frame.end,
      buffer: settings.buffer,
    });
    missed.push(...late.map(({ node }) => node));
    const slots = daySlots({ frame, index, base: task.base, ways: task.ways, morning, timed, nextTheme });
    // What could not be scheduled is still the traveller's wish: it is kept, and the check says what is wrong with it.
    const forced = order.dropped.filter((node) => node.wish && node.frame === index).flatMap(({ wish }) => (wish ? [wishSlot(wish)] : []));
    return { frame, slots: forced.length === 0 ? slots : [...slots, ...forced].toSorted((a, b) => a.start - b.start || a.end - b.end) };
  });
  return { days, missed };
}

/** Names for free-form blocks start anew with each search, so that the same settings give the same document. */
export function themes(draft: Draft): () => { theme: string; query: string } {
  return themesFor(draft.trip);
}

/** The found stages as a document's days and sums. */
export function assembleFound(draft: Draft, found: readonly Found[], comfort: Comfort): Assembled {
  const { trip, bases, ways, rates } = draft;
  return assemble({ trip, bases, ways, days: found.flatMap(({ days }) => days), comfort, rates });
}

/** The proposal's rates, and those that the prices of fixed items are converted at. */
function ratesOf(trip: Trip, proposal: Proposal): Rate[] {
  const rates = new Map(proposal.rates.map((rate) => [rate.currency, rate] as const));
  for (const { cost } of trip.request.fixed ?? []) {
    const rate = cost === undefined || rates.has(cost.currency) ? undefined : trip.rates.convert(cost, trip.currency)?.rate;
    if (rate !== undefined) rates.set(rate.currency, rate);
  }
  return [...rates.values()];
}

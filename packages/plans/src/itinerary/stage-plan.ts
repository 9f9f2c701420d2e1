import { minutesOf } from '@tripmaster/contracts';
import { InfeasibleError, solveByWork, type Solution } from '../scheduler/index.ts';
import type { Point } from '../travel/index.ts';
import { makeValuer } from './day-value.ts';
import { chooseTables } from './tables.ts';
import { tidy } from './tidy.ts';
import type { Trip } from '../trip.ts';
import { without, type Node } from './nodes.ts';
import type { Frame } from './slots.ts';
import type { Placed, Settings, StageTask } from './stage-task.ts';
import type { Ways } from './ways.ts';

/** The days of a stage, each in order; what could not be scheduled at all is named. */
export type StageOrder = { days: Placed[][]; dropped: Node[] };

/** How often the days are found: roughly first, then around real tables. */
const ROUNDS = 2;
const DAY = 1440;
/** Work of one call of the scheduler, in its milliseconds. Far less than its default: `tidy` searches on from what it finds. */
const SCHEDULER_MS = 1;

/**
 * Chooses and orders what a stage's days hold. Tables (meals, breaks) must be somewhere before the scheduler can run and
 * should be where the route is: so they are first taken to be near everything, then put into the area with the
 * smallest detour between their neighbours, and the days are found again around them. What the scheduler found,
 * `tidy` then makes into days of short ways.
 */
export function orderStage(trip: Trip, task: StageTask, settings: Settings): StageOrder {
  const worth = (node: Node): number => node.score - settings.lambda * (node.candidate?.cost?.amount ?? 0);
  let nodes = task.nodes.filter((node) => !node.candidate || (!settings.banned.has(node.id) && worth(node) > 0));
  const tables = new Map<string, Point>();
  const kept = new Map<number, Set<string>>();
  const dropped: Node[] = [];
  let days: Placed[][] = task.frames.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    const solved = solveAround(task, settings, nodes, { tables, kept, worth, dropped });
    nodes = nodes.filter((node) => !dropped.includes(node));
    const byId = new Map(nodes.map((node) => [node.id, node] as const));
    const visits = solved.days.map((day) => day.flatMap(({ stop }) => byId.get(stop) ?? []));
    const trimmed = visits.map((day, frame) => trim(day, frame, settings.cap, worth, kept));
    days = chooseTables(task, trimmed, tables, round === ROUNDS - 1);
  }
  const ends = task.frames.map(
    (frame, index) => hoursOf(frame, index, nodes, task.starts[index]?.time ?? frame.start, task).end - index * DAY,
  );
  const valuer = makeValuer(trip, task, settings, nodes, ends);
  const numbers = new Map(nodes.map((node, number) => [node, number] as const));
  const orders = days.map((day) => day.flatMap(({ node }) => numbers.get(node) ?? []));
  const used = new Set(orders.flat());
  const spare = nodes.flatMap((node, number) => (node.candidate && !used.has(number) ? [number] : []));
  days = tidy(valuer, orders, spare, { cap: settings.cap, tries: settings.tries, seed: settings.seed }).days;
  return { days, dropped };
}

/** Leaves a day its best visits; a day that has been full once keeps to those. */
function trim(day: Node[], frame: number, cap: number, worth: (node: Node) => number, kept: Map<number, Set<string>>): Node[] {
  const own = day.filter((node) => node.wish).length;
  const room = Math.max(0, cap - own);
  const visits = day.filter((node) => node.candidate);
  if (visits.length <= room) return day;
  const best = new Set(
    visits
      .toSorted((a, b) => worth(b) - worth(a) || (a.id < b.id ? -1 : 1))
      .slice(0, room)
      .map(({ id }) => id),
  );
  kept.set(frame, best);
  return day.filter((node) => !node.candidate || best.has(node.id));
}

type Around = {
  tables: ReadonlyMap<string, Point>;
  kept: ReadonlyMap<number, ReadonlySet<string>>;
  worth: (node: Node) => number;
  dropped: Node[];
};

function solveAround(task: StageTask, settings: Settings, nodes: readonly Node[], around: Around): Solution {
  const { frames, starts, base } = task;
  const home = base.stay.place;
  const depots: Point[] = [home, ...starts.map(({ point }) => point)];
  const spots = [...depots.map((point) => [point]), ...nodes.map((node) => spotsOf(node, around.tables, home))];
  const rowOf = new Map(nodes.map((node, index) => [node, depots.length + index] as const));
  const buffer = (row: number): number => (row < depots.length ? 0 : settings.buffer);
  // Worked out once, however many nodes are dropped.
  const minutes = spots.map((from, row) =>
    spots.map((to, column) => (row === column ? 0 : nearest(task.ways, from, to) + (column < depots.length ? 0 : buffer(row)))),
  );
  let active = nodes;
  for (;;) {
    const blocked = frames.map((_, frame) =>
      around.dropped
        .filter((node) => node.wish && node.frame === frame)
        .map((node) => ({ start: node.start ?? 0, end: (node.start ?? 0) + node.minutes })),
    );
    const rows = [...depots.keys(), ...active.map((node) => rowOf.get(node) ?? 0)];
    const travelMinutes = rows.map((row) => {
      const all = minutes[row] ?? [];
      return rows.map((column) => all[column] ?? 0);
    });
    try {
      return solveByWork({
        stops: active.map((node) => ({
          id: node.id,
          score: node.candidate ? Math.max(0, around.worth(node)) : 0,
          visitMinutes: node.minutes + (node.candidate ? settings.linger : 0),
          windows: frames.flatMap((_, frame) => {
            const keep = around.kept.get(frame);
            if (node.candidate && keep && !keep.has(node.id)) return [];
            const own = node.wish ? (node.windows[frame] ?? []) : without(node.windows[frame] ?? [], node.minutes, blocked[frame] ?? []);
            return own.map(({ open, close }) => ({ open: frame * DAY + open, close: frame * DAY + close }));
          }),
        })),
        days: frames.map((frame, index) => ({
          ...hoursOf(frame, index, active, starts[index]?.time ?? frame.start, task),
          from: 1 + index,
          to: 0,
        })),
        travelMinutes,
        fixed: active.flatMap((node) =>
          node.frame === undefined
            ? []
            : [{ stop: node.id, day: node.frame, ...(node.start === undefined ? {} : { start: node.frame * DAY + node.start }) }],
        ),
        timeLimitMs: SCHEDULER_MS,
        seed: settings.seed,
      });
    } catch (error) {
      if (!(error instanceof InfeasibleError)) throw error;
      const clash = active.filter((node) => error.stops.includes(node.id));
      const victim = clash.find((node) => node.table) ?? clash.find((node) => node.rest) ?? clash.at(-1);
      if (victim === undefined) throw error;
      around.dropped.push(victim);
      active = active.filter((node) => node !== victim);
    }
  }
}

/** A day's hours for the scheduler: widened where the traveller's own items lie outside of them. */
function hoursOf(frame: Frame, index: number, nodes: readonly Node[], first: number, task: StageTask): { start: number; end: number } {
  let start = first;
  let end = Math.max(frame.end, first);
  for (const { wish, frame: own, point } of nodes) {
    if (!wish || own !== index || point === undefined) continue;
    start = Math.min(start, Math.max(0, minutesOf(wish.start) - 120));
    end = Math.max(end, minutesOf(wish.end) + 5 + task.ways(point, task.base.stay.place).minutes);
  }
  return { start: index * DAY + start, end: index * DAY + end };
}

function spotsOf(node: Node, tables: ReadonlyMap<string, Point>, home: Point): Point[] {
  const table = tables.get(node.id);
  if (table) return [table];
  if (node.areas) return node.areas.map(({ place }) => place);
  return [node.point ?? home];
}

function nearest(ways: Ways, from: readonly Point[], to: readonly Point[]): number {
  let least = Infinity;
  for (const a of from) for (const b of to) least = Math.min(least, ways(a, b).minutes);
  return least;
}

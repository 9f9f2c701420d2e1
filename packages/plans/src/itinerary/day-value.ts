import { childLimit, REST_MINUTES } from '../verify/limits.ts';
import type { Point } from '../travel/index.ts';
import { mealOf, type Node } from './nodes.ts';
import type { Settings, StageTask } from './stage-task.ts';
import type { Trip, Window } from '../trip.ts';

/**
 * What a minute under way costs, in score: a famous sight is worth one to two, so an hour there and back costs
 * about half of one. Without it the scheduler crosses the city for as long as there is time to.
 */
const WAY_COST = 0.009;
/** Eating in the area of the day before, or of the meal before, is like this many minutes of detour. */
const SAME_AREA_MINUTES = 14;

/** What an hour later costs a visit is a minute under way: of two equal orders the one that uses the morning is taken. */
const EARLY = WAY_COST / 60;

/**
 * What the first four visits of a day are worth beside their scores: where there is little to see, it is spread
 * over the days; where there is much, every day has them and nothing changes.
 */
const SPREAD = [0.4, 0.3, 0.2, 0.1] as const;

/** Kinds of tables, by the number they have in `Beside`. */
const KINDS = ['lunch', 'dinner'] as const;
/** Where lunch and dinner are had on the days before and after: point numbers, -1 for none. */
export type Beside = readonly [lunchBefore: number, dinnerBefore: number, lunchAfter: number, dinnerAfter: number];

/** Values days of one stage. Nodes and points go by number: this is the inside of a search. */
export type Valuer = {
  nodes: readonly Node[];
  points: readonly Point[];
  /** Score less the price of money. */
  worth(node: number): number;
  /**
   * What a day of these nodes in this order is worth less what its ways cost; `-Infinity` when it does not fit. Tables go
   * where the detour is least; `chosen[i]` is set to the point of the i-th node.
   */
  valueOf(frame: number, order: readonly number[], beside: Beside, chosen: number[]): number;
  /** The point of the day's lunch (0) or dinner (1), -1 without one. */
  tableAt(order: readonly number[], chosen: readonly number[], kind: 0 | 1): number;
};

/** What the search needs to know of a node. `kind`: -1 no table, 0 lunch, 1 dinner, 2 another. */
type Facts = {
  point: number;
  areas: readonly number[];
  kind: number;
  minutes: number;
  worth: number;
  visit: boolean;
  wish: boolean;
  rest: boolean;
  windows: readonly (readonly Window[])[];
};

/** Prepares the distances of a stage. `ends[frame]` is when one has to be back at the stay. Minutes throughout. */
export function makeValuer(trip: Trip, task: StageTask, settings: Settings, nodes: readonly Node[], ends: readonly number[]): Valuer {
  const points: Point[] = [];
  const numbers = new Map<Point, number>();
  const numberOf = (point: Point): number => {
    let known = numbers.get(point);
    if (known === undefined) {
      numbers.set(point, (known = points.length));
      points.push(point);
    }
    return known;
  };
  const home = numberOf(task.base.stay.place);
  const starts = task.starts.map(({ point, time }) => ({ point: numberOf(point), time }));
  const facts = nodes.map((node): Facts => ({
    point: node.areas ? -1 : numberOf(node.point ?? task.base.stay.place),
    areas: (node.areas ?? []).map(({ place }) => numberOf(place)),
    kind: node.table ? (node.table.kind === KINDS[0] ? 0 : node.table.kind === KINDS[1] ? 1 : 2) : -1,
    minutes: node.minutes,
    worth: node.candidate ? node.score - settings.lambda * (node.candidate.cost?.amount ?? 0) : 0,
    visit: node.candidate !== undefined,
    wish: node.wish !== undefined && mealOf(node.wish) === undefined,
    rest: !node.candidate && !(node.wish && mealOf(node.wish) === undefined) && node.minutes >= REST_MINUTES,
    windows: node.windows,
  }));
  const size = points.length;
  const minutes = new Float64Array(size * size);
  points.forEach((from, row) =>
    points.forEach((to, column) => {
      minutes[row * size + column] = task.ways(from, to).minutes;
    }),
  );
  const way = (from: number, to: number): number => minutes[from * size + to] ?? Infinity;
  const stretch = childLimit(trip.party.childrenAges)?.stretchMinutes ?? Infinity;

  function tablePoint(fact: Facts, here: number, next: number | undefined, beside: Beside, eaten: number): number {
    const after = next === undefined ? home : (facts[next]?.point ?? home);
    let best = home;
    let least = Infinity;
    for (const area of fact.areas) {
      const again = fact.kind < 2 && (area === beside[fact.kind] || area === beside[fact.kind + 2] || area === eaten);
      const detour = way(here, area) + (after >= 0 ? way(area, after) : 0) + (again ? SAME_AREA_MINUTES : 0);
      if (detour < least) {
        least = detour;
        best = area;
      }
    }
    return best;
  }

  function valueOf(frame: number, order: readonly number[], beside: Beside, chosen: number[]): number {
    const begin = starts[frame];
    if (begin === undefined) return -Infinity;
    let here = begin.point;
    let time = begin.time;
    let value = 0;
    let stretchFrom = -1;
    let eaten = -1;
    let visits = 0;
    let ours = false;
    for (let index = 0; index < order.length; index++) {
      const fact = facts[order[index] ?? -1];
      if (fact === undefined) return -Infinity;
      const spot = fact.point >= 0 ? fact.point : tablePoint(fact, here, order[index + 1], beside, eaten);
      const leg = way(here, spot);
      const ready = time + leg + (index > 0 ? settings.buffer : 0);
      let start = Infinity;
      for (const { open, close } of fact.windows[frame] ?? []) if (ready <= close) start = Math.min(start, open > ready ? open : ready);
      if (start === Infinity) return -Infinity;
      if (fact.rest || start - time - leg >= REST_MINUTES) stretchFrom = -1;
      if (fact.visit || fact.wish) {
        if (fact.visit) value += SPREAD[visits++] ?? 0;
        // What the traveller fixed is not judged by itself, but with a visit of ours before or after it.
        if (stretchFrom < 0) {
          stretchFrom = start;
          ours = fact.visit;
        } else {
          ours ||= fact.visit;
          if (ours && start + fact.minutes - stretchFrom > stretch) return -Infinity;
        }
      }
      if (fact.kind === 0 || fact.kind === 1) eaten = spot;
      value += fact.worth - WAY_COST * leg - (fact.visit ? EARLY * start : 0);
      chosen[index] = spot;
      time = start + fact.minutes;
      here = spot;
    }
    const back = way(here, home);
    return time + back > (ends[frame] ?? Infinity) ? -Infinity : value - WAY_COST * back;
  }

  return {
    nodes,
    points,
    worth: (node) => facts[node]?.worth ?? 0,
    valueOf,
    tableAt(order, chosen, kind) {
      const at = order.findIndex((node) => facts[node]?.kind === kind);
      return at < 0 ? -1 : (chosen[at] ?? -1);
    },
  };
}

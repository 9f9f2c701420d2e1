import { childLimit, REST_MINUTES } from '../verify/limits.ts';
import type { Point } from '../travel/index.ts';
import type { Node } from './nodes.ts';
import type { Settings, StageTask } from './stage-plan.ts';
import type { Trip } from './types.ts';

/**
 * What a minute under way costs, in score: a famous sight is worth one to two, so an hour there and back has to be worth a
 * third of one. Without it the scheduler crosses the city for as long as there is time to.
 */
const WAY_COST = 0.008;
/** Eating in the area of the day before, or of the meal before, is like this many minutes of detour. */
const SAME_AREA_MINUTES = 14;

/** A day's nodes in order are worth `value`; `-Infinity` when they do not fit. `areas[i]` is the point of the i-th node. */
export type DayValue = { value: number; points: number[] };

export type Valuer = {
  /** Points by number; numbers are what `DayValue.points` holds. */
  points: readonly Point[];
  /** `avoid[kind]` are the area numbers of the same meal on the days beside. */
  valueOf(frame: number, order: readonly Node[], avoid: (kind: string) => readonly number[]): DayValue;
  worth(node: Node): number;
};

const IMPOSSIBLE: DayValue = { value: -Infinity, points: [] };

/** Prepares the distances of a stage and gives the function that values one day. Minutes throughout. */
export function makeValuer(trip: Trip, task: StageTask, settings: Settings, ends: readonly number[]): Valuer {
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
  const starts = task.starts.map(({ point }) => numberOf(point));
  const own = new Map(task.nodes.map((node) => [node, node.areas ? -1 : numberOf(node.point ?? task.base.stay.place)] as const));
  const areas = new Map(task.nodes.map((node) => [node, (node.areas ?? []).map(({ place }) => numberOf(place))] as const));
  const size = points.length;
  const minutes = new Float64Array(size * size).fill(-1);
  const way = (from: number, to: number): number => {
    const at = from * size + to;
    let known = minutes[at] ?? -1;
    if (known < 0) {
      const [a, b] = [points[from], points[to]];
      minutes[at] = known = a && b ? task.ways(a, b).minutes : 0;
    }
    return known;
  };
  const stretch = childLimit(trip.party.childrenAges)?.stretchMinutes;
  const worth = (node: Node): number => node.score - settings.lambda * (node.candidate?.cost?.amount ?? 0);

  function spotOf(order: readonly Node[], index: number, here: number, avoid: (kind: string) => readonly number[], chosen: readonly number[]): number {
    const node = order[index];
    if (!node) return home;
    const fixed = own.get(node) ?? -1;
    if (fixed >= 0) return fixed;
    const next = order[index + 1];
    const after = next === undefined ? home : (own.get(next) ?? -1);
    const shun = node.table?.kind === 'break' ? [] : avoid(node.table?.kind ?? '');
    let best = home;
    let least = Infinity;
    for (const area of areas.get(node) ?? []) {
      const again = shun.includes(area) || (node.table?.kind !== 'break' && order.some((other, at) => at < index && other.table && other.table.kind !== 'break' && chosen[at] === area));
      const detour = way(here, area) + (after >= 0 ? way(area, after) : 0) + (again ? SAME_AREA_MINUTES : 0);
      if (detour < least) {
        least = detour;
        best = area;
      }
    }
    return best;
  }

  function valueOf(frame: number, order: readonly Node[], avoid: (kind: string) => readonly number[]): DayValue {
    let here = starts[frame] ?? home;
    let time = task.starts[frame]?.time ?? 0;
    let value = 0;
    let stretchFrom = -1;
    const chosen: number[] = [];
    for (let index = 0; index < order.length; index++) {
      const node = order[index];
      if (!node) continue;
      const spot = spotOf(order, index, here, avoid, chosen);
      const leg = way(here, spot);
      const ready = time + leg + (index > 0 ? settings.buffer : 0);
      let start = Infinity;
      for (const { open, close } of node.windows[frame] ?? []) if (ready <= close) start = Math.min(start, Math.max(open, ready));
      if (start === Infinity) return IMPOSSIBLE;
      if (stretch !== undefined) {
        if (start - time - leg >= REST_MINUTES || (!node.candidate && !node.wish && node.minutes >= REST_MINUTES)) stretchFrom = -1;
        if (node.candidate) {
          if (stretchFrom < 0) stretchFrom = start;
          else if (start + node.minutes - stretchFrom > stretch) return IMPOSSIBLE;
        }
      }
      value -= WAY_COST * leg;
      if (node.candidate) value += worth(node);
      chosen.push(spot);
      time = start + node.minutes;
      here = spot;
    }
    const back = way(here, home);
    if (time + back > (ends[frame] ?? Infinity)) return IMPOSSIBLE;
    return { value: value - WAY_COST * back, points: chosen };
  }
  return { points, valueOf, worth };
}

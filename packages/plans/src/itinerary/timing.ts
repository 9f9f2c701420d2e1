import { minutesOf } from '@tripmaster/contracts';
import { upToFive, type Point } from '../travel/index.ts';
import type { Placed } from './stage-task.ts';
import type { Window } from '../trip.ts';
import type { Ways } from './ways.ts';

/** A placed node with its time, in local minutes of its frame's date. */
export type Timed = Placed & { start: number; end: number };

export type TimingTask = {
  frame: number;
  order: readonly Placed[];
  ways: Ways;
  from: { point: Point; time: number };
  home: Point;
  end: number;
  buffer: number;
};

/** How long a table is waited for, in minutes. */
const WAIT = 40;

const first = (windows: readonly Window[], ready: number): number | undefined => {
  let best: number | undefined;
  for (const { open, close } of windows) {
    const start = Math.max(open, ready);
    if (start <= close && (best === undefined || start < best)) best = start;
  }
  return best;
};

const last = (windows: readonly Window[], limit: number): number | undefined => {
  let best: number | undefined;
  for (const { open, close } of windows) {
    const start = Math.min(close, limit);
    if (start >= open && (best === undefined || start > best)) best = start;
  }
  return best;
};

/**
 * Gives an ordered day its times: everything as early as it can be, but tables near their best time, as long as all that
 * follows is still reached (latest starts are worked out from the evening back). Everything is a multiple of five
 * minutes but the traveller's own items. What cannot be reached in time is left out and returned as `missed`.
 */
export function timeDay(task: TimingTask): { timed: Timed[]; missed: Placed[] } {
  const { order, ways, from, home, end, buffer, frame } = task;
  const gap = (index: number): number => {
    const node = order[index];
    if (!node) return 0;
    const before = order[index - 1];
    return before ? ways(before.point, node.point).minutes + buffer : ways(from.point, node.point).minutes;
  };
  const latest: number[] = [];
  for (let index = order.length - 1; index >= 0; index--) {
    const placed = order[index];
    if (!placed) continue;
    const { node, point } = placed;
    const next = order[index + 1];
    const limit = next ? (latest[index + 1] ?? Infinity) - gap(index + 1) : end - ways(point, home).minutes;
    latest[index] = last(node.windows[frame] ?? [], limit - node.minutes) ?? -Infinity;
  }
  const timed: Timed[] = [];
  for (const [index, placed] of order.entries()) {
    const { node } = placed;
    const before = timed.at(-1);
    const ready = (before ? upToFive(before.end) : from.time) + gap(index);
    if (node.wish) {
      timed.push({ ...placed, start: minutesOf(node.wish.start), end: minutesOf(node.wish.end) });
      continue;
    }
    const limit = latest[index] ?? Infinity;
    const windows = node.windows[frame] ?? [];
    // A table waits for its best time, but not long: rather eat early than stand about.
    const wanted = node.table ? Math.min(node.table.ideal, ready + WAIT) : ready;
    const late = wanted > ready ? first(windows, Math.min(wanted, Math.max(ready, limit))) : undefined;
    const start = late !== undefined && late <= limit ? late : first(windows, ready);
    if (start === undefined) return withoutOne(task, index);
    timed.push({ ...placed, start, end: start + node.minutes });
  }
  return { timed, missed: [] };
}

/** Tries again without the node that cannot be reached. */
function withoutOne(task: TimingTask, index: number): { timed: Timed[]; missed: Placed[] } {
  const lost = task.order[index];
  const again = timeDay({ ...task, order: task.order.filter((_, other) => other !== index) });
  return { timed: again.timed, missed: lost ? [lost, ...again.missed] : again.missed };
}

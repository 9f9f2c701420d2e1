/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import type { Model } from './model.ts';

/** When a visit may start that is reached at `arrival`, or Infinity. Never falls as `arrival` grows. */
export function earliest(model: Model, pair: number, arrival: number): number {
  if (arrival <= model.close[pair]!) {
    const open = model.open[pair]!;
    return arrival > open ? arrival : open;
  }
  const to = model.moreTo[pair]!;
  for (let w = model.moreFrom[pair]!; w < to; w++) {
    if (arrival <= model.moreClose[w]!) {
      const open = model.moreOpen[w]!;
      return arrival > open ? arrival : open;
    }
  }
  return Infinity;
}

/** The last start inside the windows that is not past `limit`, or -Infinity. */
function latest(model: Model, pair: number, limit: number): number {
  const from = model.moreFrom[pair]!;
  for (let w = model.moreTo[pair]! - 1; w >= from; w--) {
    if (model.moreOpen[w]! <= limit) {
      const close = model.moreClose[w]!;
      return close < limit ? close : limit;
    }
  }
  if (model.open[pair]! > limit) return -Infinity;
  const close = model.close[pair]!;
  return close < 0 ? -Infinity : close < limit ? close : limit;
}

/**
 * A set of routes, one a day, always feasible, as doubly linked lists over the model's nodes.
 *
 * Every node knows the earliest start of its visit (`start`, given what comes before) and the latest
 * one that still lets the rest of the day work (`late`). So whether a stop fits between two others is
 * decided in constant time: start it as early as its windows allow, and compare the arrival at the
 * next stop with that stop's `late`. This is the MaxShift of Vansteenwegen et al. (2009) in absolute
 * time, which stays exact for stops with several windows: `late` is the largest moment *inside* a
 * window from which the rest can be reached. Reaching a stop at t is fine exactly when t <= late,
 * since `late` itself is then a start that can be waited for; a shift would have to be cut into
 * pieces at each gap between windows, a moment need not.
 */
export class Routes {
  readonly model: Model;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly start: Float64Array;
  readonly late: Float64Array;
  /** The day a stop is on, or -1. */
  readonly day: Int32Array;
  score = 0;

  constructor(model: Model) {
    this.model = model;
    this.next = new Int32Array(model.nodes);
    this.prev = new Int32Array(model.nodes);
    this.start = new Float64Array(model.nodes);
    this.late = new Float64Array(model.nodes);
    this.day = new Int32Array(model.n).fill(-1);
    for (let d = 0; d < model.k; d++) {
      const leave = model.n + 2 * d;
      this.next[leave] = leave + 1;
      this.prev[leave + 1] = leave;
      this.start[leave] = model.dayStart[d]!;
      this.late[leave + 1] = model.dayEnd[d]!;
      this.refresh(d);
    }
  }

  copy(from: Routes): void {
    this.next.set(from.next);
    this.prev.set(from.prev);
    this.start.set(from.start);
    this.late.set(from.late);
    this.day.set(from.day);
    this.score = from.score;
  }

  /** Puts an absent stop behind a node of day `d`. The caller has made sure that it fits. */
  insert(stop: number, after: number, d: number): void {
    const { next, prev } = this;
    const before = next[after]!;
    next[after] = stop;
    prev[stop] = after;
    next[stop] = before;
    prev[before] = stop;
    this.day[stop] = d;
    this.score += this.model.score[stop]!;
    this.#forward(stop, d);
    this.#backward(stop, d);
  }

  /** Takes a stop out and leaves the times of its day stale: call `refresh` when all are out. */
  unlink(stop: number): void {
    const before = this.prev[stop]!;
    const after = this.next[stop]!;
    this.next[before] = after;
    this.prev[after] = before;
    this.day[stop] = -1;
    this.score -= this.model.score[stop]!;
  }

  refresh(d: number): void {
    const leave = this.model.n + 2 * d;
    this.#forward(this.next[leave]!, d, true);
    this.#backward(this.prev[leave + 1]!, d, true);
  }

  stopsOf(d: number): number[] {
    const stops: number[] = [];
    const { n } = this.model;
    for (let i = this.next[n + 2 * d]!; i < n; i = this.next[i]!) stops.push(i);
    return stops;
  }

  /** New starts from `node` on, until one does not change. */
  #forward(node: number, d: number, all = false): void {
    const { model, next, prev, start } = this;
    const { travel, visit, n, nodes } = model;
    const base = d * n;
    let at = prev[node]!;
    for (let i = node; ; i = next[i]!) {
      const arrival = start[at]! + visit[at]! + travel[at * nodes + i]!;
      if (i >= n) {
        start[i] = arrival;
        return;
      }
      const begin = earliest(model, base + i, arrival);
      if (begin === start[i] && i !== node && !all) return;
      start[i] = begin;
      at = i;
    }
  }

  /** New latest starts from `node` back, until one does not change. */
  #backward(node: number, d: number, all = false): void {
    const { model, next, prev, late } = this;
    const { travel, visit, n, nodes } = model;
    const base = d * n;
    let to = next[node]!;
    for (let i = node; ; i = prev[i]!) {
      const limit = late[to]! - travel[i * nodes + to]! - visit[i]!;
      if (i >= n) {
        late[i] = limit;
        return;
      }
      const last = latest(model, base + i, limit);
      if (last === late[i] && i !== node && !all) return;
      late[i] = last;
      to = i;
    }
  }
}

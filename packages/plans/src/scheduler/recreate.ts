/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import type { Model } from './model.ts';
import type { Random } from './random.ts';
import { earliest, type Routes } from './routes.ts';

/** Priority of a fixed stop over any other. */
const FIXED = 1e30;

export interface Taste {
  /** Exponent of the score against the time that a stop costs. */
  readonly power: number;
  /** Each stop's worth is off by up to half of this, as a share. */
  readonly noise: number;
}

/**
 * Fills routes greedily: again and again the stop with the best score^power per unit of time that it
 * costs (its shift), times some noise. Work is counted in places tried.
 */
export class Recreate {
  readonly #model: Model;
  readonly #random: Random;
  /** Best place of a stop in a day, at `d * n + stop`: the node before it, and the shift there. */
  readonly #after: Int32Array;
  readonly #shift: Float64Array;
  /** The day of a stop's least shift, and that shift. */
  readonly #bestDay: Int32Array;
  readonly #bestShift: Float64Array;
  /** Stops that may still fit somewhere. */
  readonly #open: Int32Array;
  readonly #value: Float64Array;
  readonly #isFreed: Uint8Array;
  /** The live places of a day, in order, from `d * nodes` on: see `#collect`. */
  readonly #liveCount: Int32Array;
  readonly #liveNode: Int32Array;
  readonly #liveNext: Int32Array;
  readonly #liveFree: Float64Array;
  readonly #liveLate: Float64Array;
  readonly #liveReach: Float64Array;
  work = 0;
  /** Looked at while everything is filled anew, which takes long where there are many stops and days. */
  readonly #deadline: number;

  constructor(model: Model, random: Random, deadline: number) {
    this.#deadline = deadline;
    const { n, k, nodes } = model;
    this.#model = model;
    this.#random = random;
    this.#after = new Int32Array(n * k);
    this.#shift = new Float64Array(n * k);
    this.#bestDay = new Int32Array(n);
    this.#bestShift = new Float64Array(n);
    this.#open = new Int32Array(n);
    this.#value = new Float64Array(n);
    this.#isFreed = new Uint8Array(n);
    this.#liveCount = new Int32Array(k);
    this.#liveNode = new Int32Array(k * nodes);
    this.#liveNext = new Int32Array(k * nodes);
    this.#liveFree = new Float64Array(k * nodes);
    this.#liveLate = new Float64Array(k * nodes);
    this.#liveReach = new Float64Array(k * nodes);
  }

  /**
   * `touched` are the days that were changed since `before`, when nothing more would fit; `freed` the
   * stops taken out. Freed stops are tried everywhere, others only where something changed.
   */
  refill(routes: Routes, before: Routes | null, touched: readonly number[], freed: readonly number[], taste: Taste): void {
    const { n, k, score, fixedDay } = this.#model;
    const { power, noise } = taste;
    const random = this.#random;
    const bestShift = this.#bestShift;
    const value = this.#value;
    const open = this.#open;
    const isFreed = this.#isFreed;
    let count = 0;
    for (const d of touched) this.#collect(routes, before, d);
    for (const s of freed) {
      isFreed[s] = 1;
      bestShift[s] = Infinity;
      for (let d = 0; d < k; d++) this.#record(s, d, this.#try(routes, s, d));
      if (bestShift[s] !== Infinity) open[count++] = s;
    }
    for (let s = 0; s < n; s++) {
      if (routes.day[s] !== -1 || isFreed[s] === 1 || score[s]! <= 0) continue;
      bestShift[s] = Infinity;
      for (const d of touched) this.#record(s, d, this.#tryLive(s, d));
      if (bestShift[s] !== Infinity) open[count++] = s;
    }
    for (let o = 0; o < count; o++) {
      const s = open[o]!;
      value[s] = fixedDay[s]! >= 0 ? FIXED : score[s]! ** power * (1 + noise * (random.unit() - 0.5));
    }
    while (count > 0) {
      if (before === null && performance.now() > this.#deadline) break;
      let at = 0;
      let best = -1;
      for (let o = 0; o < count; o++) {
        const s = open[o]!;
        const worth = value[s]! / (bestShift[s]! + 1);
        if (worth > best) {
          best = worth;
          at = o;
        }
      }
      const stop = open[at]!;
      open[at] = open[--count]!;
      const d = this.#bestDay[stop]!;
      routes.insert(stop, this.#after[d * n + stop]!, d);
      count = this.#update(routes, before, d, stop, count, touched);
    }
    for (const s of freed) isFreed[s] = 0;
  }

  /** After `inserted` went into day `d`: new places and shifts; drops the stops that fit nowhere any more. */
  #update(routes: Routes, before: Routes | null, d: number, inserted: number, count: number, touched: readonly number[]): number {
    const { n, k } = this.#model;
    const open = this.#open;
    const shift = this.#shift;
    const bestShift = this.#bestShift;
    const bestDay = this.#bestDay;
    const isFreed = this.#isFreed;
    if (touched.includes(d)) this.#collect(routes, before, d);
    let kept = 0;
    for (let o = 0; o < count; o++) {
      const s = open[o]!;
      const freed = isFreed[s] === 1;
      const pair = d * n + s;
      if ((freed || touched.includes(d)) && shift[pair] !== Infinity) {
        const was = bestDay[s] === d;
        const least = this.#again(routes, s, d, inserted, freed);
        if (was) {
          bestShift[s] = Infinity;
          if (freed) for (let other = 0; other < k; other++) this.#record(s, other, shift[other * n + s]!);
          else for (const other of touched) this.#record(s, other, shift[other * n + s]!);
        } else this.#record(s, d, least);
        if (bestShift[s] === Infinity) continue;
      }
      open[kept++] = s;
    }
    return kept;
  }

  #record(stop: number, d: number, shift: number): void {
    if (shift < this.#bestShift[stop]!) {
      this.#bestShift[stop] = shift;
      this.#bestDay[stop] = d;
    }
  }

  /** The places of a day where a stop might fit now that did not before: the times around changed. */
  #collect(routes: Routes, before: Routes | null, d: number): void {
    const { n, nodes, travel, visit } = this.#model;
    const { next, start, late } = routes;
    let p = d * nodes;
    for (let i = n + 2 * d; ;) {
      const j = next[i]!;
      if (before === null || start[i] !== before.start[i] || late[j] !== before.late[j] || before.next[i] !== j) {
        const free = start[i]! + visit[i]!;
        this.#liveNode[p] = i;
        this.#liveNext[p] = j;
        this.#liveFree[p] = free;
        this.#liveLate[p] = late[j]!;
        this.#liveReach[p] = free + travel[i * nodes + j]!;
        p++;
      }
      if (j >= n) break;
      i = j;
    }
    this.#liveCount[d] = p - d * nodes;
  }

  #tryLive(stop: number, d: number): number {
    const model = this.#model;
    const { n, nodes, travel, travelTo } = model;
    const liveNode = this.#liveNode;
    const liveNext = this.#liveNext;
    const liveFree = this.#liveFree;
    const liveLate = this.#liveLate;
    const liveReach = this.#liveReach;
    const pair = d * n + stop;
    const more = model.moreTo[pair]!;
    const simple = more === model.moreFrom[pair]!;
    const first = model.open[pair]!;
    const firstClose = model.close[pair]!;
    const last = simple ? firstClose : model.moreClose[more - 1]!;
    const visit = model.visit[stop]!;
    const row = stop * nodes;
    const from = d * nodes;
    const to = from + this.#liveCount[d]!;
    let least = Infinity;
    let place = -1;
    let p = from;
    while (p < to && liveLate[p]! < first) p++;
    const skipped = p - from;
    for (; p < to; p++) {
      const free = liveFree[p]!;
      if (free > last) break;
      const reached = free + travelTo[row + liveNode[p]!]!;
      const begin = reached > firstClose ? (simple ? Infinity : earliest(model, pair, reached)) : reached > first ? reached : first;
      const arrival = begin + visit + travel[row + liveNext[p]!]!;
      if (arrival <= liveLate[p]!) {
        const cost = arrival - liveReach[p]!;
        if (cost < least) {
          least = cost;
          place = liveNode[p]!;
        }
      }
    }
    this.work += p - from - skipped * 0.75 + 5;
    if (least < 0) least = 0;
    this.#shift[pair] = least;
    this.#after[pair] = place;
    return least;
  }

  /** Finds the cheapest place of a stop in a day. */
  #try(routes: Routes, stop: number, d: number): number {
    const model = this.#model;
    const { n, nodes, travel, travelTo } = model;
    const { next, start, late } = routes;
    const pair = d * n + stop;
    let least = Infinity;
    let place = -1;
    const more = model.moreTo[pair]!;
    const last = more > model.moreFrom[pair]! ? model.moreClose[more - 1]! : model.close[pair]!;
    const row = stop * nodes;
    const visit = model.visit[stop]!;
    let tried = 4;
    for (let i = n + 2 * d; ;) {
      const free = start[i]! + model.visit[i]!;
      if (free > last) break;
      const j = next[i]!;
      tried++;
      const arrival = earliest(model, pair, free + travelTo[row + i]!) + visit + travel[row + j]!;
      if (arrival <= late[j]!) {
        const cost = arrival - free - travel[i * nodes + j]!;
        if (cost < least) {
          least = cost;
          place = i;
        }
      }
      if (j >= n) break;
      i = j;
    }
    this.work += tried;
    if (least < 0) least = 0;
    this.#shift[pair] = least;
    this.#after[pair] = place;
    return least;
  }

  /** The known place again and the two new ones; all of them only where the known one is gone. */
  #again(routes: Routes, stop: number, d: number, inserted: number, freed: boolean): number {
    const pair = d * this.#model.n + stop;
    const place = this.#after[pair]!;
    const a = routes.prev[inserted]!;
    const known = place === a ? Infinity : this.#cost(routes, stop, pair, place);
    if (known === Infinity) return freed ? this.#try(routes, stop, d) : this.#tryLive(stop, d);
    this.work += 5;
    let least = known;
    const first = this.#cost(routes, stop, pair, a);
    if (first < least) {
      least = first;
      this.#after[pair] = a;
    }
    const second = this.#cost(routes, stop, pair, inserted);
    if (second < least) {
      least = second;
      this.#after[pair] = inserted;
    }
    if (least < 0) least = 0;
    this.#shift[pair] = least;
    return least;
  }

  #cost(routes: Routes, stop: number, pair: number, i: number): number {
    const { nodes, travel, travelTo, visit } = this.#model;
    const free = routes.start[i]! + visit[i]!;
    const j = routes.next[i]!;
    const row = stop * nodes;
    const arrival = earliest(this.#model, pair, free + travelTo[row + i]!) + visit[stop]! + travel[row + j]!;
    return arrival <= routes.late[j]! ? arrival - free - travel[i * nodes + j]! : Infinity;
  }
}

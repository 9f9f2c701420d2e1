// `!` on typed array reads: see model.ts.
import type { Model } from './model.ts';
import { earliest, type Routes } from './routes.ts';
import type { Random } from './random.ts';

/** Priority of a fixed stop over any other. */
const FIXED = 1e30;

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
  /** Stops that may still fit somewhere. */
  readonly #open: Int32Array;
  readonly #value: Float64Array;
  work = 0;

  constructor(model: Model, random: Random) {
    this.#model = model;
    this.#random = random;
    this.#after = new Int32Array(model.n * model.k);
    this.#shift = new Float64Array(model.n * model.k);
    this.#open = new Int32Array(model.n);
    this.#value = new Float64Array(model.n);
  }

  /**
   * `touched` are the days that were changed since nothing more would fit, `freed` the stops taken
   * out: other stops are only tried on touched days, freed ones on every day.
   */
  fill(routes: Routes, touched: readonly number[], freed: readonly number[], power: number, noise: number): void {
    const { n, k, score, fixedDay } = this.#model;
    const shift = this.#shift;
    const value = this.#value;
    const open = this.#open;
    let count = 0;
    for (let s = 0; s < n; s++) {
      if (routes.day[s] !== -1 || (score[s]! <= 0 && fixedDay[s] === -1)) continue;
      for (let d = 0; d < k; d++) shift[d * n + s] = Infinity;
      let fits = false;
      for (const d of touched) fits = this.#try(routes, s, d) || fits;
      if (freed.includes(s)) {
        for (let d = 0; d < k; d++) if (!touched.includes(d)) fits = this.#try(routes, s, d) || fits;
      }
      if (!fits) continue;
      open[count++] = s;
      value[s] = fixedDay[s]! >= 0 ? FIXED : score[s]! ** power * (1 + noise * (this.#random.unit() - 0.5));
    }
    while (count > 0) {
      let bestStop = -1;
      let bestDay = -1;
      let best = -1;
      let kept = 0;
      for (let o = 0; o < count; o++) {
        const s = open[o]!;
        let least = Infinity;
        let day = -1;
        for (let d = 0, pair = s; d < k; d++, pair += n) {
          if (shift[pair]! < least) {
            least = shift[pair]!;
            day = d;
          }
        }
        if (day === -1) continue;
        open[kept++] = s;
        const worth = value[s]! / (least + 1);
        if (worth > best) {
          best = worth;
          bestStop = s;
          bestDay = day;
        }
      }
      count = kept;
      if (bestStop === -1) return;
      routes.insert(bestStop, this.#after[bestDay * n + bestStop]!, bestDay);
      for (let o = 0; o < count; o++) {
        const s = open[o]!;
        if (s === bestStop) open[o--] = open[--count]!;
        else if (shift[bestDay * n + s] !== Infinity) this.#try(routes, s, bestDay);
      }
    }
  }

  /** Finds the cheapest place of a stop in a day. */
  #try(routes: Routes, stop: number, d: number): boolean {
    const model = this.#model;
    const { n, nodes, leg } = model;
    const { next, start, late } = routes;
    const pair = d * n + stop;
    let least = Infinity;
    let place = -1;
    const more = model.moreTo[pair]!;
    const last = model.close[pair]! < 0 ? -1 : more > model.moreFrom[pair]! ? model.moreClose[more - 1]! : model.close[pair]!;
    const row = stop * nodes;
    for (let i = n + 2 * d; ; ) {
      const free = start[i]!;
      if (free > last) break;
      const j = next[i]!;
      this.work++;
      const begin = earliest(model, pair, free + leg[i * nodes + stop]!);
      const arrival = begin + leg[row + j]!;
      if (arrival <= late[j]!) {
        const cost = arrival - free - leg[i * nodes + j]!;
        if (cost < least) {
          least = cost;
          place = i;
        }
      }
      if (j >= n) break;
      i = j;
    }
    this.#shift[pair] = least < 0 ? 0 : least;
    this.#after[pair] = place;
    return place !== -1;
  }
}

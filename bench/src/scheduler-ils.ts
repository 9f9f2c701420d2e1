/* oxlint-disable typescript/no-non-null-assertion -- array reads: every index is made here from the array's own size */
import type { Instance } from './scheduler-data.ts';

/**
 * The plain iterated local search that the field measures itself by: P. Vansteenwegen, W. Souffriau,
 * G. Vanden Berghe, D. Van Oudheusden, "Iterated local search for the team orienteering problem with
 * time windows", Computers & Operations Research 36 (2009) 3281-3290. Insert steps by score^2 / shift
 * until nothing fits, then a shake that takes R consecutive stops out of every tour from position S on.
 * As in the paper but for two things: it runs until the time is up (the paper: 150 shakes without a
 * better plan), and it then starts again from R = S = 1 at the plan at hand.
 */
export function iteratedLocalSearch(instance: Instance, timeLimitMs: number): number[][] {
  const deadline = performance.now() + timeLimitMs;
  const tours = new Tours(instance);
  let best: number[][] = tours.days.map(() => []);
  let bestScore = -1;
  let position = 1;
  let removed = 1;
  let withoutGain = 0;
  do {
    while (tours.insertBest());
    if (tours.score > bestScore) {
      bestScore = tours.score;
      best = tours.days.map((day) => [...day]);
      removed = 1;
      withoutGain = 0;
    } else withoutGain++;
    tours.shake(position, removed);
    position += removed;
    removed++;
    const shortest = Math.min(...tours.days.map((day) => day.length));
    if (position > shortest) position -= Math.max(shortest, 1);
    if (position < 1) position = 1;
    if (removed > Math.max(1, Math.floor(instance.stops.length / (3 * tours.days.length)))) removed = 1;
    if (withoutGain === 150) {
      position = removed = 1;
      withoutGain = 0;
    }
  } while (performance.now() < deadline);
  return best;
}

/** Tours from and to node 0; stop s is node s + 1. */
class Tours {
  readonly #instance: Instance;
  readonly days: number[][];
  readonly #start: Float64Array;
  readonly #maxShift: Float64Array;
  readonly #isIn: Uint8Array;
  score = 0;

  constructor(instance: Instance) {
    const size = instance.stops.length + 1;
    this.#instance = instance;
    this.days = Array.from({ length: instance.days }, () => []);
    this.#start = new Float64Array(size);
    this.#maxShift = new Float64Array(size);
    this.#isIn = new Uint8Array(size);
  }

  /** Inserts the stop with the best score^2 / shift, each at its least shift; false if none fits. */
  insertBest(): boolean {
    const { stops, travel, open, close, visit, dayStart, dayEnd } = this.#instance;
    const size = stops.length + 1;
    let best = -1;
    let bestNode = 0;
    let bestDay: number[] | undefined;
    let bestAt = 0;
    for (let node = 1; node < size; node++) {
      if (this.#isIn[node] === 1) continue;
      let least = Infinity;
      let inDay: number[] | undefined;
      let at = 0;
      for (const day of this.days) {
        for (let p = 0; p <= day.length; p++) {
          const from = p === 0 ? 0 : day[p - 1]!;
          const to = p === day.length ? 0 : day[p]!;
          const free = p === 0 ? dayStart : this.#start[from]! + visit[from]!;
          const arrival = free + travel[from * size + node]!;
          if (arrival > close[node]! + 1e-9) continue;
          const leaves = Math.max(arrival, open[node]!) + visit[node]! + travel[node * size + to]!;
          const old = free + travel[from * size + to]!;
          const shift = p === day.length ? leaves - old : leaves - this.#start[to]!;
          const room = p === day.length ? dayEnd - old : this.#maxShift[to]!;
          if (shift > room + 1e-9) continue;
          const cost = leaves - old;
          if (cost < least) {
            least = cost;
            inDay = day;
            at = p;
          }
        }
      }
      const ratio = stops[node - 1]!.score ** 2 / Math.max(least, 1e-9);
      if (inDay !== undefined && ratio > best) {
        best = ratio;
        bestNode = node;
        bestDay = inDay;
        bestAt = at;
      }
    }
    if (bestDay === undefined) return false;
    bestDay.splice(bestAt, 0, bestNode);
    this.#isIn[bestNode] = 1;
    this.score += stops[bestNode - 1]!.score;
    this.#refresh(bestDay);
    return true;
  }

  /** Takes `count` stops out of each tour from position `from` (1 is the first), going on at its beginning. */
  shake(from: number, count: number): void {
    for (const day of this.days) {
      const length = day.length;
      for (let i = 0; i < Math.min(count, length); i++) {
        const node = day[(from - 1 + i) % length]!;
        this.#isIn[node] = 0;
        this.score -= this.#instance.stops[node - 1]!.score;
      }
      day.splice(0, length, ...day.filter((node) => this.#isIn[node] === 1));
      this.#refresh(day);
    }
  }

  #refresh(day: readonly number[]): void {
    const { stops, travel, open, close, visit, dayStart, dayEnd } = this.#instance;
    const size = stops.length + 1;
    let free = dayStart;
    let at = 0;
    for (const node of day) {
      const start = Math.max(free + travel[at * size + node]!, open[node]!);
      this.#start[node] = start;
      free = start + visit[node]!;
      at = node;
    }
    let room = dayEnd - (free + travel[at * size]!);
    for (let p = day.length - 1; p >= 0; p--) {
      const node = day[p]!;
      room = Math.min(close[node]! - this.#start[node]!, room);
      this.#maxShift[node] = room;
      // What the stop before may shift: this wait is used up first.
      const before = p === 0 ? 0 : day[p - 1]!;
      const left = p === 0 ? dayStart : this.#start[before]! + visit[before]!;
      room += this.#start[node]! - (left + travel[before * size + node]!);
    }
  }
}

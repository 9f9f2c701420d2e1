/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
// Sets of stops are bit masks.
import type { Model } from './model.ts';
import { earliest, Routes } from './routes.ts';

/** Tables of 2^16 sets by 16 last stops take 8 MB a day. */
const MAX_STOPS = 16;

/** Steps that `solveExactly` takes, or Infinity where it does not apply. A step is about 6 ns. */
export function exactSteps(model: Model): number {
  const { n, k } = model;
  if (n > MAX_STOPS) return Infinity;
  return k * 2 ** n * (n * n) * 0.5 + Math.max(0, k - 2) * 3 ** n;
}

/**
 * A best plan by dynamic programming: which sets of stops a day can hold, and when it is through with
 * them (Held and Karp 1962, as value the earliest start), then the best way to share out the stops.
 * The caller has made sure that the fixed stops fit.
 */
export function solveExactly(model: Model): Routes {
  const { n, k, score } = model;
  const sets = 1 << n;
  const worth = new Float64Array(sets);
  for (let set = 1; set < sets; set++) {
    const low = 31 - Math.clz32(set & -set);
    worth[set] = worth[set & (set - 1)]! + score[low]!;
  }
  const days: { fits: Uint8Array; order: (set: number) => number[] }[] = [];
  for (let d = 0; d < k; d++) days.push(fillDay(model, d));

  // gain[d][set]: the best score of days 0..d with stops from `set`; NaN-free: -Infinity if impossible.
  const gains: Float64Array[] = [];
  for (const [d, { fits }] of days.entries()) {
    const before = gains.at(-1);
    const gain = new Float64Array(sets);
    // The last day only needs the answer for all stops.
    for (let set = d === k - 1 ? sets - 1 : 0; set < sets; set++) {
      let best = -Infinity;
      if (before === undefined && d < k - 1) {
        // With one day, the best subset is the set itself or lacks one of its stops.
        if (fits[set] === 1) best = worth[set]!;
        for (let rest = set; rest > 0; rest &= rest - 1) best = Math.max(best, gain[set ^ (rest & -rest)]!);
      } else {
        for (let part = set; ; part = (part - 1) & set) {
          if (fits[part] === 1) best = Math.max(best, worth[part]! + (before?.[set ^ part] ?? 0));
          if (part === 0) break;
        }
      }
      gain[set] = best;
    }
    gains.push(gain);
  }

  const routes = new Routes(model);
  let left = sets - 1;
  for (let d = k - 1; d >= 0; d--) {
    const day = days[d]!;
    const target = gains[d]![left]!;
    const before = gains[d - 1];
    let chosen = 0;
    for (let part = left; ; part = (part - 1) & left) {
      if (day.fits[part] === 1 && worth[part]! + (before?.[left ^ part] ?? 0) === target) chosen = part;
      if (part === 0) break;
    }
    let after = n + 2 * d;
    for (const stop of day.order(chosen)) {
      routes.insert(stop, after, d);
      after = stop;
    }
    left ^= chosen;
  }
  return routes;
}

/** Which sets day `d` can hold (all its fixed stops among them), and in what order: the soonest back. */
function fillDay(model: Model, d: number): { fits: Uint8Array; order: (set: number) => number[] } {
  const { n, nodes, travel, visit, fixedDay } = model;
  const sets = 1 << n;
  const leave = n + 2 * d;
  const end = model.dayEnd[d]!;
  const begin = new Float64Array(sets * n).fill(Infinity);
  const fits = new Uint8Array(sets);
  let fixed = 0;
  for (let s = 0; s < n; s++) {
    if (fixedDay[s] === d) fixed |= 1 << s;
    begin[(1 << s) * n + s] = earliest(model, d * n + s, model.dayStart[d]! + travel[leave * nodes + s]!);
  }
  if (fixed === 0) fits[0] = 1;
  for (let set = 1; set < sets; set++) {
    for (let last = 0; last < n; last++) {
      const start = begin[set * n + last]!;
      if (start === Infinity) continue;
      if ((set & fixed) === fixed && start + visit[last]! + travel[last * nodes + leave + 1]! <= end) fits[set] = 1;
      for (let to = 0; to < n; to++) {
        if ((set >> to) & 1) continue;
        const at = (set | (1 << to)) * n + to;
        const next = earliest(model, d * n + to, start + visit[last]! + travel[last * nodes + to]!);
        if (next < begin[at]!) begin[at] = next;
      }
    }
  }

  const order = (chosen: number): number[] => {
    const stops: number[] = [];
    let to = leave + 1;
    let start = Infinity;
    for (let set = chosen; set > 0;) {
      let last = -1;
      let soonest = Infinity;
      for (let s = 0; s < n; s++) {
        if (((set >> s) & 1) === 0) continue;
        const arrival = begin[set * n + s]! + visit[s]! + travel[s * nodes + to]!;
        // Before the return: whichever is back soonest. Before a stop: one that the table came from.
        const reached = to > n ? arrival : earliest(model, d * n + to, arrival);
        if (reached < soonest) {
          soonest = reached;
          last = s;
        }
      }
      if (last === -1 || soonest > start) throw new Error('the table of a day has no way back');
      stops.unshift(last);
      set ^= 1 << last;
      to = last;
      start = begin[(set | (1 << last)) * n + last]!;
    }
    return stops;
  };
  return { fits, order };
}

import type { Model } from './model.ts';
import { arrivalDay, latest, mayEnd, soonest, Table } from './table.ts';
import type { Route, RouteProblem, RouteStay } from './types.ts';

/**
 * Every route, one at a time: in the order of the problem's cities, and of several departures the earliest first. The
 * table says which beginnings lead somewhere, so that no step is taken back in vain.
 */
export function* walk({ cities }: RouteProblem, model: Model, table = new Table(model)): Generator<Route, void, undefined> {
  const everywhere = 2 ** model.n - 1;
  const path: RouteStay[] = [];
  function* stay(mask: number, c: number, used: number): Generator<Route, void, undefined> {
    const arrive = arrivalDay(model, mask, c, used);
    const to = latest(model, mask, c, used);
    for (let then = soonest(model, mask, c, used); then <= to; then++) {
      if (!table.mayLeave(mask, c, then)) continue;
      path.push({ city: cities[c]?.id ?? '', arrive, depart: (model.shortest[mask] ?? 0) + then });
      if (mask === everywhere) yield [...path];
      else
        for (let next = 0; next < model.n; next++) {
          const more = mask | (1 << next);
          if (((model.links[c] ?? 0) & ~mask & (1 << next)) !== 0 && table.mayEnter(more, next, then)) yield* stay(more, next, then);
        }
      path.pop();
    }
  }
  for (const c of table.starts()) yield* stay(1 << c, c, 0);
}

/** How many routes there are; the table's recursion with sums in place of "any". */
export function count(model: Model): bigint {
  const { n, spare, links, first } = model;
  if (spare < 0) return 0n;
  const everywhere = 2 ** n - 1;
  const enter: bigint[][] = [];
  for (let mask = everywhere; mask > 0; mask--) {
    for (let c = 0; c < n; c++) {
      if ((mask & (1 << c)) === 0) continue;
      /** Finished routes by departure, summed up: `sums[k]` is of the first k spare days. */
      const sums = [0n];
      for (let used = 0; used <= spare; used++) {
        let ways = mask === everywhere && mayEnd(model, c, used) ? 1n : 0n;
        for (let open = (links[c] ?? 0) & ~mask; open !== 0; open &= open - 1) {
          const to = 31 - Math.clz32(open & -open);
          ways += enter[(mask | (1 << to)) * n + to]?.[used] ?? 0n;
        }
        sums.push((sums[used] ?? 0n) + ways);
      }
      enter[mask * n + c] = Array.from({ length: spare + 1 }, (_, used) => {
        const [from, to] = [soonest(model, mask, c, used), latest(model, mask, c, used)];
        return from > to ? 0n : (sums[to + 1] ?? 0n) - (sums[from] ?? 0n);
      });
    }
  }
  return Array.from({ length: n }, (_, c) => (first < 0 || first === c ? (enter[(1 << c) * n + c]?.[0] ?? 0n) : 0n)).reduce(
    (sum, ways) => sum + ways,
    0n,
  );
}

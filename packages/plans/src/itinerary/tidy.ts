import { Random } from '../scheduler/random.ts';
import type { Beside, Valuer } from './day-value.ts';
import type { Placed } from './stage-task.ts';

const LEAST_GAIN = 1e-6;
/** How likely each visit of a day leaves it when the day is found anew. */
const RUIN = 0.75;
/** Of the tries, this share goes to taking days apart; the rest to the last polish. */
const RUIN_SHARE = 0.75;

export type TidyOptions = {
  /** Most visits a day. */
  cap: number;
  /** Days valued at most, about 2.5 microseconds each: bounds the time and, being no clock, is the same everywhere. */
  tries: number;
  seed: number;
};

type Found = { order: number[]; value: number };
type Day = Found & { chosen: number[] };

/**
 * Improves days by local search until no single move helps: move a visit to another day or place in its day, exchange two,
 * put in one more (up to `cap` a day), replace one, leave one out, shift a meal. Then takes one or two days apart and
 * puts them together again in another order (ruin and recreate, Schrimpf et al. 2000) as long as `tries` last. Worth
 * is the score less what the ways cost, so that what lies together is seen together. The same input and seed give the same
 * days. Nodes go by their number in `valuer.nodes`.
 */
export function tidy(
  valuer: Valuer,
  given: readonly (readonly number[])[],
  spare: readonly number[],
  { cap, tries: most, seed }: TidyOptions,
): { days: Placed[][]; value: number } {
  const { nodes } = valuer;
  const unused = new Set(spare);
  const days: Day[] = given.map((order) => ({ order: [...order], value: -Infinity, chosen: [] }));
  const scratch: number[] = [];
  let tries = 0;

  const dayAt = (frame: number): Day | undefined => days[frame];
  const orderOf = (frame: number): number[] => dayAt(frame)?.order ?? [];
  const valueAt = (frame: number): number => dayAt(frame)?.value ?? -Infinity;
  const isCandidate = (node: number): boolean => nodes[node]?.candidate !== undefined;
  const isFixed = (node: number): boolean => nodes[node]?.start !== undefined;
  const opens = (node: number, frame: number): boolean => (nodes[node]?.windows[frame]?.length ?? 0) > 0;
  const isFull = (order: readonly number[]): boolean =>
    order.reduce((sum, node) => sum + (isCandidate(node) || nodes[node]?.wish ? 1 : 0), 0) >= cap;

  function besides(frame: number): Beside {
    const at = (other: number, kind: 0 | 1): number => {
      const day = dayAt(other);
      return day ? valuer.tableAt(day.order, day.chosen, kind) : -1;
    };
    return [at(frame - 1, 0), at(frame - 1, 1), at(frame + 1, 0), at(frame + 1, 1)];
  }
  function value(frame: number, order: readonly number[], beside: Beside): number {
    tries++;
    return valuer.valueOf(frame, order, beside, scratch);
  }
  function set(frame: number, { order }: Found): void {
    const chosen: number[] = [];
    days[frame] = { order, value: valuer.valueOf(frame, order, besides(frame), chosen), chosen };
  }
  /** The best place for a node in an order, if there is any. */
  function bestPlace(frame: number, order: readonly number[], node: number): Found | undefined {
    if (!opens(node, frame) || (isCandidate(node) && isFull(order))) return undefined;
    const beside = besides(frame);
    const tried = [node, ...order];
    let best = -Infinity;
    let place = -1;
    for (let at = 0; ; at++) {
      const is = value(frame, tried, beside);
      if (is > best) {
        best = is;
        place = at;
      }
      if (at >= order.length) break;
      tried[at] = tried[at + 1] ?? node;
      tried[at + 1] = node;
    }
    return place < 0 ? undefined : { order: [...order.slice(0, place), node, ...order.slice(place)], value: best };
  }

  function relocate(frame: number, node: number): boolean {
    const rest = orderOf(frame).filter((other) => other !== node);
    const left = value(frame, rest, besides(frame));
    const before = valueAt(frame);
    if (isCandidate(node) && left > before + LEAST_GAIN) {
      unused.add(node);
      set(frame, { order: rest, value: left });
      return true;
    }
    const within = bestPlace(frame, rest, node);
    if (within && within.value > before + LEAST_GAIN) {
      set(frame, within);
      return true;
    }
    if (!isCandidate(node) || left === -Infinity) return false;
    for (let other = 0; other < days.length; other++) {
      const there = other === frame ? undefined : bestPlace(other, orderOf(other), node);
      if (!there || left + there.value <= before + valueAt(other) + LEAST_GAIN) continue;
      set(frame, { order: rest, value: left });
      set(other, there);
      return true;
    }
    return false;
  }

  function replace(frame: number, node: number): boolean {
    const rest = orderOf(frame).filter((other) => other !== node);
    const least = valueAt(frame) + LEAST_GAIN;
    for (const other of unused) {
      const there = bestPlace(frame, rest, other);
      if (!there || there.value <= least) continue;
      unused.delete(other);
      unused.add(node);
      set(frame, there);
      return true;
    }
    return false;
  }

  function exchange(frame: number, node: number): boolean {
    const rest = orderOf(frame).filter((one) => one !== node);
    for (let other = frame + 1; other < days.length; other++) {
      for (const second of orderOf(other)) {
        if (!isCandidate(second) || !opens(node, other) || !opens(second, frame)) continue;
        const here = bestPlace(frame, rest, second);
        if (!here) continue;
        const there = bestPlace(
          other,
          orderOf(other).filter((one) => one !== second),
          node,
        );
        if (!there || here.value + there.value <= valueAt(frame) + valueAt(other) + LEAST_GAIN) continue;
        set(frame, here);
        set(other, there);
        return true;
      }
    }
    return false;
  }

  function insert(node: number, frames: readonly number[]): boolean {
    let best: (Found & { frame: number }) | undefined;
    let least = LEAST_GAIN;
    for (const frame of frames) {
      const there = bestPlace(frame, orderOf(frame), node);
      const gain = there ? there.value - valueAt(frame) : -Infinity;
      if (!there || !(gain > least)) continue;
      least = gain;
      best = { frame, ...there };
    }
    if (!best) return false;
    set(best.frame, best);
    unused.delete(node);
    return true;
  }

  const byWorth = (some: Iterable<number>): number[] => [...some].toSorted((a, b) => valuer.worth(b) - valuer.worth(a) || a - b);
  const all = days.map((_, frame) => frame);
  const eachNode = (move: (frame: number, node: number) => boolean, which: (node: number) => boolean, frames = all): boolean => {
    let moved = false;
    for (const frame of frames) {
      for (const node of tries < most ? [...orderOf(frame)] : [])
        if (which(node) && orderOf(frame).includes(node)) moved = move(frame, node) || moved;
    }
    return moved;
  };
  /** Single moves until none helps; the dear ones only where they are asked for, and only once the cheap ones are done. */
  function descend(thoroughly: boolean): void {
    for (let moved = true; moved && tries < most;) {
      moved = eachNode(relocate, (node) => !isFixed(node));
      for (const node of byWorth(unused)) moved = insert(node, all) || moved;
      if (!moved && thoroughly) moved = eachNode(replace, isCandidate) || eachNode(exchange, isCandidate);
    }
  }
  const total = (): number => days.reduce((sum, day) => sum + day.value, 0);
  const random = new Random(seed);
  function ruin(): void {
    const saved = { days: [...days], unused: [...unused], value: total() };
    const frames = [...new Set([random.below(days.length), random.below(days.length)])];
    for (const frame of frames) {
      const order = orderOf(frame).filter((node) => {
        const leaves = isCandidate(node) && random.unit() < RUIN;
        if (leaves) unused.add(node);
        return !leaves;
      });
      set(frame, { order, value: 0 });
    }
    const wanted = [...unused]
      .map((node) => ({ node, by: valuer.worth(node) * (0.5 + random.unit()) }))
      .toSorted((a, b) => b.by - a.by || a.node - b.node);
    for (const { node } of wanted) insert(node, frames);
    eachNode(relocate, (node) => !isFixed(node), frames);
    if (total() > saved.value + LEAST_GAIN) return;
    days.splice(0, days.length, ...saved.days);
    unused.clear();
    for (const node of saved.unused) unused.add(node);
  }

  /** Takes out of a day that does not fit (a child's rest, say, of which the scheduler knows nothing) what is in the way. */
  function mend(frame: number): void {
    set(frame, { order: orderOf(frame), value: 0 });
    while (valueAt(frame) === -Infinity) {
      const without = orderOf(frame)
        .filter(isCandidate)
        .map((node) => ({ node, order: orderOf(frame).filter((other) => other !== node) }));
      const tried = without.map((one) => ({ ...one, value: value(frame, one.order, besides(frame)) }));
      const best = tried.toSorted((a, b) => b.value - a.value || valuer.worth(a.node) - valuer.worth(b.node))[0];
      if (!best) return;
      unused.add(best.node);
      set(frame, best);
    }
  }

  all.forEach(mend);
  descend(false);
  for (let before = -1; tries < RUIN_SHARE * most && tries > before;) {
    before = tries;
    ruin();
  }
  descend(true);
  const placed = days.map(({ order, chosen }) =>
    order.flatMap((number, at): Placed[] => {
      const node = nodes[number];
      const point = valuer.points[chosen[at] ?? -1] ?? node?.point ?? node?.areas?.[0]?.place;
      return node && point ? [{ node, point }] : [];
    }),
  );
  return { days: placed, value: total() };
}

import type { DayValue, Valuer } from './day-value.ts';
import type { Node } from './nodes.ts';
import type { Placed } from './stage-plan.ts';

/** Days valued at most, so that the time is bounded and, having no clock, the same everywhere. */
const MOST_TRIES = 60_000;
const LEAST_GAIN = 1e-6;

type Day = { order: Node[]; is: DayValue };

/**
 * Improves days by local search until no single move helps: move a visit to another day or place in its day, exchange two,
 * put in one more (up to `cap` a day), replace one, leave one out, shift a meal. Worth is the score less what the ways
 * cost, so that what lies together is seen together. Deterministic.
 */
export function tidy(valuer: Valuer, given: readonly (readonly Node[])[], spare: readonly Node[], cap: number): Placed[][] {
  const unused = new Set(spare);
  const days: Day[] = given.map((order) => ({ order: [...order], is: { value: -Infinity, points: [] } }));
  let tries = 0;
  const tableAt = (frame: number, kind: string): number[] => {
    const day = days[frame];
    if (!day) return [];
    const at = day.order.findIndex(({ table }) => table?.kind === kind);
    const point = day.is.points[at];
    return at < 0 || point === undefined ? [] : [point];
  };
  const value = (frame: number, order: readonly Node[]): DayValue => {
    tries++;
    return valuer.valueOf(frame, order, (kind) => [...tableAt(frame - 1, kind), ...tableAt(frame + 1, kind)]);
  };
  const set = (frame: number, order: Node[], is: DayValue): void => {
    days[frame] = { order, is };
  };
  const orderOf = (frame: number): Node[] => days[frame]?.order ?? [];
  const worthOf = (frame: number): number => days[frame]?.is.value ?? -Infinity;
  const visits = (order: readonly Node[]): number => order.reduce((sum, node) => sum + (node.candidate || node.wish ? 1 : 0), 0);
  const with_ = (order: readonly Node[], at: number, node: Node): Node[] => [...order.slice(0, at), node, ...order.slice(at)];

  /** The best place for a node in an order, if there is any. */
  const bestPlace = (frame: number, order: readonly Node[], node: Node): { order: Node[]; is: DayValue } | undefined => {
    if (node.windows[frame]?.length === 0 || (node.candidate && visits(order) >= cap)) return undefined;
    let best: { order: Node[]; is: DayValue } | undefined;
    for (let at = 0; at <= order.length; at++) {
      const tried = with_(order, at, node);
      const is = value(frame, tried);
      if (is.value > (best?.is.value ?? -Infinity)) best = { order: tried, is };
    }
    return best;
  };

  days.forEach((_, frame) => set(frame, orderOf(frame), value(frame, orderOf(frame))));

  const relocate = (frame: number, node: Node): boolean => {
    const rest = orderOf(frame).filter((other) => other !== node);
    const left = value(frame, rest);
    const before = worthOf(frame);
    if (node.candidate && left.value > before + LEAST_GAIN) {
      unused.add(node);
      set(frame, rest, left);
      return true;
    }
    const within = bestPlace(frame, rest, node);
    if (within && within.is.value > before + LEAST_GAIN) {
      set(frame, within.order, within.is);
      return true;
    }
    if (!node.candidate || left.value === -Infinity) return false;
    for (let other = 0; other < days.length; other++) {
      if (other === frame) continue;
      const there = bestPlace(other, orderOf(other), node);
      if (there && left.value + there.is.value > before + worthOf(other) + LEAST_GAIN) {
        set(frame, rest, left);
        set(other, there.order, there.is);
        return true;
      }
    }
    return false;
  };

  const exchange = (frame: number, node: Node): boolean => {
    const rest = orderOf(frame).filter((other) => other !== node);
    for (const spareNode of unused) {
      const there = bestPlace(frame, rest, spareNode);
      if (!there || there.is.value <= worthOf(frame) + LEAST_GAIN) continue;
      unused.delete(spareNode);
      unused.add(node);
      set(frame, there.order, there.is);
      return true;
    }
    for (let other = frame + 1; other < days.length; other++) {
      for (const second of orderOf(other)) {
        if (!second.candidate || node.windows[other]?.length === 0 || second.windows[frame]?.length === 0) continue;
        const here = bestPlace(frame, rest, second);
        if (!here) continue;
        const there = bestPlace(other, orderOf(other).filter((one) => one !== second), node);
        if (!there || here.is.value + there.is.value <= worthOf(frame) + worthOf(other) + LEAST_GAIN) continue;
        set(frame, here.order, here.is);
        set(other, there.order, there.is);
        return true;
      }
    }
    return false;
  };

  const insert = (node: Node): boolean => {
    let best: { frame: number; order: Node[]; is: DayValue; gain: number } | undefined;
    for (let frame = 0; frame < days.length; frame++) {
      const there = bestPlace(frame, orderOf(frame), node);
      const gain = there ? there.is.value - worthOf(frame) : -Infinity;
      if (there && gain > (best?.gain ?? LEAST_GAIN)) best = { frame, ...there, gain };
    }
    if (!best) return false;
    set(best.frame, best.order, best.is);
    unused.delete(node);
    return true;
  };

  const byWorth = (nodes: Iterable<Node>): Node[] => [...nodes].sort((a, b) => valuer.worth(b) - valuer.worth(a) || (a.id < b.id ? -1 : 1));
  for (let moved = true; moved && tries < MOST_TRIES; ) {
    moved = false;
    for (let frame = 0; frame < days.length; frame++) {
      for (const node of orderOf(frame)) if (node.frame === undefined || node.start === undefined) moved = (orderOf(frame).includes(node) && relocate(frame, node)) || moved;
    }
    for (const node of byWorth(unused)) moved = insert(node) || moved;
    for (let frame = 0; frame < days.length && tries < MOST_TRIES; frame++) {
      for (const node of orderOf(frame)) if (node.candidate && orderOf(frame).includes(node)) moved = exchange(frame, node) || moved;
    }
  }
  return days.map(({ order, is }) => order.flatMap((node, at) => {
    const point = valuer.points[is.points[at] ?? -1];
    return point ? [{ node, point }] : [];
  }));
}

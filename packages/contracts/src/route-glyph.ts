/** A stop of a route glyph, in its 160 × 100 box. */
export type RouteNode = { x: number; y: number };
export type RouteGlyph = { nodes: RouteNode[]; path: string };

const LEFT = 24;
const WIDTH = 112;
const LEVELS = [32, 48, 64] as const;
const MOST_NODES = 8;

/**
 * A trip's own stops as a line diagram in a 160 × 100 box, with level and 45° stretches only. Long trips
 * have one node a day (days fall together beyond eight), short ones two a day, a single day up to six.
 * Where the line climbs or falls follows from each day's number of stops, so that a trip keeps its picture.
 */
export function routeOf(stopsPerDay: readonly number[]): RouteGlyph {
  const days = stopsPerDay.length === 0 ? [1] : stopsPerDay;
  const perDay = days.length === 1 ? Math.max(2, Math.min(6, days[0] ?? 2)) : days.length <= 4 ? 2 : 1;
  const groups = grouped(days, MOST_NODES);
  const levels = levelsOf(groups);
  const flat = groups.flatMap((_, group) =>
    Array.from({ length: perDay }, (__, node) => (days.length === 1 ? levelAt(groups[0] ?? 1, node) : (levels[group] ?? 1))),
  );
  const step = WIDTH / Math.max(1, flat.length - 1);
  const nodes = flat.map((level, index) => ({ x: round(LEFT + index * step), y: LEVELS[level] ?? LEVELS[1] }));
  return { nodes, path: nodes.map((node, index) => segment(nodes[index - 1], node)).join('') };
}

/** Sums of neighbouring days, so that at most `most` numbers remain. */
function grouped(days: readonly number[], most: number): number[] {
  const size = Math.ceil(days.length / most);
  const groups: number[] = [];
  for (let start = 0; start < days.length; start += size)
    groups.push(days.slice(start, start + size).reduce((all, stops) => all + stops, 0));
  return groups;
}

function levelsOf(groups: readonly number[]): number[] {
  const levels: number[] = [];
  let level = (groups[0] ?? 1) % 2 === 0 ? 2 : 1;
  for (const [index, stops] of groups.entries()) {
    const move = ((stops + index) % 3) - 1;
    if (index > 0) level = level + move < 0 || level + move > 2 ? level - move : level + move;
    levels.push(level);
  }
  return levels;
}

function levelAt(stops: number, node: number): number {
  return [1, 1, 0, 0, 1, 2][(node + (stops % 2)) % 6] ?? 1;
}

/** From one node to the next: 45° first, then level. */
function segment(from: RouteNode | undefined, to: RouteNode): string {
  if (from === undefined) return `M${to.x} ${to.y}`;
  const rise = Math.min(Math.abs(to.y - from.y), to.x - from.x);
  return rise > 0 && to.x - from.x - rise > 0.5 ? `L${round(from.x + rise)} ${to.y}L${to.x} ${to.y}` : `L${to.x} ${to.y}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

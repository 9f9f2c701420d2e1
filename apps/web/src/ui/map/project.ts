export type Coordinates = { lat: number; lon: number };
export type Point = { x: number; y: number };
export type Size = { width: number; height: number };
/** What the frame shows: its centre in map metres and how many pixels a metre takes. */
export type View = { centre: Point; scale: number };

const METRES_PER_DEGREE = 111_320;
/** Closest and farthest: 400 m and 4,000 km across 400 px. */
const CLOSEST = 1;
const FARTHEST = 0.0001;

/**
 * Metres east and south of `origin`: equirectangular, true at its latitude. Within a city the error is far
 * below a pixel; across a continent shapes stay recognisable, which is all a route line needs.
 */
export function toMetres({ lat, lon }: Coordinates, origin: Coordinates): Point {
  const turn = ((lon - origin.lon + 540) % 360) - 180;
  return { x: turn * METRES_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180), y: (origin.lat - lat) * METRES_PER_DEGREE };
}

export function toPixels({ x, y }: Point, { centre, scale }: View, { width, height }: Size): Point {
  return { x: width / 2 + (x - centre.x) * scale, y: height / 2 + (y - centre.y) * scale };
}

/** Pixels at the right and the bottom that something else covers. */
export type Covered = { right: number; bottom: number };

/** The view that shows all `points` with `margin` pixels around them, clear of what is covered, and at least some streets. */
export function fit(points: readonly Point[], frame: Size, margin: number, covered: Covered = { right: 0, bottom: 0 }): View {
  const [width, height] = [frame.width - covered.right, frame.height - covered.bottom];
  if (points.length === 0) return { centre: { x: 0, y: 0 }, scale: 0.1 };
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = Math.max(1, width - 2 * margin) / Math.max(right - left, 1);
  const down = Math.max(1, height - 2 * margin) / Math.max(bottom - top, 1);
  const scale = clampScale(Math.min(across, down, 0.5));
  return { centre: { x: (left + right + covered.right / scale) / 2, y: (top + bottom + covered.bottom / scale) / 2 }, scale };
}

/** `view` zoomed by `factor` around the middle. */
export function zoom(view: View, factor: number): View {
  return { ...view, scale: clampScale(view.scale * factor) };
}

/** `view` moved by pixels. */
export function pan(view: View, dx: number, dy: number): View {
  return { ...view, centre: { x: view.centre.x - dx / view.scale, y: view.centre.y - dy / view.scale } };
}

function clampScale(scale: number): number {
  return Math.max(FARTHEST, Math.min(CLOSEST, scale));
}

/**
 * The points a map is fitted to: all of `visits`, and of `gates` (airports, stations) those that do not lie
 * far outside them. A gate left out would shrink the rest to a dot; it is shown at the frame's edge.
 */
export function core(visits: readonly Point[], gates: readonly Point[]): Point[] {
  if (visits.length < 2) return [...visits, ...gates];
  const centre = { x: median(visits.map(({ x }) => x)), y: median(visits.map(({ y }) => y)) };
  const away = ({ x, y }: Point) => Math.hypot(x - centre.x, y - centre.y);
  const reach = Math.max(2 * Math.max(...visits.map(away)), 1_500);
  return [...visits, ...gates.filter((gate) => away(gate) <= reach)];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A point outside the frame brought to its edge, `inset` pixels in; `outside` tells that it was. */
export function toEdge(point: Point, { width, height }: Size, inset: number): Point & { outside: boolean } {
  const outside = point.x < 0 || point.y < 0 || point.x > width || point.y > height;
  if (!outside) return { ...point, outside };
  const [dx, dy] = [point.x - width / 2, point.y - height / 2];
  const shrink = Math.min((width / 2 - inset) / Math.max(Math.abs(dx), 0.01), (height / 2 - inset) / Math.max(Math.abs(dy), 0.01), 1);
  return { x: width / 2 + dx * shrink, y: height / 2 + dy * shrink, outside };
}

/**
 * Moves points apart until no two are closer than `distance`: pins must all be seen and pressed. Those on one
 * spot become a row in their order.
 */
export function spread(points: readonly Point[], distance: number): Point[] {
  const moved = points.map((point) => {
    const same = points.filter(({ x, y }) => x === point.x && y === point.y);
    return { x: point.x + (same.indexOf(point) - (same.length - 1) / 2) * distance, y: point.y };
  });
  for (let round = 0; round < 24; round += 1) {
    let still = true;
    for (const [index, a] of moved.entries()) {
      for (const b of moved.slice(index + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const apart = Math.hypot(dx, dy);
        if (apart >= distance - 0.5) continue;
        still = false;
        const push = (distance - apart) / 2;
        const [ux, uy] = apart < 0.01 ? [1, 0] : [dx / apart, dy / apart];
        a.x -= ux * push;
        a.y -= uy * push;
        b.x += ux * push;
        b.y += uy * push;
      }
    }
    if (still) break;
  }
  return moved;
}

/** A scale bar of a round length (1, 2 or 5 times a power of ten metres) that is at most `most` pixels long. */
export function scaleBar({ scale }: Pick<View, 'scale'>, most: number): { metres: number; pixels: number } {
  const limit = most / scale;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= limit) ?? power;
  return { metres, pixels: metres * scale };
}

import type { Day, Destination, Item } from '@tripmaster/contracts';
import { isNumbered, type LegPattern } from './sheet-rows.ts';
import { plainLine } from './text.ts';

type Point = { x: number; y: number };
type Coordinates = { lat: number; lon: number };
type Size = { width: number; height: number };
type Side = 'right' | 'left' | 'above' | 'below';

/** A map as it is drawn, in points from its top left corner: no tiles, no streets, only what the plan knows. */
export type MapDrawing = Size & {
  /** Where the lines of the net lie, a round distance apart. */
  net: { x: number[]; y: number[] };
  /** Each way is a slightly bent line, so that there and back are two. */
  ways: { from: Point; bend: Point; to: Point; pattern: LegPattern }[];
  /** `text` is the stop's number; empty for one that has none. `outside` lies beyond the frame in that direction. */
  pins: (Point & { text: string; outside: boolean })[];
  names: (Point & { text: string; side: Side })[];
  scale: { length: number; text: string };
};

const METRES_PER_DEGREE = 111_320;
const DAY_FRAME: Size = { width: 150, height: 132 };
const TRIP_FRAME: Size = { width: 236, height: 168 };
const PIN = 6.5;
/** Points a metre at the closest: 500 m across the frame of a day. */
const CLOSEST = 0.3;

/** A day's stops with the list's numbers and the ways between them; nothing where no stop has a place. */
export function dayMap({ items }: Day): MapDrawing | undefined {
  const placed = items.flatMap((item) => (isPlace(item.place) ? [{ item, at: item.place }] : []));
  if (placed.length === 0) return undefined;
  const origin = middle(placed.map(({ at }) => at));
  const numbers = new Map(items.filter(isNumbered).map((item, index) => [item, index + 1]));
  const spots: { at: Point; text: string; gate: boolean }[] = [];
  for (const { item, at } of placed.toSorted((a, b) => Number(numbers.has(b.item)) - Number(numbers.has(a.item)))) {
    const point = metresFrom(origin, at);
    const number = numbers.get(item);
    if (number === undefined && spots.some(({ at: other }) => other.x === point.x && other.y === point.y)) continue;
    spots.push({ at: point, text: number === undefined ? '' : String(number), gate: item.kind === 'transfer' });
  }
  const view = fit(core(spots), DAY_FRAME, 20);
  const inFrame = spots.map(({ at }) => toEdge(view(at), DAY_FRAME));
  const apart = spread(inFrame, 2 * PIN + 1);
  const place = (at: Coordinates) => toEdge(view(metresFrom(origin, at)), DAY_FRAME);
  const ways = placed.slice(1).flatMap(({ item, at }, index) => {
    const from = placed[index]?.at;
    if (from === undefined || (from.lat === at.lat && from.lon === at.lon)) return [];
    return [wayOf(place(from), place(at), patternOf(item))];
  });
  const pins = spots.map(({ text }, index) => ({
    ...rounded(within(apart[index] ?? { x: 0, y: 0 }, DAY_FRAME)),
    text,
    outside: inFrame[index]?.outside ?? false,
  }));
  return { ...DAY_FRAME, net: netOf(view, DAY_FRAME), ways, pins, names: [], scale: scaleOf(view.scale, 50) };
}

/** The towns of a trip in their order, named and joined; nothing for a trip to a single one. */
export function tripMap(destinations: readonly Destination[]): MapDrawing | undefined {
  const towns = destinations.filter((town, index) => isPlace(town) && destinations.findIndex(({ name }) => name === town.name) === index);
  if (towns.length < 2) return undefined;
  const origin = middle(towns);
  const points = new Map(towns.map((town) => [town.name, metresFrom(origin, town)]));
  const view = fit([...points.values()], TRIP_FRAME, 30);
  const route = destinations.flatMap(({ name }) => {
    const at = points.get(name);
    return at === undefined ? [] : [view(at)];
  });
  const pins = [...points].map(([name, at]) => ({ name, ...view(at) }));
  return {
    ...TRIP_FRAME,
    net: netOf(view, TRIP_FRAME),
    ways: route.slice(1).flatMap((to, index) => {
      const from = route[index];
      return from === undefined || (from.x === to.x && from.y === to.y) ? [] : [wayOf(from, to, 'ride')];
    }),
    pins: pins.map((pin) => ({ ...rounded(pin), text: '', outside: false })),
    names: namesOf(pins, TRIP_FRAME),
    scale: scaleOf(view.scale, 80),
  };
}

function isPlace(place: Coordinates | undefined): place is Coordinates {
  // Of an old, damaged document they may be anything.
  return Number.isFinite(place?.lat) && Number.isFinite(place?.lon) && Math.abs(place?.lat ?? 0) <= 90;
}

function patternOf({ travelFromPrevious: leg }: Item): LegPattern {
  if (leg === undefined) return 'ride';
  return leg.spareMinutes < 0 ? 'broken' : leg.mode === 'walk' ? 'walk' : leg.mode === 'train' ? 'train' : 'ride';
}

/** The middle of some places; the first decides the side of the date line. */
function middle(places: readonly Coordinates[]): Coordinates {
  const first = places[0]?.lon ?? 0;
  const mean = (values: readonly number[]) => values.reduce((all, value) => all + value, 0) / values.length;
  return { lat: mean(places.map(({ lat }) => lat)), lon: first + mean(places.map(({ lon }) => turn(lon - first))) };
}

function turn(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** Metres east and south of `origin`: equirectangular, true at its latitude, which is all a sketch needs. */
function metresFrom(origin: Coordinates, { lat, lon }: Coordinates): Point {
  return {
    x: turn(lon - origin.lon) * METRES_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180),
    y: (origin.lat - lat) * METRES_PER_DEGREE,
  };
}

type View = ((at: Point) => Point) & { scale: number; back: (at: Point) => Point };

/** The view that shows all `points` with `margin` around them. */
function fit(points: readonly Point[], { width, height }: Size, margin: number): View {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 2 * margin) / Math.max(right - left, 1), (height - 2 * margin) / Math.max(bottom - top, 1), CLOSEST);
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return Object.assign(({ x, y }: Point) => ({ x: width / 2 + (x - centre.x) * scale, y: height / 2 + (y - centre.y) * scale }), {
    scale,
    back: ({ x, y }: Point) => ({ x: centre.x + (x - width / 2) / scale, y: centre.y + (y - height / 2) / scale }),
  });
}

/** What a day's map is fitted to: all visits, and airports and stations that do not shrink them to a dot. */
function core(spots: readonly { at: Point; gate: boolean }[]): Point[] {
  const visits = spots.filter(({ gate }) => !gate).map(({ at }) => at);
  if (visits.length < 2) return spots.map(({ at }) => at);
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const centre = { x: median(visits.map(({ x }) => x)), y: median(visits.map(({ y }) => y)) };
  const away = ({ x, y }: Point) => Math.hypot(x - centre.x, y - centre.y);
  const reach = Math.max(2 * Math.max(...visits.map(away)), 1_500);
  return [...visits, ...spots.filter(({ at, gate }) => gate && away(at) <= reach).map(({ at }) => at)];
}

/** A point outside the frame brought to its edge. */
function toEdge(point: Point, { width, height }: Size): Point & { outside: boolean } {
  const inset = PIN + 3;
  const outside = point.x < 0 || point.y < 0 || point.x > width || point.y > height;
  if (!outside) return { ...point, outside };
  const [dx, dy] = [point.x - width / 2, point.y - height / 2];
  const shrink = Math.min((width / 2 - inset) / Math.max(Math.abs(dx), 0.01), (height / 2 - inset) / Math.max(Math.abs(dy), 0.01), 1);
  return { x: width / 2 + dx * shrink, y: height / 2 + dy * shrink, outside };
}

/** Moves pins apart until none covers another; those on one spot become a row in their order. */
function spread(points: readonly Point[], distance: number): Point[] {
  const moved = points.map((point) => {
    const same = points.filter(({ x, y }) => x === point.x && y === point.y);
    return { x: point.x + (same.indexOf(point) - (same.length - 1) / 2) * distance, y: point.y };
  });
  for (let round = 0; round < 16; round += 1) {
    let still = true;
    for (const [index, a] of moved.entries()) {
      for (const b of moved.slice(index + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const apart = Math.hypot(dx, dy);
        if (apart >= distance - 0.3) continue;
        still = false;
        const [ux, uy] = apart < 0.01 ? [1, 0] : [dx / apart, dy / apart];
        const push = (distance - apart) / 2;
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

/** Pins that were pushed apart stay whole in the frame. */
function within({ x, y }: Point, { width, height }: Size): Point {
  const clamp = (value: number, most: number) => Math.max(PIN + 1.5, Math.min(most - PIN - 1.5, value));
  return { x: clamp(x, width), y: clamp(y, height) };
}

function wayOf(from: Point, to: Point, pattern: LegPattern): MapDrawing['ways'][number] {
  const bend = { x: (from.x + to.x) / 2 + (to.y - from.y) * 0.12, y: (from.y + to.y) / 2 - (to.x - from.x) * 0.12 };
  return { from: rounded(from), bend: rounded(bend), to: rounded(to), pattern };
}

/** A length of 1, 2 or 5 times a power of ten metres, at most `most` points long. */
function scaleOf(scale: number, most: number): MapDrawing['scale'] & { metres: number } {
  const power = 10 ** Math.floor(Math.log10(most / scale));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length * scale <= most) ?? power;
  return { metres, length: tenth(metres * scale), text: metres < 1_000 ? `${metres} m` : `${metres / 1_000} km` };
}

function netOf(view: View, { width, height }: Size): MapDrawing['net'] {
  const { metres } = scaleOf(view.scale, 60);
  const [first, last] = [view.back({ x: 0, y: 0 }), view.back({ x: width, y: height })];
  const lines = (from: number, to: number, toFrame: (at: number) => number) =>
    Array.from({ length: Math.max(0, Math.floor(to / metres) - Math.ceil(from / metres) + 1) }, (_, index) =>
      tenth(toFrame((Math.ceil(from / metres) + index) * metres)),
    );
  return { x: lines(first.x, last.x, (x) => view({ x, y: 0 }).x), y: lines(first.y, last.y, (y) => view({ x: 0, y }).y) };
}

/** Names beside their pins where they cover neither a pin nor each other; one with no free place is left out. */
function namesOf(pins: readonly (Point & { name: string })[], { width, height }: Size): MapDrawing['names'] {
  const taken = pins.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  return pins.flatMap(({ x, y, name }) => {
    const text = plainLine(name).slice(0, 28);
    const [wide, gap] = [text.length * 4.6 + 4, 7];
    const spots: { side: Side; x: number; y: number; box: (typeof taken)[number] }[] = [
      { side: 'right', x: x + gap, y, box: { left: x + gap, right: x + gap + wide, top: y - 5, bottom: y + 5 } },
      { side: 'left', x: x - gap, y, box: { left: x - gap - wide, right: x - gap, top: y - 5, bottom: y + 5 } },
      { side: 'below', x, y: y + gap, box: { left: x - wide / 2, right: x + wide / 2, top: y + gap - 1, bottom: y + gap + 10 } },
      { side: 'above', x, y: y - gap, box: { left: x - wide / 2, right: x + wide / 2, top: y - gap - 10, bottom: y - gap + 1 } },
    ];
    const free = spots.find(
      ({ box }) =>
        box.left >= 2 &&
        box.right <= width - 2 &&
        box.top >= 2 &&
        box.bottom <= height - 2 &&
        !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom),
    );
    if (free === undefined) return [];
    taken.push(free.box);
    return [{ text, side: free.side, ...rounded(free) }];
  });
}

function rounded({ x, y }: Point): Point {
  return { x: tenth(x), y: tenth(y) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

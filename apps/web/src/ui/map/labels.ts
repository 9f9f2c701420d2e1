import type { Point, Size } from './project.ts';

type Anchor = 'start' | 'end' | 'middle';
export type Label = { id: string; text: string; x: number; y: number; anchor: Anchor };
/** A part of the map in pixels. */
export type Box = { left: number; top: number; right: number; bottom: number };
type Spot = { x: number; y: number; anchor: Anchor; box: Box };
type Wanted = { id: string; text: string; at: Point };

const PIN = 13;
/** Room for the ring of a pin that is looked at. */
const GAP = 9;
const LINE = 16;
/** A letter's mean width in pixels at 13 px, on the wide side. */
const LETTER = 6.9;
const LONGEST = 24;

/** A name short enough to stand on a map; the list has it whole. */
export function shortName(name: string): string {
  const head = name.split(/[,(:]/)[0]?.trim() ?? name;
  return head.length <= LONGEST ? head : `${head.slice(0, LONGEST - 1).trimEnd()}…`;
}

/**
 * Places names where nothing is covered: stops beside their pins (right, left, above or below), then quarters
 * at their middle. A name with no free place is left out; a pin still has its number.
 */
export function placeLabels(
  stops: readonly Wanted[],
  quarters: readonly Wanted[],
  pins: readonly Point[],
  size: Size,
  covered: readonly Box[] = [],
): { stops: Label[]; quarters: Label[] } {
  const taken: Box[] = [...covered, ...pins.map(({ x, y }) => ({ left: x - PIN, top: y - PIN, right: x + PIN, bottom: y + PIN }))];
  const place = ({ id, text, at }: Wanted, candidates: (at: Point, width: number) => Spot[]): Label[] => {
    const spot = candidates(at, text.length * LETTER).find(({ box }) => inside(box, size) && !taken.some((other) => overlap(box, other)));
    if (spot === undefined) return [];
    taken.push(spot.box);
    return [{ id, text, x: spot.x, y: spot.y, anchor: spot.anchor }];
  };
  return { stops: stops.flatMap((wanted) => place(wanted, spots)), quarters: quarters.flatMap((wanted) => place(wanted, middle)) };
}

function middle({ x, y }: Point, width: number): Spot[] {
  // Capitals, spaced.
  const half = width * 0.62;
  return [{ x, y, anchor: 'middle', box: { left: x - half, right: x + half, top: y - LINE, bottom: y + 6 } }];
}

function spots({ x, y }: Point, width: number): Spot[] {
  const side = PIN + GAP;
  const row = { top: y - LINE / 2, bottom: y + LINE / 2 };
  return [
    { x: x + side, y: y + 4.5, anchor: 'start', box: { ...row, left: x + side - 2, right: x + side + width } },
    { x: x - side, y: y + 4.5, anchor: 'end', box: { ...row, left: x - side - width, right: x - side + 2 } },
    { x, y: y - side - 2, anchor: 'middle', box: { left: x - width / 2, right: x + width / 2, top: y - side - LINE, bottom: y - PIN } },
    { x, y: y + side + 10, anchor: 'middle', box: { left: x - width / 2, right: x + width / 2, top: y + PIN, bottom: y + side + LINE } },
  ];
}

function inside(box: Box, { width, height }: Size): boolean {
  return box.left >= 4 && box.right <= width - 4 && box.top >= 4 && box.bottom <= height - 4;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

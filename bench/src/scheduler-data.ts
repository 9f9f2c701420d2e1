import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../packages/plans/src/scheduler/index.ts';

/** A team orienteering instance with time windows; node 0 is the depot, stop s is node s + 1. */
export interface Instance {
  readonly name: string;
  readonly family: string;
  readonly days: number;
  readonly bestKnown: number;
  readonly problem: Problem;
  readonly stops: Problem['stops'];
  readonly travel: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly visit: Float64Array;
  readonly dayStart: number;
  readonly dayEnd: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly visit: number;
  readonly score: number;
  readonly open: number;
  readonly close: number;
}

export function familyOf(name: string): string {
  if (!name.startsWith('pr')) return name.replace(/\d\d$/, '');
  return Number(name.slice(2)) <= 10 ? 'pr01-10' : 'pr11-20';
}

/** Reads the instances of a folder laid out as `instances/<name>.txt` and `best-known.json`. */
export async function readInstances(folder: string, families: readonly string[], days: readonly number[]): Promise<Instance[]> {
  const known = readBestKnown(await readFile(join(folder, 'best-known.json'), 'utf8'));
  const names = (await readdir(join(folder, 'instances')))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.slice(0, -4))
    .filter((name) => families.length === 0 || families.some((family) => name === family || familyOf(name).startsWith(family)))
    .toSorted();
  const instances: Instance[] = [];
  for (const name of names) {
    const points = parsePoints(await readFile(join(folder, 'instances', `${name}.txt`), 'utf8'));
    for (const count of days) {
      const bestKnown = known.get(name)?.[count - 1];
      if (bestKnown !== undefined) instances.push(makeInstance(name, points, count, bestKnown));
    }
  }
  return instances;
}

function readBestKnown(text: string): Map<string, number[]> {
  const parsed: unknown = JSON.parse(text);
  const known = new Map<string, number[]>();
  if (typeof parsed !== 'object' || parsed === null || !('values' in parsed)) return known;
  const { values } = parsed;
  if (typeof values !== 'object' || values === null) return known;
  for (const [name, scores] of Object.entries(values)) {
    const list: unknown = scores;
    if (Array.isArray(list)) known.set(name, list.map(Number));
  }
  return known;
}

/** A point line is `number x y visit score f a <a numbers> open close`; header lines are shorter. */
function parsePoints(text: string): Point[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length >= 7 && row.every(Number.isFinite))
    .map((row) => {
      const [, x = 0, y = 0, visit = 0, score = 0] = row;
      return { x, y, visit, score, open: row.at(-2) ?? 0, close: row.at(-1) ?? 0 };
    });
}

function makeInstance(name: string, points: readonly Point[], days: number, bestKnown: number): Instance {
  const depot = points[0];
  if (depot === undefined) throw new Error(`${name} has no points`);
  // The literature rounds distances down: to one decimal (Solomon) or two (Cordeau).
  const factor = name.startsWith('pr') ? 100 : 10;
  const travelMinutes = points.map((a) => points.map((b) => Math.floor(Math.hypot(a.x - b.x, a.y - b.y) * factor + 1e-9) / factor));
  const stops = points.slice(1).map(({ visit, score, open, close }, s) => ({
    id: String(s + 1),
    score,
    visitMinutes: visit,
    windows: [{ open, close }],
  }));
  return {
    name,
    family: familyOf(name),
    days,
    bestKnown,
    problem: { stops, days: Array.from({ length: days }, () => ({ start: depot.open, end: depot.close, from: 0, to: 0 })), travelMinutes },
    stops,
    travel: Float64Array.from(travelMinutes.flat()),
    open: Float64Array.from(points, (point) => point.open),
    close: Float64Array.from(points, (point) => point.close),
    visit: Float64Array.from(points, (point) => point.visit),
    dayStart: depot.open,
    dayEnd: depot.close,
  };
}

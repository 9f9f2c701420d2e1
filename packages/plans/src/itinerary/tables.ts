import type { Point } from '../travel/index.ts';
import type { Node } from './nodes.ts';
import type { Placed, StageTask } from './stage-task.ts';

/**
 * Puts every table of a stage into the area with the smallest detour between what comes before and after it, and writes the
 * choice into `tables`. A table keeps the area it had unless another one is strictly nearer on the way. The same kind of
 * meal is not had in the same area on two days running where another area serves it; once `settled`, after the last run of
 * the scheduler, that no longer moves a table, so that what was found to fit still fits.
 */
export function chooseTables(task: StageTask, days: readonly Node[][], tables: Map<string, Point>, settled: boolean): Placed[][] {
  const { ways, base, starts } = task;
  const yesterday = new Map<string, Point>();
  return days.map((nodes, frame) => {
    const placed: Placed[] = [];
    nodes.forEach((node, index) => {
      const before = placed.at(-1)?.point ?? starts[frame]?.point ?? base.stay.place;
      if (!node.areas) {
        placed.push({ node, point: node.point ?? base.stay.place });
        return;
      }
      const after = following(nodes, index, tables, base.stay.place);
      const detour = (point: Point): number => ways(before, point).minutes + ways(point, after).minutes;
      const had = yesterday.get(node.table?.kind ?? '');
      const points = node.areas.map(({ place }): Point => place);
      const fresh = node.table?.kind === 'break' ? points : points.filter((point) => point !== had);
      const pool = fresh.length > 0 ? fresh : points;
      const current = tables.get(node.id);
      let best = current !== undefined && (settled || pool.includes(current)) ? current : undefined;
      for (const point of pool) if (best === undefined || detour(point) < detour(best)) best = point;
      const point = best ?? base.stay.place;
      tables.set(node.id, point);
      placed.push({ node, point });
    });
    for (const { node, point } of placed) if (node.table) yesterday.set(node.table.kind, point);
    return placed;
  });
}

function following(nodes: readonly Node[], index: number, tables: ReadonlyMap<string, Point>, home: Point): Point {
  const next = nodes[index + 1];
  if (next === undefined) return home;
  return tables.get(next.id) ?? next.point ?? home;
}

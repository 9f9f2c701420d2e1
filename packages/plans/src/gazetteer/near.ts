import { metresBetween, type Point } from '../travel/distance.ts';
import type { GazetteerTable } from './table.ts';

/** Where in the table the town of a point stands. */
export type PointIndex = { near(point: Point): number | undefined };

const REACH_METRES = 80_000;
/** Added to each distance, so that who stands on a village's square is still in the city around it. */
const SOFT_METRES = 4_000;

/** Every place by whole degrees, about 3 MB; made once, in half a second. */
export function pointIndex(table: GazetteerTable): PointIndex {
  const cells = new Map<number, number[]>();
  const cellOf = (lat: number, lon: number): number => (Math.floor(lat) + 90) * 360 + ((((Math.floor(lon) + 180) % 360) + 360) % 360);
  table.points((position, { lat, lon, population }) => {
    const cell = cellOf(lat, lon);
    const known = cells.get(cell);
    if (known === undefined) cells.set(cell, [position, lat, lon, population]);
    else known.push(position, lat, lon, population);
  });
  return {
    near(point) {
      const wide = Math.min(180, Math.ceil(0.8 / Math.max(Math.cos((point.lat * Math.PI) / 180), 0.01)));
      let best: { position: number; pull: number } | undefined;
      for (let lat = point.lat - 1; lat <= point.lat + 1; lat += 1) {
        for (let lon = point.lon - wide; lon <= point.lon + wide; lon += 1) {
          const rows = cells.get(cellOf(lat, lon)) ?? [];
          for (let at = 0; at < rows.length; at += 4) {
            const metres = metresBetween(point, { lat: rows[at + 1] ?? 0, lon: rows[at + 2] ?? 0 });
            if (metres > REACH_METRES) continue;
            // As gravity has it: a town of a tenth of the people has to be three times as near.
            const pull = Math.max(rows[at + 3] ?? 0, 200) / (metres + SOFT_METRES) ** 2;
            if (best === undefined || pull > best.pull) best = { position: rows[at] ?? 0, pull };
          }
        }
      }
      return best?.position;
    },
  };
}

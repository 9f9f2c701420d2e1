import { repeated, together, type OwnWork } from '@tripmaster/jobs';
import type { RollupsService } from './rollups.service.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/**
 * Counts what has come of late: a day that is counted already costs a look at how many events it has. Once a day it looks at
 * every day there is, for what came later than it may, and what was put back from a backup.
 */
export function rollupWork(rollups: RollupsService): OwnWork {
  return together([
    repeated('analytics.count', { everyMs: 30 * SECOND_MS, attempts: 1, timeoutMs: HOUR_MS }, ({ signal }) => rollups.count({ signal })),
    repeated('analytics.count-all', { everyMs: 24 * HOUR_MS, offsetMs: 3 * HOUR_MS, timeoutMs: HOUR_MS }, ({ signal }) =>
      rollups.count({ everything: true, signal }),
    ),
  ]);
}

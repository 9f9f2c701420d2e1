import { handle, jobKind, type JobHandler, type Schedule } from '@tripmaster/jobs';
import { z } from 'zod';
import type { RollupsService } from './rollups.service.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const nothing = z.record(z.string(), z.never());

/** Counts what has come of late; a day that is counted already costs a look at how many events it has. */
const COUNT = jobKind('analytics.count', nothing, { attempts: 1, timeoutMs: HOUR_MS });
/** The same, looking at every day there is: what came later than it may, and what was put back from a backup. */
const CHECK = jobKind('analytics.check', nothing, { attempts: 3, timeoutMs: HOUR_MS });

export function rollupWork(rollups: RollupsService): { jobs: JobHandler[]; schedules: Schedule[] } {
  return {
    jobs: [
      handle(COUNT, (_, { signal }) => rollups.count({ signal })),
      handle(CHECK, (_, { signal }) => rollups.count({ everything: true, signal })),
    ],
    schedules: [
      { kind: COUNT, everyMs: 30 * SECOND_MS },
      { kind: CHECK, everyMs: 24 * HOUR_MS, offsetMs: 3 * HOUR_MS },
    ],
  };
}

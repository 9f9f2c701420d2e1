import type { Database } from '@tripmaster/db';
import { eventTable } from './figures/event-table.ts';
import { figuresRepo } from './figures/figures.repo.ts';
import { figuresService } from './figures/figures.service.ts';
import { realtimeService } from './figures/realtime.ts';
import { noTakings, type Takings } from './figures/takings.ts';
import type { OnFailure } from './told-once.ts';
import { rollupWork } from './rollups/rollups.jobs.ts';
import { rollupsRepo } from './rollups/rollups.repo.ts';
import { rollupsService } from './rollups/rollups.service.ts';

export type FigureParts = {
  /** What payments have brought; by default there are none. */
  takings?: Takings;
  /** Is told of a part of a figure that could not be counted, where the others are given all the same. */
  onFailure?: OnFailure;
};

/** What can be said of the events that were counted, and the counting. */
export function createFigures(
  { db, now }: { db: Database; now: () => number },
  { takings = noTakings, onFailure = () => undefined }: FigureParts = {},
) {
  const rollups = rollupsService({ db, repo: rollupsRepo(db), now });
  const repo = figuresRepo(db);
  return {
    rollups,
    figures: figuresService({ db, repo, takings, now, onFailure }),
    realtime: realtimeService({ db, repo, now }),
    /** The events of some days, for a file of them. */
    eventTable: eventTable({ db, repo }),
    work: rollupWork(rollups),
  };
}

export type Figures = Omit<ReturnType<typeof createFigures>, 'work'>;

import type { Database } from '@tripmaster/db';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';
import { figuresRepo } from './figures/figures.repo.ts';
import { figuresService } from './figures/figures.service.ts';
import { realtimeService } from './figures/realtime.ts';
import { noTakings, type Takings } from './figures/takings.ts';
import { rollupJobs } from './rollups/rollups.jobs.ts';
import { rollupsRepo } from './rollups/rollups.repo.ts';
import { rollupsService } from './rollups/rollups.service.ts';

type Parts = {
  db: Database;
  /** What payments have brought; by default there are none. */
  takings?: Takings;
  /** Is told of a figure that could not be counted, where others are given all the same. */
  onFailure?: (error: unknown, part: string) => void;
  now?: () => number;
};

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({ db, takings = noTakings, onFailure = () => undefined, now = Date.now }: Parts) {
  const rollups = rollupsService({ db, repo: rollupsRepo(db), now });
  const figureRows = figuresRepo(db);
  return {
    activity: activity({ repo: eventsRepo(db), now }),
    rollups,
    figures: figuresService({ db, repo: figureRows, takings, now, onFailure }),
    realtime: realtimeService({ db, repo: figureRows, now }),
    ...rollupJobs(rollups),
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

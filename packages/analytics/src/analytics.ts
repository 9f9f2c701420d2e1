import { together } from '@tripmaster/jobs';
import { createCounting, type CountingSettings } from './counting.ts';
import { createExperiments } from './experiments/experiments.ts';
import { figuresRepo } from './figures/figures.repo.ts';
import { figuresService } from './figures/figures.service.ts';
import { realtimeService } from './figures/realtime.ts';
import { noTakings, type Takings } from './figures/takings.ts';
import { rollupWork } from './rollups/rollups.jobs.ts';
import { rollupsRepo } from './rollups/rollups.repo.ts';
import { rollupsService } from './rollups/rollups.service.ts';
import { createWatching, type WatchingParts } from './watching.ts';

type Parts = WatchingParts & {
  /** How visits are counted. */
  counting?: CountingSettings;
  /** What payments have brought; by default there are none. */
  takings?: Takings;
  /** Is told of a part of a figure that could not be counted, where the others are given all the same. */
  onFailure?: (error: unknown, part: string) => void;
  now?: () => number;
};

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({ counting = {}, takings = noTakings, onFailure = () => undefined, now = Date.now, ...parts }: Parts) {
  const { db, audit } = parts;
  const { work: watchingWork, ...watching } = createWatching({ ...parts, now });
  const { work: countingWork, ...counted } = createCounting({ db, now }, counting);
  const { work: experimentWork, ...trials } = createExperiments({ db, audit, now });
  const rollups = rollupsService({ db, repo: rollupsRepo(db), now });
  const rollingUp = rollupWork(rollups);
  const figureRows = figuresRepo(db);
  return {
    ...counted,
    ...watching,
    ...together([countingWork, watchingWork, experimentWork, rollingUp]),
    ...trials,
    rollups,
    figures: figuresService({ db, repo: figureRows, takings, now, onFailure }),
    realtime: realtimeService({ db, repo: figureRows, now }),
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

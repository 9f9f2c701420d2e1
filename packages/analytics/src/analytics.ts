import { together } from '@tripmaster/jobs';
import { createCounting, type CountingSettings } from './counting.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';
import { createFigures, type FigureParts } from './figuring.ts';
import { createWatching, type WatchingParts } from './watching.ts';

type Parts = WatchingParts &
  FigureParts & {
    /** How visits are counted. */
    counting?: CountingSettings;
    now?: () => number;
  };

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({ counting = {}, now = Date.now, ...parts }: Parts) {
  const { db, audit } = parts;
  const { work: watchingWork, ...watching } = createWatching({ ...parts, now });
  const { work: countingWork, ...counted } = createCounting({ db, now }, counting);
  const tallies = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting: tallies, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  const { work: figuresWork, ...figuring } = createFigures({ db, now }, parts);
  return {
    ...counted,
    ...watching,
    ...figuring,
    ...together([countingWork, watchingWork, tallies, figuresWork]),
    experiments,
    results,
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

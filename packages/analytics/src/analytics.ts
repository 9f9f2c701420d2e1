import type { Database } from '@tripmaster/db';
import type { Audit } from '@tripmaster/rpc';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({ db, audit, now = Date.now }: { db: Database; audit: Audit; now?: () => number }) {
  const counting = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  return {
    activity: activity({ repo: eventsRepo(db), now }),
    experiments,
    results,
    jobs: [...counting.jobs],
    schedules: [...counting.schedules],
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

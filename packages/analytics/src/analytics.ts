import { randomBytes } from 'node:crypto';
import type { CountingMode } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { repeated, together } from '@tripmaster/jobs';
import type { Audit } from '@tripmaster/rpc';
import { activity } from './events/activity.ts';
import { allowance } from './events/allowance.ts';
import { collector } from './events/collector.ts';
import { eventsRepo } from './events/events.repo.ts';
import { passes } from './events/passes.ts';
import { countedPeople } from './events/people.ts';
import { saltsRepo } from './events/salts.repo.ts';
import { trackService } from './events/track.service.ts';
import { visitors } from './events/visitors.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';

const HOUR_MS = 3_600_000;

type Parts = {
  db: Database;
  audit: Audit;
  /** Whether visits are counted; by default they are. */
  mode?: CountingMode;
  /** Where people reach the server. */
  baseUrl?: string;
  /** What passes are sealed with, the same on all nodes; by default one of this process alone. */
  key?: string;
  /** Multiplies what one client may send. */
  scale?: number;
  now?: () => number;
};

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({
  db,
  audit,
  mode = 'on',
  baseUrl = 'http://localhost',
  key = randomBytes(32).toString('base64url'),
  scale = 1,
  now = Date.now,
}: Parts) {
  const repo = eventsRepo(db);
  const host = new URL(baseUrl).hostname;
  const whoVisits = visitors({ db, repo: saltsRepo(db), host, now });
  const seen = collector({ db, repo, now });
  const people = countedPeople({ db, repo, mode });
  const track = trackService({
    db,
    repo,
    collector: seen,
    visitors: whoVisits,
    allowance: allowance({ now, scale }),
    passes: passes({ key, now }),
    mode,
    host,
    now,
  });
  const counting = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  return {
    mode,
    activity: activity({ repo, visitors: whoVisits, mode, now }),
    track,
    people,
    visitors: whoVisits,
    experiments,
    results,
    /** Writes what has been seen and not yet written. */
    flush: () => seen.flush(),
    /** Everything held about a person, for the export of an account. */
    personalData: (userId: string) => people.personalData(userId),
    /** Ends what is under way: what was seen is written. */
    async stop(): Promise<void> {
      // A view too few is no reason not to stop.
      await seen.flush().catch(() => undefined);
    },
    /** What is done by itself. */
    ...together([counting, repeated('analytics.salts', { everyMs: HOUR_MS }, () => whoVisits.purge())]),
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

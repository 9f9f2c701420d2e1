import { newId } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import { repeated, together, type Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Audit, ToPeople } from '@tripmaster/rpc';
import { alertsRepo } from './alerts/alerts.repo.ts';
import { alertsService } from './alerts/alerts.service.ts';
import { measures, type Outside } from './alerts/measures.ts';
import { serverMinutes } from './alerts/server-minutes.ts';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';

const HOUR_MS = 3_600_000;

type Deps = {
  db: Database;
  sealer: Sealer;
  mailer: Pick<Mailer, 'queue'>;
  jobs: Jobs;
  audit: Audit;
  toPeople: ToPeople;
  /** What others measure, for alerts. */
  outside: Outside;
  /** Where people reach the server: the beginning of links. */
  baseUrl: string;
  now?: () => number;
};

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({ db, sealer, mailer, jobs, audit, toPeople, outside, baseUrl, now = Date.now }: Deps) {
  const counting = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  const alertRows = alertsRepo(db);
  const watching = measures({ reader: db.read, repo: alertRows, outside, now });
  const alerts = alertsService({ db, repo: alertRows, measures: watching, jobs, mailer, sealer, toPeople, audit, baseUrl, now });
  const work = together([counting, alerts, repeated('alerts.purge', { everyMs: HOUR_MS }, () => alerts.purge())]);
  return {
    activity: activity({ repo: eventsRepo(db), now }),
    experiments,
    results,
    alerts,
    serverMinutes: serverMinutes({ db, repo: alertRows, node: newId(now()), now }),
    ...work,
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

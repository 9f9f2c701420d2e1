import { newId } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import type { Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Audit, ToPeople } from '@tripmaster/rpc';
import { alertsRepo } from './alerts/alerts.repo.ts';
import { alertsService } from './alerts/alerts.service.ts';
import { measures, type Outside } from './alerts/measures.ts';
import { serverMinutes } from './alerts/server-minutes.ts';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';

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
  const alertRows = alertsRepo(db);
  const alerts = alertsService({
    db,
    repo: alertRows,
    measures: measures({ reader: db.read, repo: alertRows, outside, now }),
    jobs,
    mailer,
    sealer,
    toPeople,
    audit,
    baseUrl,
    now,
  });
  return {
    activity: activity({ repo: eventsRepo(db), now }),
    alerts,
    serverMinutes: serverMinutes({ db, repo: alertRows, node: newId(now()), now }),
    jobs: alerts.handlers,
    schedules: alerts.schedules,
    purge: () => alerts.purge(),
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

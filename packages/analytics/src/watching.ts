import { newId } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import { repeated, together, type Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Audit, ToPeople } from '@tripmaster/rpc';
import { alertsRepo } from './alerts/alerts.repo.ts';
import { alertsService } from './alerts/alerts.service.ts';
import { measures, type Outside } from './alerts/measures.ts';
import { serverMinutes } from './alerts/server-minutes.ts';

const HOUR_MS = 3_600_000;

export type WatchingParts = {
  db: Database;
  sealer: Sealer;
  mailer: Pick<Mailer, 'queue'>;
  jobs: Jobs;
  audit: Audit;
  toPeople: ToPeople;
  /** What others measure. */
  outside: Outside;
  /** Where people reach the server: the beginning of links. */
  baseUrl: string;
};

/** What watches the server itself. */
export function createWatching({ outside, ...parts }: WatchingParts & { now: () => number }) {
  const { db, now } = parts;
  const repo = alertsRepo(db);
  const measured = measures({ reader: db.read, repo, outside, now });
  const alerts = alertsService({ ...parts, repo, measures: measured });
  return {
    alerts,
    measures: measured,
    serverMinutes: serverMinutes({ db, repo, node: newId(now()), now }),
    work: together([alerts, repeated('alerts.purge', { everyMs: HOUR_MS }, () => alerts.purge())]),
  };
}

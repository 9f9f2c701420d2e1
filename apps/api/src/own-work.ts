import { repeated, together, type JobsService, type OwnWork } from '@tripmaster/jobs';
import type { Config } from './env.ts';
import type { Backups } from './operations/backups/index.ts';
import type { Features } from './routes.ts';

const HOUR_MS = 3_600_000;
/** The ECB publishes at about 16:00 in Frankfurt on working days; an hour later they are there in summer and in winter. */
const RATES = { everyMs: 24 * HOUR_MS, offsetMs: 17 * HOUR_MS, atFirst: true, attempts: 8 } as const;

type Told = {
  /** Is told the end of the audit log, each hour: the database can be put back as it was, a log kept elsewhere can't. */
  onAuditEnd: (end: unknown) => void;
  /** Is told what came of the day's exchange rates. */
  onRates: (refreshed: unknown) => void;
};

/** All that the server does by itself: the features' work, and its own. */
export function ownWork(
  {
    auth,
    plans,
    analytics,
    payments,
    backups,
    jobs,
  }: Pick<Features, 'auth' | 'plans' | 'analytics' | 'payments'> & { backups: Pick<Backups, 'work'>; jobs: JobsService },
  { ratesRefresh, ratesUrl }: Pick<Config, 'ratesRefresh'> & { ratesUrl?: string },
  { onAuditEnd, onRates }: Told,
): OwnWork {
  return together([
    auth,
    plans,
    analytics,
    payments,
    backups.work,
    repeated('jobs.purge', { everyMs: HOUR_MS }, () => jobs.purge()),
    repeated('audit.end', { everyMs: HOUR_MS }, async () => onAuditEnd(await auth.audit.end())),
    ratesRefresh === 'daily' ? repeated('plans.rates', RATES, async () => onRates(await plans.rates.refreshFrom(ratesUrl))) : {},
  ]);
}

import type { FastifyBaseLogger } from 'fastify';
import type { Features } from './routes.ts';

const HOUR_MS = 3_600_000;

/** Keeps the promises about how long things are kept: every hour, until `stop`. A failed round is told and tried again. */
export function startHousekeeping({ auth, plans }: Features, log: Pick<FastifyBaseLogger, 'error' | 'info'>): { stop: () => void } {
  const round = async () => {
    try {
      await plans.purge();
      await auth.purge();
      // The database can be put back as it was; a log that is kept elsewhere can't.
      log.info({ auditEnd: await auth.audit.end() }, 'end of the audit log');
    } catch (error) {
      log.error({ err: error }, 'housekeeping failed');
    }
  };
  const timer = setInterval(() => void round(), HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

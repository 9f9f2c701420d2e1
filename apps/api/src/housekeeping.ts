import type { FastifyBaseLogger } from 'fastify';
import type { Features } from './routes.ts';

const HOUR_MS = 3_600_000;

/** Keeps the promises about how long things are kept: every hour, until `stop`. What fails is told and tried again, and stops nothing else. */
export function startHousekeeping(
  { auth, plans, analytics }: Features,
  log: Pick<FastifyBaseLogger, 'error' | 'info'>,
): { stop: () => void } {
  const parts = [
    () => plans.purge(),
    () => auth.purge(),
    () => analytics.flags.purge(),
    // The database can be put back as it was; a log that is kept elsewhere can't.
    async () => log.info({ auditEnd: await auth.audit.end() }, 'end of the audit log'),
    // Last, as a store that can't be reached takes its time.
    () => plans.files.sweep(),
  ];
  const round = async () => {
    for (const part of parts) await part().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
  };
  const timer = setInterval(() => void round(), HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

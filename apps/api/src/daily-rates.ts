import type { FastifyBaseLogger } from 'fastify';
import type { Features } from './routes.ts';

const DAY_MS = 86_400_000;

/**
 * Takes over the ECB's exchange rates at the start and once a day, until `stop`. What can't be fetched or believed is
 * told, and the rates stay what they were. Several servers each do it; the same rates twice change nothing.
 */
export function startDailyRates(
  { plans }: Pick<Features, 'plans'>,
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
  { url, everyMs = DAY_MS }: { url?: string; everyMs?: number } = {},
): { stop: () => void } {
  const round = async () => {
    try {
      log.info(await plans.rates.refreshFrom(url), 'exchange rates');
    } catch (error) {
      log.warn({ err: error }, 'exchange rates could not be refreshed');
    }
  };
  void round();
  const timer = setInterval(() => void round(), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

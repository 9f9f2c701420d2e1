import { AppError } from '@tripmaster/contracts';
import pLimit from 'p-limit';

/** How much the newest duration counts in the running mean. */
const WEIGHT = 0.1;

/**
 * Runs heavy work a few at a time, in order. Work that would wait longer than `patienceMs`, going by what
 * the latest took, is refused with `unavailable`: a late answer is of no use to anybody, and a queue without
 * an end holds memory until the process dies.
 */
export function boundedQueue({ concurrency, patienceMs, typicalMs }: { concurrency: number; patienceMs: number; typicalMs: number }) {
  const limit = pLimit(concurrency);
  let meanMs = typicalMs;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (((limit.pendingCount + 1) * meanMs) / concurrency > patienceMs)
      throw new AppError('unavailable', { retryAfterSeconds: Math.ceil(patienceMs / 1000) });
    return limit(async () => {
      const started = performance.now();
      try {
        return await work();
      } finally {
        meanMs += (performance.now() - started - meanMs) * WEIGHT;
      }
    });
  };
}

import { alertMetric, toInstant, USUAL_WINDOW_MINUTES, type AlertMeasures, type AlertMetric, type AlertRule } from '@tripmaster/contracts';
import type { Reader } from '@tripmaster/db';
import type { AlertsRepo } from './alerts.repo.ts';
import { added, p95 } from './latency.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const STEP_MS = 10 * MINUTE_MS;
/** A queue as its owner knows it. */
export type QueueState = { dead: number; /** When what has waited longest was due. */ oldestDueAt?: number | undefined };
/** What others measure. */
export type Outside = {
  mail(): Promise<QueueState>;
  jobs(): Promise<QueueState>;
  /** 0–1 of the disk that the data folder is on. */
  diskUsed(): Promise<number>;
  /** Hours since the last backup. */
  backupAge(): Promise<number>;
};

/** What can be watched, as numbers in the units of `ALERT_METRICS`. */
export function measures({ reader, repo, outside, now }: { reader: Reader; repo: AlertsRepo; outside: Outside; now: () => number }) {
  const dayOf = (at: number) => toInstant(at).slice(0, 10);
  const age = ({ oldestDueAt }: QueueState) => (oldestDueAt === undefined ? 0 : Math.max(0, (now() - oldestDueAt) / 1000));

  async function answered(windowMinutes: number) {
    // The minute under way is not written yet.
    const from = Math.floor(now() / MINUTE_MS) * MINUTE_MS - windowMinutes * MINUTE_MS;
    const rows = await repo.minutes(reader, from);
    return {
      requests: rows.reduce((sum, row) => sum + row.requests, 0),
      errors: rows.reduce((sum, row) => sum + row.errors, 0),
      latencies: added(rows.map((row) => row.latencies)),
    };
  }

  const by: Record<AlertMetric, (windowMinutes: number) => Promise<number>> = {
    'error-rate': async (window) => {
      const { requests, errors } = await answered(window);
      return requests === 0 ? 0 : (100 * errors) / requests;
    },
    'latency-p95': async (window) => p95((await answered(window)).latencies) ?? 0,
    requests: async (window) => (await answered(window)).requests,
    'sign-ups': (window) => {
      const from = now() - window * MINUTE_MS;
      return repo.signUps(reader, { from, days: [...new Set([dayOf(from), dayOf(now())])] });
    },
    'failed-mails': async () => (await outside.mail()).dead,
    'mail-age': async () => age(await outside.mail()),
    'dead-jobs': async () => (await outside.jobs()).dead,
    'job-age': async () => age(await outside.jobs()),
    'dropped-events': () => repo.dropped(reader, dayOf(now())),
    'disk-used': async () => 100 * (await outside.diskUsed()),
    'backup-age': () => outside.backupAge(),
    'model-spend': async () => (await repo.modelSpend(reader, dayOf(now()))) / 1_000_000,
  };

  /** A rule may be of a release that measured something else. */
  async function measure(metric: AlertMetric, windowMinutes: number): Promise<number | undefined> {
    return Object.hasOwn(by, metric) ? by[metric](windowMinutes) : undefined;
  }

  /** `undefined` where it can't be measured: one that is broken stops no other. */
  async function value({ metric, windowMinutes }: Pick<AlertRule, 'metric' | 'windowMinutes'>): Promise<number | undefined> {
    const found = await measure(metric, windowMinutes).catch(() => undefined);
    return found !== undefined && Number.isFinite(found) ? found : undefined;
  }

  async function lastDay(): Promise<AlertMeasures['server']> {
    const first = Math.floor((now() - DAY_MS) / STEP_MS) * STEP_MS + STEP_MS;
    const rows = await repo.minutes(reader, first);
    const byStep = Map.groupBy(rows, ({ minute }) => Math.floor(minute / STEP_MS) * STEP_MS);
    const steps = Array.from({ length: DAY_MS / STEP_MS }, (_, index) => first + index * STEP_MS);
    return steps.map((from) => {
      const within = byStep.get(from) ?? [];
      const p95Ms = p95(added(within.map(({ latencies }) => latencies)));
      return {
        from: toInstant(from),
        requests: within.reduce((sum, { requests }) => sum + requests, 0),
        errors: within.reduce((sum, { errors }) => sum + errors, 0),
        ...(p95Ms === undefined ? {} : { p95Ms }),
      };
    });
  }

  return {
    value,
    async all(): Promise<AlertMeasures> {
      const metrics = await Promise.all(
        alertMetric.options.map(async (metric) => {
          const found = await value({ metric, windowMinutes: USUAL_WINDOW_MINUTES });
          return found === undefined ? { metric } : { metric, value: found };
        }),
      );
      return { asOf: toInstant(now()), metrics, server: await lastDay().catch(() => []) };
    },
  };
}

export type Measures = ReturnType<typeof measures>;

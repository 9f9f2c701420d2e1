import type { Database } from '@tripmaster/db';
import { handle, type JobHandler, type Jobs, type Schedule } from '@tripmaster/jobs';
import type { Allowance, CurrentRates, PersonalEntry } from '@tripmaster/rpc';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';
import { createPayments, type PaymentSettings } from './payments/index.ts';
import { SUM_MODEL_DAYS } from './revenue/jobs.ts';
import { revenueRepo } from './revenue/revenue.repo.ts';
import { revenueService } from './revenue/revenue.service.ts';

const HOUR_MS = 3_600_000;

type Parts = {
  db: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  rates: CurrentRates;
  /** How premium is sold; absent: it is not. */
  payments?: PaymentSettings | undefined;
  /** What everybody may have. */
  free: Allowance;
  /** Where people reach the server. */
  baseUrl: string;
  now?: () => number;
};

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({ db, jobs, rates, payments: settings, free, baseUrl, now = Date.now }: Parts) {
  const counting = activity({ repo: eventsRepo(db), now });
  const payments = createPayments({ db, activity: counting, jobs, rates, settings, free, baseUrl, now });
  const revenue = revenueService({ db, repo: revenueRepo(db), now });
  return {
    activity: counting,
    payments,
    revenue,
    jobs: [...payments.handlers, handle(SUM_MODEL_DAYS, () => revenue.sumModelDays())] satisfies JobHandler[],
    schedules: [
      ...payments.schedules,
      // Twenty past each hour: the first time soon after a day is over.
      { kind: SUM_MODEL_DAYS, everyMs: HOUR_MS, offsetMs: HOUR_MS / 3 },
    ] satisfies Schedule[],
    /** Everything held about a person, for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      yield* payments.billing.personalData(userId);
    },
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;

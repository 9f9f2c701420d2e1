import { addDays, invalidField, toInstant, utcDate, type FiguresInput, type Money, type Revenue } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import { repeated } from '@tripmaster/jobs';
import type { RevenueRepo } from './revenue.repo.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Ten years: what is added up stays few rows. */
const MOST_DAYS = 3_660;
/** A question that was asked before midnight may be written down a little later. */
const SETTLED_MS = 10 * 60_000;
/** Rows in one statement. */
const BATCH = 100;

type Deps = {
  db: Database;
  repo: RevenueRepo;
  /** People with an event on the days, both included. */
  activePeople?: (reader: Reader, days: FiguresInput) => Promise<number>;
  now: () => number;
};

type ModelDay = { day: string; costMicros: number; plans: number };

/** What came in, what went back, what runs, and what models cost. All but the last day or two is read from sums of days. */
export function revenueService({ db, repo, now, ...deps }: Deps) {
  const activePeople =
    deps.activePeople ?? (async (reader: Reader, days: FiguresInput) => (await repo.activePeople(reader, days))[0]?.people ?? 0);

  /** Sums of the days that are over, and of those after them what the questions themselves say. */
  async function modelCosts(days: FiguresInput): Promise<ModelDay[]> {
    const [last] = await repo.lastModelDay(db.read);
    const summed = await repo.modelDays(db.read, days);
    const next = last === undefined ? days.from : addDays(last.day, 1);
    const since = next > days.from ? next : days.from;
    if (since > days.to) return summed;
    return [...summed, ...(await fromCalls(since, days.to))];
  }

  async function fromCalls(from: string, to: string): Promise<ModelDay[]> {
    const rows = await repo.modelCallsByDay(db.read, startOf(from), startOf(to) + DAY_MS);
    return rows.map(({ dayNumber, ...sums }) => ({ day: utcDate(dayNumber * DAY_MS), ...sums }));
  }

  /** Sums up what models cost on the days that are over and not summed up yet. */
  async function sumModelDays(): Promise<void> {
    const lastOver = addDays(utcDate(now() - SETTLED_MS), -1);
    const [last] = await repo.lastModelDay(db.read);
    if (last !== undefined && last.day >= lastOver) return;
    const rows = await fromCalls(last === undefined ? '1970-01-01' : addDays(last.day, 1), lastOver);
    // Also when it cost nothing: what is summed up ends with this day.
    if (rows.at(-1)?.day !== lastOver) rows.push({ day: lastOver, costMicros: 0, plans: 0 });
    await db.write(async (tx) => {
      for (let at = 0; at < rows.length; at += BATCH) await repo.putModelDays(tx, rows.slice(at, at + BATCH));
    });
  }

  return {
    async figures(days: FiguresInput): Promise<Revenue> {
      const { from, to } = days;
      if (to < from) throw invalidField('to', 'is before the first day');
      if ((startOf(to) - startOf(from)) / DAY_MS >= MOST_DAYS) throw invalidField('to', `must be within ${MOST_DAYS} days of the first`);
      const [currencies, byDay, [recurring], clicks, model, people] = await Promise.all([
        repo.byCurrency(db.read, days),
        repo.byDay(db.read, days),
        repo.recurring(db.read, { to }),
        repo.clicks(db.read, days),
        modelCosts(days),
        activePeople(db.read, days),
      ]);
      const net = byDay.reduce((sum, { netEuroCents }) => sum + netEuroCents, 0);
      const costMicros = model.reduce((sum, day) => sum + day.costMicros, 0);
      const plans = model.reduce((sum, day) => sum + day.plans, 0);
      return {
        from,
        to,
        countedAt: toInstant(now()),
        currencies: currencies.map(({ currency, paid, refunded, payments }) => ({
          paid: { amount: paid, currency },
          refunded: { amount: refunded, currency },
          net: { amount: paid - refunded, currency },
          payments,
        })),
        net: euros(net),
        days: byDay.map(({ day, netEuroCents }) => ({ day, net: euros(netEuroCents) })),
        monthlyRecurring: euros(recurring?.monthlyEuroCents ?? 0),
        subscribers: recurring?.subscribers ?? 0,
        ...(people === 0 ? {} : { perActivePerson: euros(Math.round(net / people)) }),
        bookingClicks: clicks,
        model: {
          costMicros,
          plans,
          ...(plans === 0 ? {} : { costMicrosPerPlan: Math.round(costMicros / plans) }),
          days: model.filter(({ costMicros: cost }) => cost > 0).map((day) => ({ day: day.day, costMicros: day.costMicros })),
        },
      };
    },

    sumModelDays,
    // Some minutes after each hour: the first time soon after a day is over.
    ...repeated('revenue.sum-model-days', { everyMs: HOUR_MS, offsetMs: HOUR_MS / 3 }, sumModelDays),
  };
}

export type RevenueService = ReturnType<typeof revenueService>;

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function euros(amount: number): Money {
  return { amount, currency: 'EUR' };
}

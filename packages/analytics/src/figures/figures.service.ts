import {
  addDays,
  AppError,
  daysBetween,
  MOST_FIGURE_DAYS,
  toInstant,
  utcDate,
  type Engagement,
  type FiguresInput,
  type Funnel,
  type Geography,
  type Overview,
  type OverviewPart,
  type Popularity,
  type Retention,
  type Revenue,
  type Sources,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { weekOf } from '../rollups/people.ts';
import type { Dimension } from '../rollups/tally.ts';
import { keptAnswers } from './answers.ts';
import type { FiguresRepo } from './figures.repo.ts';
import { ranked } from './lists.ts';
import { checkRange, daysBefore, eachDay } from './range.ts';
import type { Takings } from './takings.ts';

/** Lines of a list on a page. */
const MOST_LINES = 100;
const NO_EVENTS = { activeDay: 0, activeWeek: 0, activeMonth: 0, events: 0, visitors: 0, signUps: 0, plansMade: 0, plansChanged: 0 };

type Deps = {
  db: Database;
  repo: FiguresRepo;
  takings: Takings;
  now: () => number;
  /** Is told of a part that could not be counted. */
  onFailure: (error: unknown, part: string) => void;
};
type Lines = { lines?: number };

/** What can be said of what people do, of what was counted already: no question reads the events themselves. */
export function figuresService({ db, repo, takings, now, onFailure }: Deps) {
  const state = async () => (await repo.state(db.read))[0];
  const answers = keptAnswers(async () => (await state())?.version ?? 0);
  const today = () => utcDate(now());

  /** Answers a question, of what is kept where nothing has changed; with the days and the time of counting. */
  async function answer<Answer>(figure: string, days: FiguresInput, ask: () => Promise<Answer>) {
    checkRange(days);
    const found = await answers.of(`${figure} ${days.from} ${days.to} ${today()}`, ask);
    return { ...days, ...(await freshness()), ...found };
  }

  async function freshness(): Promise<{ countedAt?: string }> {
    const countedAt = (await state())?.countedAt ?? 0;
    return countedAt === 0 ? {} : { countedAt: toInstant(countedAt) };
  }

  async function list(dimension: Dimension, days: FiguresInput, most: number) {
    return ranked(repo, db.read, dimension, days, { summedTo: (await state())?.summedTo ?? '', most });
  }

  /** How many different people were active in the days. */
  async function activePeople({ from, to }: FiguresInput): Promise<number> {
    const [row] = await repo.trailing(db.read, { day: to });
    return row === undefined || row.day < from ? 0 : (row.trailing[daysBetween(from, row.day)] ?? 0);
  }

  async function rowsOf(days: FiguresInput) {
    const rows = new Map((await repo.days(db.read, days)).map((row) => [row.day, row]));
    return eachDay(days, today()).map((day) => ({ ...NO_EVENTS, ...rows.get(day), day }));
  }

  async function sumsOf(days: FiguresInput) {
    const [row] = await repo.sums(db.read, days);
    const { visitors = 0, signUps = 0, plansMade = 0, plansShared = 0, bookingClicks = 0 } = row ?? {};
    return { visitors, activePeople: await activePeople(days), signUps, plansMade, plansShared, bookingClicks };
  }

  return {
    /** Each part by itself: what can't be told does not take the others along. */
    async overview(days: FiguresInput): Promise<Overview> {
      checkRange(days);
      const failed: OverviewPart[] = [];
      const part = async <Part>(name: OverviewPart, ask: () => Promise<Part>): Promise<Part | undefined> => {
        try {
          return await ask();
        } catch (error) {
          onFailure(error, `overview ${name}`);
          failed.push(name);
          return undefined;
        }
      };
      const kept = <Part>(name: OverviewPart, ask: () => Promise<Part>) =>
        part(name, () => answers.of(`overview ${name} ${days.from} ${days.to} ${today()}`, ask));
      const sums = await kept('now', () => sumsOf(days));
      const before = await kept('before', () => sumsOf(daysBefore(days)));
      const rows = await kept('days', async () =>
        (await rowsOf(days)).map(({ day, visitors, activeDay, signUps, plansMade }) => ({
          day,
          visitors,
          activePeople: activeDay,
          signUps,
          plansMade,
        })),
      );
      const totals = await part('totals', async () => {
        const { people = 0, plans = 0 } = (await state()) ?? {};
        return { people, plans, ...(await freshness()) };
      });
      return {
        ...days,
        ...totals,
        ...(sums === undefined ? {} : { now: sums }),
        ...(before === undefined ? {} : { before }),
        ...(rows === undefined ? {} : { days: rows }),
        failed,
      };
    },

    async engagement(days: FiguresInput): Promise<Engagement> {
      return answer('engagement', days, async () => {
        const rows = (await rowsOf(days)).map(({ day, activeDay, activeWeek, activeMonth, events, plansMade, plansChanged }) => ({
          day,
          activeDay,
          activeWeek,
          activeMonth,
          events,
          plansMade,
          plansChanged,
        }));
        const shares = rows.filter(({ activeMonth }) => activeMonth > 0).map(({ activeDay, activeMonth }) => activeDay / activeMonth);
        if (shares.length === 0) return { days: rows };
        const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
        return { days: rows, stickiness: Math.round(average * 10_000) / 100 };
      });
    },

    async retention(days: FiguresInput): Promise<Retention> {
      return answer('retention', days, async () => {
        const first = weekOf(days.from);
        const running = weekOf(today());
        const last = weekOf(days.to) < running ? weekOf(days.to) : running;
        const people = new Map<string, number>();
        for (const row of await repo.funnels(db.read, { from: first, to: addDays(last, 6) })) {
          const week = weekOf(row.day);
          people.set(week, (people.get(week) ?? 0) + row.people);
        }
        const weeks = new Map((await repo.weeksSince(db.read, { from: first })).map(({ week, cohorts }) => [week, cohorts]));
        const all = weeksFrom(first, running);
        const cohorts = all.slice(0, weeksFrom(first, last).length).map((week, index) => ({
          week,
          people: people.get(week) ?? 0,
          active: all
            .slice(index, index + Math.ceil(MOST_FIGURE_DAYS / 7))
            .map((since) => (since === running ? null : (weeks.get(since)?.[week] ?? 0))),
        }));
        return { cohorts };
      });
    },

    async funnel(days: FiguresInput): Promise<Funnel> {
      return answer('funnel', days, async () => {
        const [sums] = await repo.sums(db.read, days);
        const rows = await repo.funnels(db.read, days);
        const reached = (step: 'people' | 'planned' | 'shared' | 'clicked' | 'paid') => rows.reduce((total, row) => total + row[step], 0);
        return {
          steps: [
            { step: 'visit' as const, count: sums?.visitors ?? 0 },
            { step: 'sign-up' as const, count: reached('people') },
            { step: 'first-plan' as const, count: reached('planned') },
            { step: 'share' as const, count: reached('shared') },
            { step: 'booking-click' as const, count: reached('clicked') },
            { step: 'payment' as const, count: reached('paid') },
          ],
        };
      });
    },

    async popularity(days: FiguresInput, { lines = MOST_LINES }: Lines = {}): Promise<Popularity> {
      return answer(`popularity ${lines}`, days, async () => {
        const destinations = await list('destination', days, lines);
        const months = await list('month', days, lines);
        return {
          destinations: destinations.map(({ value, counts: [plans = 0, copies = 0] }) => ({ destination: value, plans, copies })),
          months: months
            .map(({ value, counts: [plans = 0] }) => ({ month: value, plans }))
            .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
        };
      });
    },

    async geography(days: FiguresInput, { lines = 300 }: Lines = {}): Promise<Geography> {
      return answer(`geography ${lines}`, days, async () => ({
        countries: (await list('country', days, lines)).map(({ value, counts: [visitors = 0, signUps = 0, plansMade = 0] }) => ({
          ...(value === '' ? {} : { country: value }),
          visitors,
          signUps,
          plansMade,
        })),
      }));
    },

    async sources(days: FiguresInput, { lines = MOST_LINES }: Lines = {}): Promise<Sources> {
      return answer(`sources ${lines}`, days, async () => ({
        referrers: (await list('referrer', days, lines)).map(({ value, counts: [visitors = 0, signUps = 0] }) => ({
          ...(value === '' ? {} : { host: value }),
          visitors,
          signUps,
        })),
        campaigns: (await list('campaign', days, lines)).map(({ value, counts: [visitors = 0, signUps = 0] }) => ({
          ...campaignOf(value),
          visitors,
          signUps,
        })),
        pages: (await list('page', days, lines)).map(({ value, counts: [views = 0, visitors = 0] }) => ({ page: value, views, visitors })),
      }));
    },

    async revenue(days: FiguresInput): Promise<Revenue> {
      checkRange(days);
      const { days: paid, ...taken } = await takings(days);
      const active = await activePeople(days);
      const [sums] = await repo.sums(db.read, days);
      const costs = await repo.costs(db.read, days);
      const costMicros = costs.reduce((total, { micros }) => total + micros, 0);
      const plans = sums?.plansMade ?? 0;
      return {
        ...days,
        ...(await freshness()),
        ...taken,
        days: paid,
        ...(active === 0 ? {} : { perActivePerson: { ...taken.net, amount: Math.round(taken.net.amount / active) } }),
        bookingClicks: await repo.clicks(db.read, days),
        model: {
          costMicros,
          plans,
          ...(plans === 0 ? {} : { costMicrosPerPlan: Math.round(costMicros / plans) }),
          days: costs.map(({ day, micros }) => ({ day, costMicros: micros })),
        },
      };
    },
  };
}

export type FiguresService = ReturnType<typeof figuresService>;

/** Mondays from one to another. */
function weeksFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) / 7 + 1) }, (_, index) => addDays(first, index * 7));
}

function campaignOf(value: string): { source: string; medium?: string; campaign?: string } {
  const [source, medium, campaign]: (string | null)[] = JSON.parse(value);
  if (source === null || source === undefined) throw new AppError('internal', {}, 'A campaign has no source.');
  return {
    source,
    ...(medium === null || medium === undefined ? {} : { medium }),
    ...(campaign === null || campaign === undefined ? {} : { campaign }),
  };
}

import {
  addDays,
  daysBetween,
  weekdayOf,
  type Engagement,
  type FiguresInput,
  type Funnel,
  type Geography,
  type Overview,
  type Popularity,
  type Retention,
  type Sources,
} from '@tripmaster/contracts';
import { numberOf, textOf, type Query } from './query.ts';

type Options = {
  query: Query;
  /** The last day there can be events of. */
  today: string;
  /** What has a row for every day and person: a table of it makes many questions quicker. */
  personDays?: string;
};

const PERSON_DAYS = '(SELECT DISTINCT day, person FROM events WHERE person IS NOT NULL)';
const MOST_LINES = 100;

/** Three columns as one; none has a line break in it. */
const CAMPAIGN = `(utm_source || '\n' || coalesce(utm_medium, '') || '\n' || coalesce(utm_campaign, ''))`;

/**
 * Every figure counted straight from the events, by plain SQL that shares nothing with how figures are made: slow, and what
 * they are judged by. Answers are those of the procedures, without the time of counting.
 */
export function recounts({ query, today, personDays = PERSON_DAYS }: Options) {
  const number = async (sql: string) => numberOf((await query(sql))[0]?.['n']);
  const pairs = async (sql: string) => new Map((await query(sql)).map(({ k, n }) => [textOf(k), numberOf(n)]));
  const within = ({ from, to }: FiguresInput) => `day BETWEEN '${from}' AND '${to}'`;
  const visitorsOf = (where: string) =>
    number(`SELECT count(*) AS n FROM (SELECT DISTINCT day, visitor FROM events WHERE visitor IS NOT NULL AND ${where}) d`);

  async function sums(days: FiguresInput) {
    const named = (name: string) => number(`SELECT count(*) AS n FROM events WHERE ${within(days)} AND name = '${name}'`);
    return {
      visitors: await visitorsOf(within(days)),
      activePeople: await number(`SELECT count(DISTINCT person) AS n FROM ${personDays} p WHERE ${within(days)}`),
      signUps: await named('signed-up'),
      plansMade: await named('plan-made'),
      plansShared: await named('plan-shared'),
      bookingClicks: await named('booking-clicked'),
    };
  }

  const byDay = (days: FiguresInput, what: string, where = '1 = 1') =>
    pairs(`SELECT day AS k, ${what} AS n FROM events WHERE ${within(days)} AND ${where} GROUP BY day`);

  async function overview(days: FiguresInput): Promise<Overview> {
    const [visitors, active, signUps, plans] = [
      await byDay(days, 'count(DISTINCT visitor)'),
      await byDay(days, 'count(DISTINCT person)'),
      await byDay(days, 'count(*)', `name = 'signed-up'`),
      await byDay(days, 'count(*)', `name = 'plan-made'`),
    ];
    const length = daysBetween(days.from, days.to) + 1;
    return {
      ...days,
      now: await sums(days),
      before: await sums({ from: addDays(days.from, -length), to: addDays(days.from, -1) }),
      people: await number('SELECT count(*) AS n FROM users'),
      plans: await number('SELECT count(*) AS n FROM plans WHERE deleted_at IS NULL'),
      days: upTo(days).map((day) => ({
        day,
        visitors: visitors.get(day) ?? 0,
        activePeople: active.get(day) ?? 0,
        signUps: signUps.get(day) ?? 0,
        plansMade: plans.get(day) ?? 0,
      })),
      failed: [],
    };
  }

  async function engagement(days: FiguresInput): Promise<Engagement> {
    const wanted = upTo(days);
    const active = async (length: number) =>
      wanted.length === 0
        ? new Map<string, number>()
        : pairs(`
      WITH stretch(first, last) AS (VALUES ${wanted.map((day) => `('${addDays(day, 1 - length)}', '${day}')`).join(', ')})
      SELECT last AS k, count(DISTINCT person) AS n FROM stretch JOIN ${personDays} p ON p.day BETWEEN first AND last GROUP BY last`);
    const [ofDay, ofWeek, ofMonth] = [await active(1), await active(7), await active(30)];
    const [events, made, changed] = [
      await byDay(days, 'count(*)'),
      await byDay(days, 'count(*)', `name = 'plan-made'`),
      await byDay(days, 'count(*)', `name = 'plan-changed'`),
    ];
    const rows = wanted.map((day) => ({
      day,
      activeDay: ofDay.get(day) ?? 0,
      activeWeek: ofWeek.get(day) ?? 0,
      activeMonth: ofMonth.get(day) ?? 0,
      events: events.get(day) ?? 0,
      plansMade: made.get(day) ?? 0,
      plansChanged: changed.get(day) ?? 0,
    }));
    const shares = rows.filter(({ activeMonth }) => activeMonth > 0).map(({ activeDay, activeMonth }) => activeDay / activeMonth);
    const average = shares.reduce((a, b) => a + b, 0) / shares.length;
    return { ...days, days: rows, ...(shares.length === 0 ? {} : { stickiness: Math.round(average * 10_000) / 100 }) };
  }

  /** The first day on which each person signed up. */
  const SIGNED = `SELECT person, min(day) AS signed FROM events WHERE name = 'signed-up' AND person IS NOT NULL GROUP BY person`;

  async function retention(days: FiguresInput): Promise<Retention> {
    const [first, running] = [monday(days.from), monday(today)];
    const last = monday(days.to) < running ? monday(days.to) : running;
    const calendar = each(first, addDays(running, 6))
      .map((day) => `('${day}', '${monday(day)}')`)
      .join(', ');
    if (first > running) return { ...days, cohorts: [] };
    const people = await pairs(`
      WITH calendar(day, week) AS (VALUES ${calendar}), signed AS (${SIGNED})
      SELECT c.week AS k, count(*) AS n FROM signed s JOIN calendar c ON c.day = s.signed GROUP BY c.week`);
    const active = await pairs(`
      WITH calendar(day, week) AS (VALUES ${calendar}), signed AS (${SIGNED})
      SELECT c.week || ' ' || a.week AS k, count(DISTINCT s.person) AS n
      FROM signed s JOIN calendar c ON c.day = s.signed JOIN ${personDays} p ON p.person = s.person AND p.day >= s.signed
      JOIN calendar a ON a.day = p.day GROUP BY c.week, a.week`);
    const weeks = (from: string, to: string) => each(from, to).filter((day) => weekdayOf(day) === 0);
    return {
      ...days,
      cohorts: weeks(first, last).map((week) => ({
        week,
        people: people.get(week) ?? 0,
        active: weeks(week, running)
          .slice(0, 105)
          .map((since) => (since === running ? null : (active.get(`${week} ${since}`) ?? 0))),
      })),
    };
  }

  async function funnel(days: FiguresInput): Promise<Funnel> {
    const did = (name: string) => `max(CASE WHEN name = '${name}' THEN 1 ELSE 0 END)`;
    const [row] = await query(`
      WITH signed AS (${SIGNED}), done AS (
        SELECT person, ${did('plan-made')} AS a, ${did('plan-shared')} AS b, ${did('booking-clicked')} AS c, ${did('paid')} AS d
        FROM events WHERE person IS NOT NULL AND name IN ('plan-made', 'plan-shared', 'booking-clicked', 'paid') GROUP BY person)
      SELECT count(*) AS people, sum(coalesce(a, 0)) AS a, sum(coalesce(a * b, 0)) AS b, sum(coalesce(a * b * c, 0)) AS c,
        sum(coalesce(a * b * c * d, 0)) AS d
      FROM signed LEFT JOIN done ON done.person = signed.person WHERE signed.signed BETWEEN '${days.from}' AND '${days.to}'`);
    const of = (key: string) => numberOf(row?.[key]);
    return {
      ...days,
      steps: [
        { step: 'visit', count: await visitorsOf(within(days)) },
        { step: 'sign-up', count: of('people') },
        { step: 'first-plan', count: of('a') },
        { step: 'share', count: of('b') },
        { step: 'booking-click', count: of('c') },
        { step: 'payment', count: of('d') },
      ],
    };
  }

  async function popularity(days: FiguresInput): Promise<Popularity> {
    const by = (column: string, name: string) =>
      pairs(
        `SELECT ${column} AS k, count(*) AS n FROM events WHERE ${within(days)} AND name = '${name}' AND ${column} IS NOT NULL GROUP BY ${column}`,
      );
    const [plans, copies, months] = [
      await by('destination', 'plan-made'),
      await by('destination', 'plan-copied'),
      await by('month', 'plan-made'),
    ];
    return {
      ...days,
      destinations: ranked([plans, copies]).map(([destination, [made = 0, copied = 0]]) => ({ destination, plans: made, copies: copied })),
      months: [...months].map(([month, made]) => ({ month, plans: made })).toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    };
  }

  /** Visitors (each on each day) by what an event of theirs says; under '' those of whom none says anything. */
  async function visitorsBy(days: FiguresInput, word: string): Promise<Map<string, number>> {
    const known = await pairs(`
      SELECT word AS k, count(*) AS n FROM (
        SELECT DISTINCT day, visitor, ${word} AS word FROM events WHERE ${within(days)} AND visitor IS NOT NULL AND ${word} IS NOT NULL) d
      GROUP BY word`);
    const [all, some] = [await visitorsOf(within(days)), await visitorsOf(`${within(days)} AND ${word} IS NOT NULL`)];
    return all === some ? known : known.set('', all - some);
  }

  /** Events of a name by what they say. */
  async function saying(days: FiguresInput, word: string, name: string): Promise<Map<string, number>> {
    return pairs(`SELECT coalesce(${word}, '') AS k, count(*) AS n FROM events WHERE ${within(days)} AND name = '${name}' GROUP BY 1`);
  }

  async function geography(days: FiguresInput): Promise<Geography> {
    const counts = [
      await visitorsBy(days, 'country'),
      await saying(days, 'country', 'signed-up'),
      await saying(days, 'country', 'plan-made'),
    ];
    return {
      ...days,
      countries: ranked(counts, 300).map(([country, [visitors = 0, signUps = 0, plansMade = 0]]) => ({
        ...(country === '' ? {} : { country }),
        visitors,
        signUps,
        plansMade,
      })),
    };
  }

  async function sources(days: FiguresInput): Promise<Sources> {
    const referrers = ranked([await visitorsBy(days, 'referrer'), await saying(days, 'referrer', 'signed-up')]);
    const campaigns = ranked(
      [await visitorsBy(days, CAMPAIGN), await saying(days, CAMPAIGN, 'signed-up')].map(
        (counts) =>
          new Map(
            [...counts]
              .filter(([word]) => word !== '')
              .map(([word, n]) => [JSON.stringify(word.split('\n').map((part) => part || null)), n]),
          ),
      ),
    );
    const [views, visitors] = [
      await pairs(
        `SELECT page AS k, count(*) AS n FROM events WHERE ${within(days)} AND name = 'page-viewed' AND page IS NOT NULL GROUP BY page`,
      ),
      await pairs(`SELECT page AS k, count(*) AS n FROM (
        SELECT DISTINCT day, visitor, page FROM events WHERE ${within(days)} AND name = 'page-viewed' AND page IS NOT NULL AND visitor IS NOT NULL) d
        GROUP BY page`),
    ];
    return {
      ...days,
      referrers: referrers.map(([host, [seen = 0, signUps = 0]]) => ({ ...(host === '' ? {} : { host }), visitors: seen, signUps })),
      campaigns: campaigns.map(([value, [seen = 0, signUps = 0]]) => {
        const [source, medium, campaign]: (string | null)[] = JSON.parse(value);
        return { source: source ?? '', ...(medium ? { medium } : {}), ...(campaign ? { campaign } : {}), visitors: seen, signUps };
      }),
      pages: ranked([views, visitors]).map(([page, [seen = 0, people = 0]]) => ({ page, views: seen, visitors: people })),
    };
  }

  function upTo({ from, to }: FiguresInput): string[] {
    return each(from, to < today ? to : today);
  }

  return { overview, engagement, retention, funnel, popularity, geography, sources };
}

function ranked(counts: readonly Map<string, number>[], most = MOST_LINES): [string, number[]][] {
  const values = new Set(counts.flatMap((each) => [...each.keys()]));
  return [...values]
    .map((value): [string, number[]] => [value, counts.map((each) => each.get(value) ?? 0)])
    .toSorted(([a, x], [b, y]) => x.map((n, index) => (y[index] ?? 0) - n).find((difference) => difference !== 0) ?? (a < b ? -1 : 1))
    .slice(0, most);
}

function each(from: string, to: string): string[] {
  return from > to ? [] : Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

function monday(day: string): string {
  return addDays(day, -weekdayOf(day));
}

import { toInstant, type FiguresInput, type Realtime, type Revenue } from '@tripmaster/contracts';
import { numberOf, textOf, type Query } from './query.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The minutes and the pages that are told of as they come in. */
const [MINUTES, PAGES] = [30, 20];

/** Takings counted from the ledger and from what was said of subscriptions, and the last half hour from its events: by plain SQL. */
export function recountsOfMoney({ query }: { query: Query }) {
  async function recurring(to: string) {
    const end = Date.parse(`${to}T00:00:00Z`) + DAY_MS;
    const [row] = await query(`
      SELECT count(*) AS n, coalesce(sum(monthly_euro_cents), 0) AS cents FROM subscription_states s
      WHERE running AND at < ${end} AND NOT EXISTS (
        SELECT 1 FROM subscription_states later WHERE later.subscription = s.subscription AND later.at > s.at AND later.at < ${end})`);
    return { subscribers: numberOf(row?.['n']), monthlyRecurring: euros(numberOf(row?.['cents'])) };
  }

  return {
    revenue: async ({ from, to }: FiguresInput): Promise<Revenue> => {
      const days = `day BETWEEN '${from}' AND '${to}'`;
      const currencies = await query(`
        SELECT currency, sum(CASE WHEN kind = 'payment' THEN amount ELSE 0 END) AS paid,
          sum(CASE WHEN kind = 'payment' THEN 0 ELSE -amount END) AS refunded, sum(CASE WHEN kind = 'payment' THEN 1 ELSE 0 END) AS n
        FROM ledger WHERE ${days} GROUP BY currency ORDER BY currency`);
      const net = await query(`SELECT day, sum(coalesce(euro_cents, 0)) AS cents FROM ledger WHERE ${days} GROUP BY day ORDER BY day`);
      const total = net.reduce((sum, { cents }) => sum + numberOf(cents), 0);
      const clicks = await query(`
        SELECT provider, kind, sum(clicks) AS n FROM booking_clicks WHERE ${days} GROUP BY provider, kind ORDER BY 3 DESC, 1, 2`);
      const costs = await query(`
        SELECT at / ${DAY_MS} AS number, sum(cost_micros) AS micros FROM model_calls
        WHERE at >= ${Date.parse(`${from}T00:00:00Z`)} AND at < ${Date.parse(`${to}T00:00:00Z`) + DAY_MS} GROUP BY 1 ORDER BY 1`);
      const [of] = await query(`
        SELECT count(DISTINCT person) AS active, sum(CASE WHEN name = 'plan-made' THEN 1 ELSE 0 END) AS plans FROM events WHERE ${days}`);
      const [active, plans] = [numberOf(of?.['active']), numberOf(of?.['plans'])];
      const costMicros = costs.reduce((sum, { micros }) => sum + numberOf(micros), 0);
      return {
        from,
        to,
        currencies: currencies.map((row) => {
          const currency = textOf(row['currency']);
          const [paid, refunded] = [numberOf(row['paid']), numberOf(row['refunded'])];
          const money = (amount: number) => ({ amount, currency });
          return { paid: money(paid), refunded: money(refunded), net: money(paid - refunded), payments: numberOf(row['n']) };
        }),
        net: euros(total),
        days: net.map(({ day, cents }) => ({ day: textOf(day), net: euros(numberOf(cents)) })),
        ...(await recurring(to)),
        ...(active === 0 ? {} : { perActivePerson: euros(Math.round(total / active)) }),
        bookingClicks: clicks.map(({ provider, kind, n }) => ({ provider: textOf(provider), kind: textOf(kind), clicks: numberOf(n) })),
        model: {
          costMicros,
          plans,
          ...(plans === 0 ? {} : { costMicrosPerPlan: Math.round(costMicros / plans) }),
          days: costs.map(({ number, micros }) => ({
            day: toInstant(numberOf(number) * DAY_MS).slice(0, 10),
            costMicros: numberOf(micros),
          })),
        },
      };
    },

    realtime: async (at: number): Promise<Realtime> => {
      const first = Math.floor(at / MINUTE_MS) - MINUTES + 1;
      const since = `at >= ${first * MINUTE_MS}`;
      const by = async (what: string, where = '1 = 1') =>
        query(`SELECT ${what} AS k, count(*) AS n, count(DISTINCT visitor) AS v FROM events WHERE ${since} AND ${where} GROUP BY 1`);
      const minutes = new Map(
        (await by(`at / ${MINUTE_MS}`)).map(({ k, n, v }) => [numberOf(k), { events: numberOf(n), visitors: numberOf(v) }]),
      );
      const [all] = await by('1');
      const ordered = (rows: Awaited<ReturnType<Query>>) =>
        rows
          .map(({ k, v }) => ({ word: textOf(k), visitors: numberOf(v) }))
          .toSorted((a, b) => b.visitors - a.visitors || Number(a.word === '') - Number(b.word === '') || (a.word < b.word ? -1 : 1));
      return {
        asOf: toInstant(at),
        visitors: numberOf(all?.['v']),
        minutes: Array.from({ length: MINUTES }, (_, index) => ({
          minute: toInstant((first + index) * MINUTE_MS),
          events: 0,
          visitors: 0,
          ...minutes.get(first + index),
        })),
        pages: ordered(await by('page', `name = 'page-viewed' AND page IS NOT NULL`))
          .slice(0, PAGES)
          .map(({ word, visitors }) => ({ page: word, visitors })),
        countries: ordered(await by('country', 'visitor IS NOT NULL')).map(({ word, visitors }) => ({
          ...(word === '' ? {} : { country: word }),
          visitors,
        })),
      };
    },
  };
}

function euros(amount: number) {
  return { amount, currency: 'EUR' };
}

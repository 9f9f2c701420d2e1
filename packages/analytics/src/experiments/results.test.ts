import type { EventName, ExperimentMetric } from '@tripmaster/contracts';
import { ENGINES, explain, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { and, eq, gt, gte, lte, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liftOf } from '../statistics/lift.ts';
import { interval } from '../statistics/sequential.ts';
import type { Sums } from '../statistics/sums.ts';
import { chance } from './simulation.ts';
import { DAY_MS, DESIGN, startExperiments, testRate } from './testing.ts';

type Exposure = { unit: string; variation: number; at: number; crossedAt?: number };
type Event = { name: EventName; at: number; person?: string; visitor?: string; amount?: number; currency?: string };

/** What a reader would count by hand: unit by unit, from the lists themselves. */
function recount(
  exposures: readonly Exposure[],
  events: readonly Event[],
  metric: ExperimentMetric,
  variation: number,
  until: number,
): Sums {
  const values = exposures
    .filter((exposure) => exposure.variation === variation && exposure.crossedAt === undefined && exposure.at <= until)
    .map(({ unit, at }) => {
      const own = events.filter((event) => event.name === metric.event && (event.person === unit || event.visitor === unit));
      const valueOf = (some: readonly Event[]) => {
        if (metric.kind === 'conversion') return BigInt(some.length > 0);
        return metric.kind === 'count' ? BigInt(some.length) : inOneCurrency(some, metric.currency ?? 'EUR');
      };
      return {
        x: valueOf(own.filter((event) => event.at >= at && event.at <= until)),
        y: valueOf(own.filter((event) => event.at < at && event.at >= at - 14 * DAY_MS)),
      };
    });
  const total = (of: (value: { x: bigint; y: bigint }) => bigint) => values.reduce((sum, value) => sum + of(value), 0n);
  return {
    units: values.length,
    active: values.filter(({ x }) => x !== 0n).length,
    sum: total(({ x }) => x),
    squares: total(({ x }) => x * x),
    preSum: total(({ y }) => y),
    preSquares: total(({ y }) => y * y),
    products: total(({ x, y }) => x * y),
  };
}

/** What some events of a unit amount to, each day's amounts of a currency by the rate of that day. */
function inOneCurrency(events: readonly Event[], to: string): bigint {
  const days = Map.groupBy(events, ({ at, currency }) => `${new Date(at).toISOString().slice(0, 10)} ${currency}`);
  return [...days].reduce((sum, [name, some]) => {
    const [day = '', currency = ''] = name.split(' ');
    const amount = some.reduce((all, event) => all + BigInt(event.amount ?? 0), 0n);
    return sum + (currency === to ? amount : (testRate(day, amount, currency, to) ?? 0n));
  }, 0n);
}

const spreadOf = (metric: ExperimentMetric) => (metric.kind === 'conversion' ? 'proportion' : 'mean');

/** Mostly the metric's, some to be converted, and some without a rate. */
const CURRENCIES = ['EUR', 'EUR', 'EUR', 'USD', 'USD', 'XOF'];

/** A fortnight of a shop: habits of units before and after, stray events of every kind. */
function fortnight(seed: number, start: number, units: number) {
  const random = chance(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const exposures: Exposure[] = [];
  const events: Event[] = [];
  for (let number = 0; number < units; number += 1) {
    const visitor = random() < 0.2;
    const unit = `${seed}-${visitor ? 'visitor' : 'person'}-${number}`;
    const at = start + Math.floor(random() * 14 * DAY_MS);
    const crossed = random() < 0.02 ? { crossedAt: at + 1 } : {};
    exposures.push({ unit, variation: random() < 0.5 ? 0 : 1, at, ...crossed });
    const habit = random() * 6;
    for (let times = 0; times < habit; times += 1) {
      const name = pick(['plan-made', 'plan-changed', 'plan-changed', 'paid', 'refunded', 'signed-in'] as const) ?? 'paid';
      const moment = at + Math.floor((random() - 0.5) * 40 * DAY_MS);
      const money = name === 'paid' ? { amount: Math.floor(random() * 20_000) - 2_000, currency: pick(CURRENCIES) ?? 'EUR' } : {};
      events.push({ name, at: random() < 0.05 ? at : moment, ...(visitor ? { visitor: unit } : { person: unit }), ...money });
    }
  }
  return { exposures, events };
}

describe.each(ENGINES)('results of experiments on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startExperiments>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startExperiments(test);
  });
  afterAll(async () => {
    await app.flags.flags.stop();
    await test.remove();
  });

  it('equals a recount by hand, whatever order events came in, on every day', async () => {
    const { id } = await app.running();
    const start = app.clock.ms;
    const { exposures, events } = fortnight(7, start, 600);
    app.clock.ms = start + 10 * DAY_MS;
    const late = events.filter((_, at) => at % 5 === 0);
    await app.seed(
      id,
      exposures,
      events.filter((_, at) => at % 5 !== 0),
    );
    await app.admin.results({ id });
    await app.seed(id, [], late);
    await app.count();
    app.clock.ms += DAY_MS;
    await app.count();
    const results = await app.admin.results({ id });

    expect(results.countedAt).toBe(new Date(app.clock.ms).toISOString());
    expect(results.leftOut).toBe(exposures.filter(({ crossedAt, at }) => crossedAt !== undefined && at <= app.clock.ms).length);
    expect(results.metrics).toHaveLength(3);
    for (const { metric, variations, series } of [...results.metrics, ...results.guardrails]) {
      const [control, green] = [0, 1].map((variation) => recount(exposures, events, metric, variation, app.clock.ms));
      if (control === undefined || green === undefined) throw new Error('no recount');
      expect(variations.map(({ units, total }) => [units, total])).toEqual([control, green].map(({ units, sum }) => [units, Number(sum)]));
      const lift = liftOf(control, green, spreadOf(metric));
      if (typeof lift === 'string') throw new Error(lift);
      expect(variations[1]?.lift).toBe(lift.estimate);
      expect(variations[1]?.varianceLeft).toBe(lift.varianceLeft);

      // The estimate of an earlier day is the one that was known at its end.
      const endOfSixth = Date.parse(`${series[5]?.day}T23:59:59.999Z`);
      const then = [0, 1].map((variation) => recount(exposures, events, metric, variation, endOfSixth));
      expect(series[5]?.variations.map(({ units }) => units)).toEqual(then.map(({ units }) => units));
      expect(series.at(-1)?.variations[1]?.interval).toEqual(variations[1]?.interval);
      expect(series).toHaveLength(12);
    }
    const deciding = results.metrics[0]?.variations[1];
    const control = recount(exposures, events, DESIGN.metrics[0] ?? metricless(), 0, app.clock.ms);
    const lift = liftOf(control, recount(exposures, events, DESIGN.metrics[0] ?? metricless(), 1, app.clock.ms), 'proportion');
    expect(deciding?.interval).toEqual(typeof lift === 'string' ? undefined : interval(lift));
    expect(results.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['two-variations', 'other-currency']));
    const counted = new Map(
      exposures.filter(({ crossedAt, at }) => crossedAt === undefined && at <= app.clock.ms).map(({ unit, at }) => [unit, at]),
    );
    const without = events.filter(({ name, currency, at, person, visitor }) => {
      const since = counted.get(person ?? visitor ?? '') ?? Infinity;
      return name === 'paid' && currency === 'XOF' && at >= since && at <= app.clock.ms;
    });
    expect(results.warnings.find(({ code }) => code === 'other-currency')?.text).toBe(
      `${without.length} amounts are left out: in another currency than the metric’s, and without an exchange rate.`,
    );
  });

  it('counts what was paid in two currencies in one, each payment by the rate of its day', async () => {
    const day = Date.parse('2027-04-02T10:00:00.000Z');
    app.clock.ms = day - 1_000;
    const paid = { event: 'paid' as const, kind: 'amount' as const, better: 'more' as const };
    const metrics = [
      { name: 'In euros', ...paid },
      { name: 'In dollars', ...paid, currency: 'USD' },
    ];
    const { id } = await app.running({ metrics, guardrails: [] });
    const pay = (at: number, amount: number, currency: string) => ({ name: 'paid' as const, at, person: 'payer', amount, currency });
    await app.seed(
      id,
      [{ unit: 'payer', variation: 1, at: day }],
      // 1,000 dollars are 800 euros on the second of the month and 500 on the third; of francs there is no rate.
      [pay(day, 100_000, 'USD'), pay(day, 30_000, 'EUR'), pay(day + DAY_MS, 100_000, 'USD'), pay(day + DAY_MS, 7, 'XOF')],
    );
    app.clock.ms = day + 2 * DAY_MS;
    const { metrics: found, warnings, method } = await app.admin.results({ id });
    expect(found.map(({ variations }) => variations[1]?.total)).toEqual([80_000 + 30_000 + 50_000, 200_000 + 37_500]);
    expect(found[0]?.series.map(({ variations }) => variations[1]?.mean)).toEqual([110_000, 160_000, 160_000]);
    // By each of the two metrics.
    expect(warnings.find(({ code }) => code === 'other-currency')?.text).toMatch(/^2 amounts are left out/);
    expect(method.at(-1)).toMatch(/converted at the rates of their day/);
  });

  it('finds a lift, a harm and a mismatched sample, and calls none of them too soon', async () => {
    const { id, version } = await app.running();
    const start = app.clock.ms;
    const random = chance(11);
    const units = Array.from({ length: 3_000 }, (_, number) => ({
      unit: `lifted-${number}`,
      variation: random() < 0.6 ? 0 : 1,
      at: start + (number < 150 ? 0 : DAY_MS),
    }));
    const events = units.flatMap(({ unit, variation, at }): Event[] => [
      ...(random() < (variation === 0 ? 0.3 : 0.45) ? [{ name: 'plan-made' as const, at: at + 1_000, person: unit }] : []),
      ...(random() < (variation === 0 ? 0.1 : 0.2) ? [{ name: 'refunded' as const, at: at + 1_000, person: unit }] : []),
    ]);
    await app.seed(id, units, events);
    app.clock.ms = start + 10_000;
    const soon = await app.admin.results({ id });
    expect(soon.metrics[0]?.variations[1]).toMatchObject({ verdict: 'too few', why: expect.stringMatching(/Too few/) });
    expect(soon.metrics[0]?.variations[1]?.p).toBeUndefined();
    expect(soon.warnings.map(({ code }) => code)).toContain('too-few');

    app.clock.ms = start + 2 * DAY_MS;
    const results = await app.admin.results({ id });
    expect(results.metrics[0]?.variations[1]).toMatchObject({ verdict: 'better', confidence: 0.95 });
    expect(results.metrics[0]?.variations[1]?.interval?.from).toBeGreaterThan(0);
    expect(results.metrics[1]?.variations[1]).toMatchObject({ verdict: 'too few' });
    expect(results.guardrails[0]?.variations[1]).toMatchObject({ verdict: 'worse' });
    expect(results.srm.ok).toBe(false);
    expect(results.warnings.map(({ code }) => code)).toContain('sample-ratio');

    // What comes after the stop changes nothing any more.
    await app.admin.stop({ id, version, decision: { variation: 1, reason: 'It is better.' } });
    await app.seed(id, [], [{ name: 'plan-made', at: app.clock.ms + 5, person: 'lifted-0' }]);
    app.clock.ms += 30 * DAY_MS;
    await app.count();
    const after = await app.admin.results({ id });
    expect(after.metrics).toEqual(results.metrics);
    expect(after.decision?.results).toMatchObject({ srm: results.srm, metrics: [{ variations: results.metrics[0]?.variations }, {}, {}] });
  });

  it('says why there is nothing to say, and never a figure that is none', async () => {
    const start = app.clock.ms;
    const most = Number.MAX_SAFE_INTEGER;
    const { id } = await app.running({
      variations: [...DESIGN.variations, { name: 'empty', value: 'red' }],
      weights: [0.5, 0.3, 0.2],
      metrics: [
        ...DESIGN.metrics,
        { name: 'Visits', event: 'page-viewed', kind: 'conversion', better: 'more' },
        { name: 'Francs', event: 'paid', kind: 'amount', better: 'more', currency: 'CHF' },
      ],
    });
    const units = Array.from({ length: 400 }, (_, number) => ({ unit: `odd-${number}`, variation: number % 2, at: start }));
    await app.seed(
      id,
      [...units, { unit: 'stray', variation: 9, at: start }],
      units.flatMap(({ unit, variation }, number): Event[] => [
        { name: 'page-viewed', at: start + 1, person: unit },
        { name: 'plan-changed', at: start - 1, person: unit },
        { name: 'paid', at: start + 2, person: unit, amount: number % 4 < 2 ? most : -most, currency: 'EUR' },
        ...Array.from({ length: number % 3 }, () => ({
          name: 'paid' as const,
          at: start + 3,
          person: unit,
          amount: most - number,
          currency: 'CHF',
        })),
        ...(variation === 1 ? [{ name: 'plan-made' as const, at: start + 1, person: unit }] : []),
      ]),
    );
    // A thousand of the largest amounts in one day are more than SQLite's integers hold.
    const flood = Array.from({ length: 1_500 }, () => ({
      name: 'paid' as const,
      at: start + 4,
      person: 'odd-1',
      amount: most,
      currency: 'CHF',
    }));
    await app.seed(id, [], flood);
    app.clock.ms = start + DAY_MS;
    const results = await app.admin.results({ id });
    const told = Object.fromEntries(results.metrics.map(({ metric, variations }) => [metric.name, variations]));
    expect(told['Plans']?.[1]).toMatchObject({ mean: 1, verdict: 'no difference shown', why: expect.stringMatching(/same value/) });
    expect(told['Changes']?.[1]).toMatchObject({ total: 0, verdict: 'too few' });
    expect(told['Paid']?.[1]).toMatchObject({ verdict: 'no difference shown', why: expect.stringMatching(/close to 0/) });
    expect(told['Visits']?.[1]).toMatchObject({ mean: 1, why: expect.stringMatching(/same value/) });
    expect(told['Francs']?.[1]?.total).toBeGreaterThan(1e19);
    for (const [, , empty] of Object.values(told))
      expect(empty).toMatchObject({ units: 0, total: 0, verdict: 'too few', why: expect.stringMatching(/Nobody/) });
    expect(results.leftOut).toBe(1);
    expect(JSON.stringify(results)).not.toMatch(/null|NaN|Infinity/);
  });

  it('counts the others where one can’t be counted, and lists them', async () => {
    const [broken, sound] = [await app.running(), await app.running()];
    const { experiments } = test.db.tables;
    await test.raw(`UPDATE experiments SET design = '{' WHERE id = '${broken.id}'`);
    await app.seed(sound.id, [{ unit: 'only', variation: 1, at: app.clock.ms }], []);
    await expect(app.count()).rejects.toThrow('not every experiment could be counted');
    const { experimentCounts } = test.db.tables;
    const counted = await test.db.read.select({ id: experimentCounts.experimentId }).from(experimentCounts);
    expect(counted.map(({ id }) => id)).toContain(sound.id);
    expect(counted.map(({ id }) => id)).not.toContain(broken.id);
    const listed = (await app.admin.list({ limit: 100 })).items.map(({ id }) => id);
    expect(listed).toContain(sound.id);
    expect(listed).not.toContain(broken.id);
    await test.db.write(async (tx) => void (await tx.delete(experiments).where(eq(experiments.id, broken.id))));
    expect((await app.admin.results({ id: sound.id })).variations.map(({ units }) => units)).toEqual([0, 1]);
  });

  it('is one short read by index for each turn of the count, and a read by key for what was counted', async () => {
    const { events, exposures } = test.db.tables;
    for (const who of [events.person, events.visitor]) {
      const query = test.db.read
        .select({ unit: exposures.unit, day: events.day })
        .from(exposures)
        .innerJoin(events, eq(who, exposures.unit))
        .where(
          and(
            eq(exposures.experimentId, 'x'),
            gt(exposures.unit, 'a'),
            lte(exposures.unit, 'b'),
            gte(events.at, sql`${exposures.at} - 1000`),
          ),
        );
      expect(await explain(test, query)).toMatch(who === events.person ? /events_person_idx/ : /events_visitor_idx/);
    }
  });
});

function metricless(): never {
  throw new Error('no metric');
}

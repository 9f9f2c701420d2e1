import {
  addDays,
  daysBetween,
  type ExperimentDesign,
  type ExperimentMetric,
  type ExperimentSeries,
  type MetricResult,
  type VariationResult,
} from '@tripmaster/contracts';
import { holm } from '../statistics/holm.ts';
import { liftOf, type Lift, type NoLift } from '../statistics/lift.ts';
import { ALPHA, interval, oneSidedMargin, oneSidedP, pValue } from '../statistics/sequential.ts';
import { NOTHING, plus, type Sums } from '../statistics/sums.ts';
import { metricsOf, spreadOf, type Cell } from './tally.ts';

/** Nothing is called before each variation has so many units, and so many of them together have anything to count. */
export const FEWEST_UNITS = 100;
export const FEWEST_ACTIVE = 50;
const MOST_POINTS = 120;

type Comparison = { lift: Lift | NoLift; ready: boolean };
type Judged = { p: number; level: number };
type Seen = { metric: ExperimentMetric; variations: Sums[]; comparisons: Comparison[] };

/** What each variation shows against variation 0 by every metric, and how that came about day by day. */
export function resultsOf(
  design: ExperimentDesign,
  cells: readonly Cell[],
  today: string,
): { units: number[]; metrics: MetricResult[]; guardrails: MetricResult[] } {
  const metrics = metricsOf(design);
  const histories = metrics.map((_, place) => historyOf(cells, place, design.variations.length, today));
  const seen = metrics.map((metric, place): Seen => {
    const variations = histories[place]?.at(-1)?.variations ?? design.variations.map(() => NOTHING);
    return { metric, variations, comparisons: variations.slice(1).map((sums) => compare(metric, variations[0] ?? NOTHING, sums)) };
  });
  const wanted = seen.slice(0, design.metrics.length);
  // The metric that decides is judged by itself: what else is looked at takes nothing from it.
  const judged = [...judge(wanted.slice(0, 1)), ...judge(wanted.slice(1))];

  const present = (rows: readonly Seen[], offset: number, row: typeof ordinary): MetricResult[] =>
    rows.map(({ metric, variations, comparisons }, at) => ({
      metric,
      variations: variations.map((sums, variation) => ({
        variation,
        name: design.variations[variation]?.name ?? '',
        units: sums.units,
        total: Number(sums.sum),
        ...(sums.units === 0 ? {} : { mean: Number(sums.sum) / sums.units }),
        ...told(comparisons[variation - 1], (lift) => row(metric, lift, judged[at]?.[variation - 1])),
      })),
      series: seriesOf(metric, histories[offset + at] ?? [], (lift, variation) => row(metric, lift, judged[at]?.[variation - 1]).interval),
    }));

  return {
    units: seen[0]?.variations.map(({ units }) => units) ?? [],
    metrics: present(wanted, 0, ordinary),
    guardrails: present(seen.slice(wanted.length), wanted.length, guarding),
  };
}

function compare(metric: ExperimentMetric, control: Sums, sums: Sums): Comparison {
  const ready = Math.min(control.units, sums.units) >= FEWEST_UNITS && control.active + sums.active >= FEWEST_ACTIVE;
  return { lift: liftOf(control, sums, spreadOf(metric)), ready };
}

/** Holm's correction over all comparisons of some metrics; one that can't be made yet takes part as one that shows nothing. */
function judge(rows: readonly Seen[]): Judged[][] {
  const ps = rows.flatMap(({ comparisons }) =>
    comparisons.map(({ lift, ready }) => (ready && typeof lift !== 'string' ? pValue(lift) : 1)),
  );
  const judged = holm(ps, ALPHA);
  let taken = 0;
  return rows.map(({ comparisons }) => judged.slice(taken, (taken += comparisons.length)));
}

type Called = Required<Pick<VariationResult, 'interval' | 'confidence' | 'p' | 'verdict'>>;

/** Called by the two-sided interval, which leaves 0 out just when `p` is below 0.05. */
function ordinary({ better }: ExperimentMetric, lift: Lift, judged: Judged = { p: 1, level: ALPHA }): Called {
  const good = lift.estimate > 0 === (better === 'more');
  const verdict = judged.p > ALPHA ? 'no difference shown' : good ? 'better' : 'worse';
  return { interval: interval(lift, judged.level), confidence: 1 - judged.level, p: judged.p, verdict };
}

/** Only asked whether it got worse: one-sided, and each guardrail by itself, for an alarm that comes too often does less harm than none. */
function guarding({ better }: ExperimentMetric, lift: Lift): Called {
  const p = oneSidedP(lift, better === 'more' ? -1 : 1);
  const margin = oneSidedMargin(lift);
  return {
    interval: { from: lift.estimate - margin, to: lift.estimate + margin },
    confidence: 1 - ALPHA,
    p,
    verdict: p > ALPHA ? 'no difference shown' : 'worse',
  };
}

const WHY: Readonly<Record<NoLift, string>> = {
  'no-units': 'Nobody to compare yet.',
  'zero-spread': 'Every unit of a variation has the same value: there is no spread to judge a difference by.',
  baseline: 'Variation 0 is too close to 0 to say by how many percent another differs.',
};
const TOO_FEW = `Too few: nothing is called below ${FEWEST_UNITS} units in each variation and ${FEWEST_ACTIVE} with anything to count.`;

/** The part of a row that variation 0 has not. */
function told(comparison: Comparison | undefined, call: (lift: Lift) => Called): Partial<VariationResult> {
  if (comparison === undefined) return {};
  const { lift, ready } = comparison;
  if (typeof lift === 'string')
    return lift === 'no-units' || !ready
      ? { verdict: 'too few', why: lift === 'no-units' ? WHY[lift] : TOO_FEW }
      : { verdict: 'no difference shown', why: WHY[lift] };
  const estimate = { lift: lift.estimate, ...(lift.varianceLeft === undefined ? {} : { varianceLeft: lift.varianceLeft }) };
  return ready ? { ...estimate, ...call(lift) } : { ...estimate, verdict: 'too few', why: TOO_FEW };
}

type Point = { day: string; variations: Sums[] };

/** All sums of one metric as they were at the end of each day up to `today`. */
function historyOf(cells: readonly Cell[], metric: number, variations: number, today: string): Point[] {
  const own = cells.filter((cell) => cell.metric === metric).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const first = own[0]?.day;
  if (first === undefined) return [];
  const points: Point[] = [];
  let current = Array.from({ length: variations }, () => NOTHING);
  let next = 0;
  for (let day = first; day <= today; day = addDays(day, 1)) {
    for (let cell = own[next]; cell !== undefined && cell.day <= day; cell = own[(next += 1)]) {
      const { variation, added } = cell;
      current = current.map((sums, at) => (at === variation ? plus(sums, added) : sums));
    }
    points.push({ day, variations: current });
  }
  return points;
}

/** At most so many points, evenly, with the last day among them. */
function seriesOf(
  metric: ExperimentMetric,
  history: readonly Point[],
  intervalOf: (lift: Lift, variation: number) => VariationResult['interval'],
): ExperimentSeries {
  const last = history.at(-1)?.day ?? '';
  const step = Math.ceil(history.length / MOST_POINTS);
  return history
    .filter(({ day }) => daysBetween(day, last) % step === 0)
    .map(({ day, variations }) => ({
      day,
      variations: variations.map((sums, variation) => {
        const mean = sums.units === 0 ? {} : { mean: Number(sums.sum) / sums.units };
        const { lift, ready } = compare(metric, variations[0] ?? NOTHING, sums);
        const band = variation === 0 || !ready || typeof lift === 'string' ? undefined : intervalOf(lift, variation);
        return {
          variation,
          units: sums.units,
          ...mean,
          ...(band === undefined || typeof lift === 'string' ? {} : { lift: lift.estimate, interval: band }),
        };
      }),
    }));
}

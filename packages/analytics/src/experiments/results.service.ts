import { AppError, toInstant, utcDate, type ExperimentResults, type ExperimentWarning, type MetricResult } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { sampleRatio, SRM_THRESHOLD } from '../statistics/sample-ratio.ts';
import { TUNING_UNITS } from '../statistics/sequential.ts';
import { PRE_DAYS, type Counted, type CountingService } from './counting.service.ts';
import type { ExperimentsRepo } from './experiments.repo.ts';
import { recommended } from './recommendation.ts';
import { FEWEST_ACTIVE, FEWEST_UNITS, resultsOf } from './results.ts';
import { metricsOf } from './tally.ts';

const NOT_COUNTED: Omit<Counted, 'countedAt'> = { leftOut: 0, otherCurrency: 0, cells: [] };

const IN_ONE_CURRENCY = 'Amounts in another currency than the metric’s are converted at the rates of their day; what has none is left out.';

const METHOD: readonly string[] = [
  'Each unit counts from its first exposure on, in the variation it was shown; one that was shown two counts nowhere.',
  'Lift is the difference of the means by the mean of variation 0, its standard error by the delta method.',
  `CUPED: what a unit did in the ${PRE_DAYS} days before its exposure is taken off, as far as it explains what it did after it.`,
  `Intervals and p-values are those of asymptotic confidence sequences, tuned for ${TUNING_UNITS} units: they hold however often one looks.`,
  'The first metric decides. Its variations are corrected for one another by Holm’s method, and all further comparisons together.',
  'Guardrails are only asked whether they got worse: one-sided, each by itself.',
  `Nothing is called below ${FEWEST_UNITS} units in each variation and ${FEWEST_ACTIVE} with anything to count.`,
];

/** What experiments show, in a shape made for a page. */
export function resultsService({
  db,
  repo,
  counting,
  now,
}: {
  db: Database;
  repo: Pick<ExperimentsRepo, 'byId'>;
  counting: CountingService;
  now: () => number;
}) {
  return {
    async of(id: string): Promise<ExperimentResults> {
      const row = await repo.byId(db.read, id);
      if (row === undefined) throw new AppError('not-found');
      const { status, design, decision } = row;
      const counted = status === 'draft' ? { ...NOT_COUNTED, countedAt: undefined } : await counting.of(row);
      const { units, metrics, guardrails } = resultsOf(design, counted.cells, utcDate(counted.countedAt ?? now()));
      const srm = sampleRatio(units, design.weights);
      return {
        id,
        status,
        ...(counted.countedAt === undefined ? {} : { countedAt: toInstant(counted.countedAt) }),
        variations: design.variations.map(({ name }, variation) => ({
          variation,
          name,
          weight: design.weights[variation] ?? 0,
          units: units[variation] ?? 0,
        })),
        leftOut: counted.leftOut,
        srm,
        metrics,
        guardrails,
        recommendation: recommended({ metrics, guardrails, srm }),
        method: [...METHOD, ...(metricsOf(design).some(({ kind }) => kind === 'amount') ? [IN_ONE_CURRENCY] : [])],
        warnings: warningsOf({ started: status !== 'draft', units, srm, counted, rows: [...metrics, ...guardrails] }),
        ...(decision === null ? {} : { decision }),
      };
    },
  };
}

export type ResultsService = ReturnType<typeof resultsService>;

function warningsOf({
  started,
  units,
  srm,
  counted: { leftOut, otherCurrency },
  rows,
}: {
  started: boolean;
  units: readonly number[];
  srm: ExperimentResults['srm'];
  counted: Omit<Counted, 'countedAt'>;
  rows: readonly MetricResult[];
}): ExperimentWarning[] {
  const nobody = units.every((count) => count === 0);
  const few = rows.filter(({ variations }) => variations.some(({ verdict }) => verdict === 'too few')).map(({ metric }) => metric.name);
  const warnings: (ExperimentWarning | false)[] = [
    !started && { code: 'not-started', text: 'It has not been started: nobody takes part.' },
    started && nobody && { code: 'no-units', text: 'Nobody has taken part yet.' },
    !srm.ok && {
      code: 'sample-ratio',
      text: `The units don’t fall into the variations as the weights say (p below ${SRM_THRESHOLD}): something treats them differently before they are counted, and no figure here can be trusted until it is found.`,
    },
    leftOut > 0 && {
      code: 'two-variations',
      text: `${leftOut} ${leftOut === 1 ? 'unit was' : 'units were'} shown two variations and left out.`,
    },
    !nobody && few.length > 0 && { code: 'too-few', text: `Too few to say anything by: ${[...new Set(few)].join(', ')}.` },
    otherCurrency > 0 && {
      code: 'other-currency',
      text: `${otherCurrency} ${otherCurrency === 1 ? 'amount is' : 'amounts are'} left out: in another currency than the metric’s, and without an exchange rate.`,
    },
  ];
  return warnings.filter((warning) => warning !== false);
}

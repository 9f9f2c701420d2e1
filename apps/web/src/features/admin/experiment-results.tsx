import type { Experiment, ExperimentResults } from './wire.ts';
import { CheckIcon, InfoIcon, ScalesIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../lib/format.ts';
import { Note } from '../../ui/marks.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { pText } from './experiment-words.ts';
import { Sheet } from './figures-frame.tsx';
import figures from './figures.module.css';
import { MetricSheet } from './metric-sheet.tsx';
import { admin } from './queries.ts';

/** What an experiment has shown so far, what was decided, and how it was worked out. */
export function ExperimentResultsView({ experiment }: { experiment: Experiment }) {
  const { data, error, refetch } = useQuery(admin.results(experiment.id));
  return (
    <div className={`${figures.body} ${figures.spaced}`}>
      <Decision experiment={experiment} />
      {data !== undefined ? (
        <Shown results={data} />
      ) : error === null ? (
        <RowsSkeleton label="The results are loading" />
      ) : (
        <ErrorState title="The results could not be read." error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

const FLAG_WORDS = {
  default: 'The flag was set to it.',
  rule: 'The flag got a rule for those whom the experiment was for.',
  none: 'The flag said so already.',
} as const;

function Decision({ experiment: { decision, design } }: { experiment: Experiment }) {
  if (decision === undefined) return null;
  const kept = decision.variation === undefined ? undefined : design.variations[decision.variation];
  const became = decision.flag === undefined ? undefined : FLAG_WORDS[decision.flag.change];
  return (
    <Sheet title="What was decided">
      <p>
        <b>{kept === undefined ? 'No variation was kept.' : `Kept: ${kept.name}.`}</b> {became} <Moment value={decision.at} />
      </p>
      {decision.reason !== '' && <p className={css.reason}>{decision.reason}</p>}
      <p className="small soft">The results below are those it rests on, but for events that came in late.</p>
    </Sheet>
  );
}

function Shown({ results }: { results: ExperimentResults }) {
  const { countedAt, variations, leftOut, srm, metrics, guardrails, method, warnings } = results;
  const all = variations.reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      {warnings.map(({ code, text }) => (
        <Note
          key={code}
          icon={code === 'sample-ratio' ? WarningCircleIcon : InfoIcon}
          tone={code === 'sample-ratio' ? 'broken' : code === 'too-few' || code === 'two-variations' ? 'tight' : 'plain'}
        >
          {text}
        </Note>
      ))}
      <Sheet
        title="Who takes part"
        about={
          countedAt === undefined ? undefined : (
            <>
              Counted <Ago value={countedAt} />.
            </>
          )
        }
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard */}
        <section className={figures.scroll} aria-label="Who takes part" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Variation</th>
                <th scope="col" className="n">
                  Units
                </th>
                <th scope="col" className="n">
                  Part
                </th>
                <th scope="col" className="n">
                  As designed
                </th>
              </tr>
            </thead>
            <tbody>
              {variations.map(({ variation, name, weight, units }) => (
                <tr key={variation}>
                  <th scope="row">{name}</th>
                  <td className="n">{formatCount(units)}</td>
                  <td className="n">{all === 0 ? '–' : `${((100 * units) / all).toFixed(1)}\u00a0%`}</td>
                  <td className="n">{`${(100 * weight).toFixed(1)}\u00a0%`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {/* Where they do not, a warning above all figures says so. */}
        {(srm.ok || leftOut > 0) && (
          <p className={`small ${css.ratio}`}>
            {srm.ok && <CheckIcon size={16} weight="bold" aria-hidden />}
            {srm.ok &&
              (srm.p === undefined
                ? 'Too few to tell whether people fall into the variations as designed.'
                : `People fall into the variations as designed (p ${pText(srm.p)}).`)}
            {leftOut > 0 && ` ${formatCount(leftOut)} left out.`}
          </p>
        )}
      </Sheet>
      {metrics.map((metric, at) => (
        <MetricSheet key={metric.metric.name} result={metric} part={at === 0 ? 'first' : 'further'} />
      ))}
      {guardrails.map((metric) => (
        <MetricSheet key={metric.metric.name} result={metric} part="guardrail" />
      ))}
      <details className={css.method}>
        <summary>
          <ScalesIcon size={20} aria-hidden /> How it was worked out
        </summary>
        <ul>
          {method.map((sentence) => (
            <li key={sentence} className="small">
              {sentence}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

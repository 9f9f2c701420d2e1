import type { Experiment } from './wire.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/page-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Ago } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { EmptyState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { readExperimentsFilter } from './filters.ts';
import { Narrow, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';
import { EXPERIMENT_STATUSES, wordOf } from './states.ts';

/** What is tried on some of the people. */
export function ExperimentsPage() {
  usePageTitle('Experiments');
  const { status } = useSearch({ from: '/shell/admin/experiments' });
  const navigate = useNavigate({ from: '/admin/experiments' });
  const list = useInfiniteQuery(admin.experiments(status));
  return (
    <>
      <h1>Experiments</h1>
      <p className="lede">Some people are shown one value of a flag and some another, and what they do is counted.</p>
      <WithSecondFactor error={list.error}>
        <p className={css.make}>
          <ButtonLink to="/admin/experiments/new" variant="primary">
            Draft an experiment
          </ButtonLink>
        </p>
        <Narrow csv={{ table: 'experiments', of: 'These experiments', query: { status } }}>
          <NarrowTo
            label="Status"
            any="All experiments"
            options={EXPERIMENT_STATUSES.map(({ state, word }) => [state, word] as const)}
            value={status}
            onChange={(next) => void navigate({ search: readExperimentsFilter({ status: next }) })}
          />
        </Narrow>
        <Paged
          list={list}
          noun="experiments"
          empty={
            status === undefined ? (
              <EmptyState title="No experiments" text="Draft one: what is tried, on whom, and by what you will know." />
            ) : (
              <p className={css.none}>No experiment is like this.</p>
            )
          }
        >
          {(experiments) => (
            <ul className={css.reports}>
              {experiments.map((experiment) => (
                <One key={experiment.id} experiment={experiment} />
              ))}
            </ul>
          )}
        </Paged>
      </WithSecondFactor>
    </>
  );
}

function One({ experiment }: { experiment: Experiment }) {
  const { id, key, flagKey, status, design, decision } = experiment;
  const kept = decision?.variation === undefined ? undefined : design.variations[decision.variation];
  return (
    <li>
      <div>
        <h2>
          <Link to="/admin/experiments/$id" params={{ id }}>
            {design.name}
          </Link>
        </h2>
        <p className={`small ${css.said}`}>
          <StatusFlag status={status} /> <Since experiment={experiment} />
        </p>
        {design.hypothesis !== '' && <p className="small soft">{design.hypothesis}</p>}
        <p className={`small soft ${css.person}`}>
          <bdi>{key}</bdi>, of the flag <bdi>{flagKey}</bdi>
        </p>
        {decision !== undefined && (
          <p className="small">
            {kept === undefined ? 'None was kept.' : <>Kept: {kept.name}.</>} {decision.reason}
          </p>
        )}
      </div>
    </li>
  );
}

export function StatusFlag({ status }: Pick<Experiment, 'status'>) {
  const { word } = wordOf(EXPERIMENT_STATUSES, status);
  return <Flag tone={status === 'running' ? 'now' : 'plain'}>{word}</Flag>;
}

export function Since({ experiment: { createdAt, startedAt, stoppedAt } }: { experiment: Experiment }) {
  if (stoppedAt !== undefined)
    return (
      <>
        stopped <Ago value={stoppedAt} />
      </>
    );
  return startedAt === undefined ? (
    <>
      drafted <Ago value={createdAt} />
    </>
  ) : (
    <>
      since <Ago value={startedAt} />
    </>
  );
}

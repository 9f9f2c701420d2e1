import type { Experiment } from './wire.ts';
import { ArrowLeftIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatList } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm, Dialog } from '../../ui/dialog.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { ExperimentForm } from './experiment-form.tsx';
import { ExperimentResultsView } from './experiment-results.tsx';
import { StopForm } from './experiment-stop.tsx';
import { Since, StatusFlag } from './experiments-page.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

/** An experiment that is being thought out. */
export function NewExperimentPage() {
  usePageTitle('A new experiment');
  const navigate = useNavigate();
  return (
    <>
      <Back />
      <h1>A new experiment</h1>
      <p className="lede">Nobody is shown anything before you start it.</p>
      <ExperimentForm
        experiment={undefined}
        onDone={({ id }) => void navigate({ to: '/admin/experiments/$id', params: { id }, replace: true })}
      />
    </>
  );
}

/** One experiment: its draft, or what it has shown. */
export function ExperimentPage() {
  const { id } = useParams({ from: '/shell/admin/experiments/$id' });
  const { data, error, refetch } = useQuery(admin.experiment(id));
  usePageTitle(data?.design.name ?? 'Experiment');
  return (
    <>
      <Back />
      <WithSecondFactor error={error}>
        {data !== undefined ? (
          <Whole key={data.id} experiment={data} />
        ) : (
          <>
            <h1>Experiment</h1>
            {error === null ? (
              <RowsSkeleton label="The experiment is loading" />
            ) : (
              <ErrorState title="The experiment could not be read." error={error} onRetry={() => void refetch()} />
            )}
          </>
        )}
      </WithSecondFactor>
    </>
  );
}

function Back() {
  return (
    <Link to="/admin/experiments" className={css.back}>
      <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
      Experiments
    </Link>
  );
}

function Whole({ experiment }: { experiment: Experiment }) {
  const { id, version, key, flagKey, status, design } = experiment;
  const heading = useRef<HTMLHeadingElement>(null);
  const [starting, setStarting] = useState<Experiment>();
  const [stopping, setStopping] = useState(false);
  const start = useChange({
    call: () => api.admin.experiments.start.mutate({ id, version }),
    refresh: [admin.experiment(id).queryKey, ['admin', 'experiments']],
    said: () => 'The experiment is running.',
  });
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={css.person}>
        {design.name}
      </h1>
      {design.hypothesis !== '' && <p className="lede">{design.hypothesis}</p>}
      <p className={`small ${css.person} ${css.said}`}>
        <StatusFlag status={status} /> <Since experiment={experiment} />, <bdi>{key}</bdi> of the flag <bdi>{flagKey}</bdi>
      </p>
      {status === 'draft' ? (
        <>
          <p className={css.make}>
            <Button variant="primary" onClick={() => setStarting(experiment)}>
              Start it
            </Button>
          </p>
          <ExperimentForm key={version} experiment={experiment} onDone={() => undefined} />
        </>
      ) : (
        <>
          {status === 'running' && (
            <p className={css.make}>
              <Button variant="danger" onClick={() => setStopping(true)}>
                Stop it
              </Button>
            </p>
          )}
          <ExperimentResultsView experiment={experiment} />
        </>
      )}
      <Confirm
        asked={starting}
        onClose={() => setStarting(undefined)}
        title="Start the experiment?"
        act="Start it"
        acting="Starting it"
        change={start}
        doneFocus={heading}
        problem="Not started."
      >
        <p>
          From now on {formatList(design.variations.map(({ name }) => `“${name}”`))} are shown to people, and the design stays as it is.
          What is changed in the form but not saved is not in it.
        </p>
      </Confirm>
      <Dialog open={stopping} onClose={() => setStopping(false)} title="Stop the experiment" finalFocus={() => heading.current}>
        <StopForm experiment={experiment} onClose={() => setStopping(false)} />
      </Dialog>
    </>
  );
}

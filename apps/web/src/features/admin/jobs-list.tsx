import type { JobView } from '@tripmaster/contracts';
import { XIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from './figures-frame.tsx';
import { Narrow, NarrowByWords, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';
import { JOB_STATES, wordOf } from './states.ts';
import { useServerFilter } from './use-server-filter.ts';
import { Work, WorkList } from './work.tsx';

const REFRESH = [
  ['admin', 'jobs'],
  ['admin', 'health'],
];

/** What the server did, does and will do by itself; what was given up can be tried again. */
export function JobsList() {
  const [{ jobs: state, job: name }, show] = useServerFilter();
  const list = useInfiniteQuery(admin.jobs({ state, name }));
  const narrowed = state !== undefined || name !== undefined;
  return (
    <Sheet title="Jobs" about="Newest first. What is done is kept for a while.">
      <Narrow csv={{ table: 'jobs', of: 'These jobs', query: { state, name } }}>
        <NarrowTo
          label="State of jobs"
          any="Any state"
          options={JOB_STATES.map((one) => [one.state, one.word] as const)}
          value={state}
          onChange={(jobs) => show({ jobs })}
        />
        <NarrowByWords label="Name of the job" most={80} value={name} onChange={(job, more) => show({ job }, more)} />
      </Narrow>
      <Paged
        list={list}
        noun="jobs"
        empty={<p className="small soft">{narrowed ? 'No job is like this.' : 'Nothing was to be done yet.'}</p>}
      >
        {(jobs) => (
          <WorkList>
            {jobs.map((job) => (
              <Job key={job.id} job={job} />
            ))}
          </WorkList>
        )}
      </Paged>
    </Sheet>
  );
}

function Job({ job: { id, name, state, attempts, mostAttempts, createdAt, dueAt, doneAt, progress, problem } }: { job: JobView }) {
  const retry = useChange({ call: () => api.admin.jobs.retry.mutate({ id }), refresh: REFRESH, said: () => `${name} is tried again.` });
  const cancel = useChange({ call: () => api.admin.jobs.cancel.mutate({ id }), refresh: REFRESH, said: () => `${name} is cancelled.` });
  const dead = state === 'dead';
  return (
    <Work
      name={name}
      state={{ ...wordOf(JOB_STATES, state), fine: state === 'done' }}
      begunAt={createdAt}
      done={{ word: 'Ended', at: doneAt }}
      dueAt={state === 'waiting' ? dueAt : undefined}
      facts={[`attempt ${attempts} of ${mostAttempts}`, ...(state === 'running' && progress !== undefined ? [`${progress}\u00a0%`] : [])]}
      problem={problem}
      retry={retry}
      retryable={dead}
    >
      {(state === 'waiting' || state === 'running' || dead) && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={dead ? `Let it go: ${name}` : `Cancel ${name}`}
          busy={cancel.isPending}
          onClick={() => cancel.mutate(undefined)}
        >
          <XIcon size={20} aria-hidden />
          {dead ? 'Let it go' : 'Cancel'}
        </Button>
      )}
      <Problem title="Not cancelled." error={cancel.error} />
    </Work>
  );
}

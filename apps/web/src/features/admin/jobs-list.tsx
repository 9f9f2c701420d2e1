import type { JobView } from '@tripmaster/contracts';
import { ArrowClockwiseIcon, XIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChange } from '../../lib/use-change.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextInput } from '../../ui/field.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { Sheet } from './figures-frame.tsx';
import { readServerFilter } from './filters.ts';
import { admin } from './queries.ts';
import { StateFlag } from './state-flag.tsx';
import { JOB_STATES, wordOf } from './states.ts';

/** What the server did, does and will do by itself; what was given up can be tried again. */
export function JobsList() {
  const filter = useSearch({ from: '/shell/admin/server' });
  const navigate = useNavigate({ from: '/admin/server' });
  const list = useInfiniteQuery(admin.jobs(filter));
  const [words, setWords] = useState(filter.job ?? '');
  const settled = useSettled(words.trim());
  useEffect(() => {
    if (settled !== (filter.job ?? ''))
      void navigate({ search: (before) => readServerFilter({ ...before, job: settled }), replace: true, resetScroll: false });
  }, [settled, filter.job, navigate]);
  const narrowed = filter.jobs !== undefined || filter.job !== undefined;
  return (
    <Sheet title="Jobs" about="Newest first. What is done is kept for a while.">
      <search className={css.narrow}>
        <Select
          aria-label="State of jobs"
          value={filter.jobs ?? ''}
          onChange={({ target }) =>
            void navigate({ search: readServerFilter({ ...filter, jobs: target.value }), replace: true, resetScroll: false })
          }
        >
          <option value="">Any state</option>
          {JOB_STATES.map(({ state, word }) => (
            <option key={state} value={state}>
              {word}
            </option>
          ))}
        </Select>
        <TextInput
          type="search"
          aria-label="Name of the job"
          placeholder="Name of the job"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={80}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </search>
      <Paged
        list={list}
        noun="jobs"
        empty={<p className="small soft">{narrowed ? 'No job is like this.' : 'Nothing was to be done yet.'}</p>}
      >
        {(jobs) => (
          <ul className={css.work}>
            {jobs.map((job) => (
              <Job key={job.id} job={job} />
            ))}
          </ul>
        )}
      </Paged>
    </Sheet>
  );
}

function Job({ job: { id, name, state, attempts, mostAttempts, createdAt, dueAt, doneAt, progress, problem } }: { job: JobView }) {
  const refresh = [
    ['admin', 'jobs'],
    ['admin', 'health'],
  ];
  const retry = useChange({ call: () => api.admin.jobs.retry.mutate({ id }), refresh, said: () => `${name} is tried again.` });
  const cancel = useChange({ call: () => api.admin.jobs.cancel.mutate({ id }), refresh, said: () => `${name} is cancelled.` });
  return (
    <li>
      <div>
        <b>{name}</b> <StateFlag {...wordOf(JOB_STATES, state)} fine={state === 'done'} />
        <p className="small soft num">
          {doneAt === undefined ? (
            <>
              From <Ago value={createdAt} />
            </>
          ) : (
            <>
              Ended <Ago value={doneAt} />
            </>
          )}
          {`, attempt ${attempts} of ${mostAttempts}`}
          {state === 'running' && progress !== undefined && `, ${progress}\u00a0%`}
          {state === 'waiting' && dueAt !== undefined && (
            <>
              , due <Moment value={dueAt} />
            </>
          )}
        </p>
        {problem !== undefined && <p className={`small ${css.fault}`}>{problem}</p>}
        <Problem title="Not tried again." error={retry.error} />
        <Problem title="Not cancelled." error={cancel.error} />
      </div>
      <div className={css.decide}>
        {state === 'dead' && (
          <Button size="sm" aria-label={`Try again: ${name}`} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            <ArrowClockwiseIcon size={20} aria-hidden />
            Try again
          </Button>
        )}
        {(state === 'waiting' || state === 'running' || state === 'dead') && (
          <Button
            size="sm"
            variant="quiet"
            aria-label={state === 'dead' ? `Let it go: ${name}` : `Cancel ${name}`}
            busy={cancel.isPending}
            onClick={() => cancel.mutate(undefined)}
          >
            <XIcon size={20} aria-hidden />
            {state === 'dead' ? 'Let it go' : 'Cancel'}
          </Button>
        )}
      </div>
    </li>
  );
}

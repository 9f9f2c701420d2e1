import { InfoIcon, WifiSlashIcon } from '@phosphor-icons/react';
import type { TripRequest } from '@tripmaster/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Failure, readFailure } from '../../lib/failure.ts';
import { formatDateRange, formatMonth } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { endHandOver, useTripRequest } from '../../lib/trip-handover.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/marks.tsx';
import { readProgress, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { partyText } from '../plan/words.ts';
import { GenerationDays } from './generation-days.tsx';
import css from './generating.module.css';
import { type Happening, workingTitle } from './generation.ts';
import { Progress } from './progress.tsx';
import { type Making, useGeneration } from './use-generation.ts';

/** A plan being made, from the wish that the form handed over. */
export function GeneratingPage() {
  const handed = useTripRequest();
  // The wish of the moment the page was opened: a new object each render must not start a new plan.
  const [request] = useState(handed);
  usePageTitle('Making your plan');
  if (request !== undefined) return <MakingPlan request={request} />;
  return (
    <div className={`wrap ${css.nothing}`}>
      <h1 className="sr">New trip</h1>
      <EmptyState title="No trip to plan yet" text="Say where and when; the plan is made on this page.">
        <ButtonLink variant="primary" to="/">
          Plan a trip
        </ButtonLink>
      </EmptyState>
    </div>
  );
}

function MakingPlan({ request }: { request: TripRequest }) {
  const making = useGeneration(request);
  const { generation, state } = making;
  useArrival(making);
  useRefusal(making);
  return (
    <div className={`wrap ${css.page}`}>
      <div>
        <p className="kick">
          <bdi className="num">
            {'month' in request.dates ? formatMonth(request.dates.month) : formatDateRange(request.dates.start, request.dates.end)}
          </bdi>{' '}
          <span className="faint">·</span> {partyText(request.travellers)}
        </p>
        <h1>{workingTitle(request)}</h1>
        <Progress request={request} making={making} />
        {state === 'failed' && (
          <div className={css.failed}>
            <ErrorState title="The plan was not made" error={making.error} onRetry={making.retry} />
            <p className="small soft">
              {readFailure(making.error).draftId === undefined
                ? 'Your wish is kept in this tab.'
                : 'Your wish is kept in this tab, and under Trips.'}
            </p>
            <ChangeWish />
          </div>
        )}
        <GenerationDays request={request} generation={generation} running={state === 'running'} />
      </div>
      <aside className={css.aside} aria-label="Progress">
        <SealCard making={making} />
        <Log log={generation.log} running={state === 'running'} />
        {making.lost && state === 'running' && (
          <Note tone="tight" icon={WifiSlashIcon} live>
            <b>The server does not answer.</b> It is being asked again; what has landed stays.
          </Note>
        )}
        {state === 'running' && (
          <>
            <Note icon={InfoIcon}>You may leave this page for a minute: the work goes on, and a finished plan is kept under Trips.</Note>
            <Button block onClick={making.stop}>
              Stop
            </Button>
          </>
        )}
        {state === 'stopped' && (
          <>
            <Note icon={InfoIcon} live>
              <b>Stopped.</b> Your wish is kept in this tab. A plan that was nearly done may still appear under Trips.
            </Note>
            <Button variant="primary" block onClick={making.retry}>
              Start again
            </Button>
            <ChangeWish />
          </>
        )}
      </aside>
    </div>
  );
}

/** Goes to the plan as soon as it is there; going back does not make it again. */
function useArrival({ generation: { plan } }: Making): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (plan === undefined) return;
    endHandOver();
    client.setQueryData(queries.plan(plan.id).queryKey, plan);
    void client.invalidateQueries({ queryKey: ['plans', 'list'] });
    void client.invalidateQueries({ queryKey: queries.drafts().queryKey });
    void navigate({ to: '/plans/$id', params: { id: plan.id }, replace: true });
  }, [plan, client, navigate]);
}

/** A wish with a fault in it goes back to the form, which says so at the field; trying again would not help. */
function useRefusal({ state, error }: Making): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (state !== 'failed') return;
    const refusal = readFailure(error);
    if (isAboutTheWish(refusal)) void navigate({ to: '/', state: { refusal }, replace: true });
  }, [state, error, navigate]);
}

function isAboutTheWish({ code, fields, choices }: Failure): boolean {
  return code === 'unknown-place' || code === 'ambiguous-place' || (code === 'invalid-input' && fields.length + choices.length > 0);
}

function ChangeWish() {
  return (
    <ButtonLink variant="quiet" to="/">
      Change the wish
    </ButtonLink>
  );
}

function SealCard({ making: { generation } }: { making: Making }) {
  const reading = readProgress(generation.holding);
  return (
    <div className={`card pad ${css.seal}`}>
      <Seal reading={reading} size={124} />
      <div>
        <p className={`num ${css.count}`}>{sealHeadline(reading)}</p>
        <p className="small soft">
          {generation.holding === 0 ? 'The rules are checked once the days are timed.' : 'The seal closes when the whole plan holds.'}
        </p>
      </div>
    </div>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function Log({ log, running }: { log: readonly Happening[]; running: boolean }) {
  return (
    <section className={`card pad ${css.log}`} aria-labelledby="log-title">
      <h2 id="log-title">What has happened</h2>
      {log.length === 0 ? (
        <p className="small soft">{running ? 'The wish is on its way.' : 'Nothing yet.'}</p>
      ) : (
        <ol>
          {log.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <time>{clock.format(at)}</time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

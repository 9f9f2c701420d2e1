import { useState } from 'react';
import type { PlanPreview, TripRequest } from '@tripmaster/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { saw } from '../../lib/counting.ts';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.ts';
import { queries } from '../../lib/queries.ts';
import { handOver } from '../../lib/trip-handover.ts';
import { TripForm } from '../trip-form/trip-form.tsx';
import { TripPreview } from '../trip-form/trip-preview.tsx';
import { DayLine } from './day-line.tsx';
import { Clash, HowToRead, TwentyRules } from './how-to-read.tsx';
import './landing.css';

/** The start: the wish at once, then what a plan is and how it is checked. */
export function LandingPage() {
  usePageTitle('Plans that have been checked');
  const session = useSession();
  const { data: flags } = useQuery(queries.flags('landing-clash-first'));
  const navigate = useNavigate();
  const preview = useMutation<PlanPreview, Error, TripRequest>({
    mutationFn: (request) => api.plans.preview.mutate(request),
    onSuccess: () => saw('plan-previewed'),
  });

  // What the server said to somebody signed in, on the page that makes the plan.
  const sentBack = useLocation({ select: (location) => location.state.refusal });
  const [refusal, setRefusal] = useState(sentBack);

  function wish(request: TripRequest): void {
    handOver(request);
    setRefusal(undefined);
    if (session.status === 'signed-in') void navigate({ to: '/new', state: { tripRequest: request } });
    else preview.mutate(request);
  }

  const { travellers } = preview.variables ?? {};
  return (
    <>
      <section className="cover">
        <div className="wrap hero">
          <div className="pitch">
            <h1>A travel plan you can set your watch by.</h1>
            <p className="lead">
              Every hour is checked before you see it: opening hours, travel times, dates, and a budget that adds up to the cent. What
              cannot be had is said plainly, with the cheapest way out.
            </p>
            <DayLine />
          </div>
          <TripForm
            onWish={wish}
            busy={preview.isPending}
            failure={preview.isError ? readFailure(preview.error) : refusal}
            onTouched={() => {
              preview.reset();
              setRefusal(undefined);
            }}
          />
        </div>
      </section>
      {preview.data !== undefined && travellers !== undefined && (
        <TripPreview key={preview.submittedAt} preview={preview.data} people={travellers.adults + travellers.childrenAges.length} />
      )}
      <HowToRead />
      {flags?.['landing-clash-first'] === true && <Clash />}
      <TwentyRules />
      {flags?.['landing-clash-first'] !== true && <Clash />}
    </>
  );
}

import { ArrowRightIcon, PencilSimpleIcon, TrashIcon } from '@phosphor-icons/react';
import type { PlanDraft } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { formatDateRange, formatInstant, formatMonth } from '../../lib/format.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { queries } from '../../lib/queries.ts';
import { handOver } from '../../lib/trip-handover.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { workingTitle } from '../generating/generation.ts';
import { partyText } from '../plan/words.ts';
import { draftOf, fillForm } from '../trip-form/draft.ts';
import css from './drafts.module.css';

/** Wishes of which no plan was made, through no fault of the traveller's; nothing is shown where there are none. */
export function Drafts() {
  const drafts = useQuery(queries.drafts()).data ?? [];
  if (drafts.length === 0) return null;
  return (
    <section className={css.drafts} aria-labelledby="drafts-title">
      <h2 id="drafts-title">Not made yet</h2>
      <p className="small soft">No plan came of these wishes yet. What you typed is kept.</p>
      <ul>
        {drafts.map((draft) => (
          <DraftRow key={draft.id} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function DraftRow({ draft: { id, request, reason, createdAt } }: { draft: PlanDraft }) {
  const navigate = useNavigate();
  const remove = useChange({
    call: (_goOn: () => void) => api.plans.drafts.remove.mutate({ id }),
    refresh: [queries.drafts().queryKey],
    said: () => 'Discarded.',
    onDone: (_, goOn) => goOn(),
  });
  const title = workingTitle(request);
  const { dates } = request;

  function makeAgain(): void {
    handOver(request);
    void navigate({ to: '/new', state: { tripRequest: request } });
  }

  function change(): void {
    fillForm(draftOf(request));
    void navigate({ to: '/' });
  }

  return (
    <li className={css.draft}>
      <div className={css.wish}>
        <h3>{title}</h3>
        <p className="num soft small">
          {'month' in dates ? formatMonth(dates.month) : formatDateRange(dates.start, dates.end)}, {partyText(request.travellers)}
        </p>
        <p className="num faint xs">
          {reason === 'aborted' ? 'Stopped' : 'Failed'} <time dateTime={createdAt}>{formatInstant(createdAt)}</time>
        </p>
      </div>
      <div className={css.acts}>
        <Button size="sm" aria-label={`Make it now: ${title}`} onClick={makeAgain}>
          Make it now
          <ArrowRightIcon size={16} className="flip" aria-hidden />
        </Button>
        <Button variant="quiet" size="sm" aria-label={`Change: ${title}`} onClick={change}>
          <PencilSimpleIcon size={16} aria-hidden />
          Change
        </Button>
        <Button
          variant="quiet"
          size="sm"
          icon
          aria-label={`Discard ${title}`}
          busy={remove.isPending}
          onClick={() => remove.mutate(keepPlace(), { onError: (error) => toastProblem(`Not discarded. ${readFailure(error).message}`) })}
        >
          <TrashIcon size={16} aria-hidden />
        </Button>
      </div>
    </li>
  );
}

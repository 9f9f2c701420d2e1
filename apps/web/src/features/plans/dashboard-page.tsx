import { MagnifyingGlassIcon, PlusIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { When } from '../../lib/api-types.ts';
import { formatCount, formatList, plural, today } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/field.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { UnverifiedNotice } from '../account/unverified-notice.tsx';
import css from './dashboard.module.css';
import { useDeleted } from './deleted.ts';
import { Drafts } from './drafts.tsx';
import { NextTrip } from './next-trip.tsx';
import { TripRow, TripRowsSkeleton } from './trip-row.tsx';
import { useRestorePlan } from './use-plan-acts.ts';
import { useSettled } from '../../lib/use-settled.ts';

const WHEN = [
  { value: 'upcoming', label: 'Coming' },
  { value: 'past', label: 'Past' },
  { value: 'all', label: 'All' },
] as const satisfies readonly { value: When; label: string }[];

const NOTHING: Readonly<Record<When, { title: string; text: string }>> = {
  upcoming: { title: 'No trip ahead', text: 'Say where and when; the first plan takes about ten seconds.' },
  past: { title: 'No trip behind you yet', text: 'Trips move here the day after they end.' },
  all: { title: 'No trips yet', text: 'Say where and when; the first plan takes about ten seconds.' },
};

/** One's own trips: the next as a ticket, the others as rows. */
export function DashboardPage() {
  usePageTitle('Trips');
  const [when, setWhen] = useState<When>('upcoming');
  const [words, setWords] = useState('');
  const search = useSettled(words.trim());
  const next = useInfiniteQuery(queries.plans({ when: 'upcoming', sort: 'start', limit: 1 })).data?.pages[0]?.items[0];
  const list = useInfiniteQuery(queries.plans({ when, sort: when === 'upcoming' ? 'start' : 'created', ...(search !== '' && { search }) }));
  const found = list.data?.pages.flatMap(({ items }) => items) ?? [];
  // The next trip is on the ticket; its row would say everything twice.
  const rows = when === 'upcoming' && search === '' ? found.filter(({ id }) => id !== next?.id) : found;

  return (
    <div className={`wrap ${css.page}`}>
      <div className={css.head}>
        <h1>Trips</h1>
        <ButtonLink variant="primary" to="/">
          <PlusIcon size={20} aria-hidden />
          New trip
        </ButtonLink>
      </div>
      <UnverifiedNotice />
      {next !== undefined && <NextTrip summary={next} today={today()} />}
      <Drafts />
      <div className={css.filter}>
        <div className={css.when}>
          <Segmented label="When" options={WHEN} value={when} onChange={setWhen} />
        </div>
        <div className={css.search}>
          <TextInput
            type="search"
            icon={<MagnifyingGlassIcon size={20} aria-hidden />}
            aria-label="Search trips"
            placeholder="Search trips"
            value={words}
            maxLength={120}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      </div>
      {list.isPending && <TripRowsSkeleton />}
      {list.isError && <ErrorState title="Your trips could not be loaded" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length > 0 && (
        <ul className={css.trips} aria-busy={list.isPlaceholderData}>
          {rows.map((summary) => (
            <TripRow key={summary.id} summary={summary} />
          ))}
        </ul>
      )}
      {list.isSuccess &&
        found.length === 0 &&
        (search === '' ? <Nothing when={when} /> : <p className={css.none}>No trip of yours matches “{search}”.</p>)}
      {list.hasNextPage && (
        <Button className={css.more ?? ''} busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? 'Loading more trips' : 'More trips'}
        </Button>
      )}
      <output className="sr">{list.isSuccess && search !== '' ? `${plural(found.length, 'trip')} found` : ''}</output>
      <div className={css.sumline}>
        {list.isSuccess && !list.hasNextPage && found.length > 0 && search === '' && (
          <span className="num">
            {formatCount(found.length)} {when === 'upcoming' ? 'coming ' : when === 'past' ? 'past ' : ''}
            {found.length === 1 ? 'trip' : 'trips'},{' '}
            {plural(
              found.reduce((days, trip) => days + trip.days, 0),
              'day',
            )}
            , {plural(new Set(found.flatMap(({ destinations }) => destinations)).size, 'place')}.
          </span>
        )}{' '}
        <BringBack />
      </div>
    </div>
  );
}

function Nothing({ when }: { when: When }) {
  return (
    <EmptyState {...NOTHING[when]}>
      {when !== 'past' && (
        <ButtonLink variant="primary" to="/">
          Plan a trip
        </ButtonLink>
      )}
    </EmptyState>
  );
}

/** What was deleted in this tab can be fetched back after its toast has gone. */
function BringBack() {
  const deleted = useDeleted();
  const restore = useRestorePlan();
  if (deleted.length === 0) return null;
  return (
    <span>
      {formatList(deleted.map(({ title }) => `“${title}”`))} {deleted.length === 1 ? 'was' : 'were'} deleted and can be{' '}
      <button type="button" className={css.link} onClick={() => deleted.forEach((one) => restore.mutate(one))}>
        brought back
      </button>
      .
    </span>
  );
}

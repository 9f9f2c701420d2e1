import { FileArrowUpIcon, MagnifyingGlassIcon, PlusIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanSort, Scope, When } from '../../lib/api-types.ts';
import { plural, today } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choice.tsx';
import { Select, TextInput } from '../../ui/field.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { UnverifiedNotice } from '../account/unverified-notice.tsx';
import css from './dashboard.module.css';
import { Drafts } from './drafts.tsx';
import { NextTrip } from './next-trip.tsx';
import { DeletedRow, TripRow, TripRowsSkeleton } from './trip-row.tsx';
import { Figures } from './figures.tsx';
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

const SCOPES = [
  { value: 'own', label: 'Yours' },
  { value: 'shared', label: 'Shared' },
  { value: 'deleted', label: 'Deleted' },
] as const satisfies readonly { value: Scope; label: string }[];

const SORTS = [
  { value: 'start', label: 'By date' },
  { value: 'created', label: 'Newest first' },
  { value: 'updated', label: 'Last changed first' },
  { value: 'title', label: 'By name' },
] as const satisfies readonly { value: PlanSort; label: string }[];

const ELSEWHERE: Readonly<Record<Exclude<Scope, 'own'>, { title: string; text: string }>> = {
  shared: { title: 'Nothing is shared with you', text: 'Trips that others take you along on are listed here.' },
  deleted: { title: 'Nothing is deleted', text: 'A deleted trip lies here for 30 days, and can be brought back.' },
};

/** The trips one has: the next as a ticket, the others as rows; those of others, and those that were deleted. */
export function DashboardPage() {
  usePageTitle('Trips');
  const [scope, setScope] = useState<Scope>('own');
  const [when, setWhen] = useState<When>('upcoming');
  const [chosen, setSort] = useState<PlanSort>();
  const [words, setWords] = useState('');
  const search = useSettled(words.trim());
  const sort = chosen ?? (when === 'upcoming' && scope === 'own' ? 'start' : 'created');
  const next = useInfiniteQuery(queries.plans({ when: 'upcoming', sort: 'start', limit: 1 })).data?.pages[0]?.items[0];
  const narrowed = { ...(scope === 'own' && { when }), ...(search !== '' && { search }) };
  const list = useInfiniteQuery(queries.plans({ scope, ...(scope !== 'deleted' && { sort }), ...narrowed }));
  const found = list.data?.pages.flatMap(({ items }) => items) ?? [];
  // The next trip is on the ticket; its row would say everything twice.
  const rows = scope === 'own' && when === 'upcoming' && search === '' ? found.filter(({ id }) => id !== next?.id) : found;
  const Row = scope === 'deleted' ? DeletedRow : TripRow;

  return (
    <div className={`wrap ${css.page}`}>
      <div className={css.head}>
        <h1>Trips</h1>
        <ButtonLink to="/import">
          <FileArrowUpIcon size={20} aria-hidden />
          Import
        </ButtonLink>
        <ButtonLink variant="primary" to="/">
          <PlusIcon size={20} aria-hidden />
          New trip
        </ButtonLink>
      </div>
      <UnverifiedNotice />
      {next !== undefined && <NextTrip summary={next} today={today()} />}
      <Drafts />
      <search className={css.filter}>
        <Segmented label="Whose trips" options={SCOPES} value={scope} onChange={setScope} />
        {scope === 'own' && <Segmented label="When" options={WHEN} value={when} onChange={setWhen} />}
        {scope !== 'deleted' && (
          <Select
            aria-label="Order"
            value={sort}
            onChange={({ target }) => setSort(SORTS.find(({ value }) => value === target.value)?.value)}
          >
            {SORTS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
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
      </search>
      {list.isPending && <TripRowsSkeleton />}
      {list.isError && <ErrorState title="The trips could not be loaded" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length > 0 && (
        <ul className={css.trips} aria-busy={list.isPlaceholderData}>
          {rows.map((summary) => (
            <Row key={summary.id} summary={summary} />
          ))}
        </ul>
      )}
      {list.isSuccess &&
        found.length === 0 &&
        (search !== '' ? (
          <p className={css.none}>No trip here matches “{search}”.</p>
        ) : scope === 'own' ? (
          <Nothing when={when} />
        ) : (
          <EmptyState {...ELSEWHERE[scope]} />
        ))}
      {list.hasNextPage && (
        <Button className={css.more ?? ''} busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? 'Loading more trips' : 'More trips'}
        </Button>
      )}
      <output className="sr">{list.isSuccess && search !== '' ? `${plural(found.length, 'trip')} found` : ''}</output>
      <Figures />
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

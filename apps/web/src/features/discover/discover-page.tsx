import { CheckIcon, MagnifyingGlassIcon } from '@phosphor-icons/react';
import { fold, type Season, type TripLength } from '@tripmaster/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { saw } from '../../lib/counting.ts';
import { plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Select, TextInput } from '../../ui/field.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { Covers, CoversSkeleton } from './covers.tsx';
import '../../ui/choice.css';
import css from './discover.module.css';
import { Index } from './index-list.tsx';
import { LENGTHS, SEASONS } from './facet-words.ts';
import { popularOf } from './popular.ts';

const CHIPS = 6;

/** Public plans to read and learn from, by destination. */
export function DiscoverPage() {
  usePageTitle('Discover');
  const [words, setWords] = useState('');
  const [destination, setDestination] = useState('');
  const [length, setLength] = useState<TripLength>();
  const [season, setSeason] = useState<Season>();
  const [sort, setSort] = useState<'newest' | 'popular'>('newest');
  const everything = useInfiniteQuery(queries.discover({ limit: 100 }));
  const list = useInfiniteQuery(
    queries.discover({
      limit: 24,
      sort,
      ...(destination !== '' && { destination }),
      ...(length !== undefined && { length }),
      ...(season !== undefined && { season }),
    }),
  );
  const narrowed = destination !== '' || length !== undefined || season !== undefined;
  const plans = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const popular = popularOf(everything.data?.pages.flatMap(({ items }) => items) ?? []);
  const choose = (name: string) => {
    setWords(name);
    setDestination(name);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDestination(words.trim());
    if (words.trim() !== '') saw('search-made');
  };

  return (
    <div className={`wrap ${css.page}`}>
      <div className={css.head}>
        <h1>Plans worth copying</h1>
        <p className="soft">
          Made by others and checked against hours, travel times and prices. Read one, then make your own with your dates.
        </p>
      </div>
      <search>
        <form className={css.bar} onSubmit={submit}>
          <div className={css.grow}>
            <TextInput
              type="search"
              icon={<MagnifyingGlassIcon size={20} aria-hidden />}
              aria-label="City"
              placeholder="City"
              value={words}
              maxLength={120}
              onChange={(event) => {
                setWords(event.target.value);
                if (event.target.value === '') setDestination('');
              }}
            />
          </div>
          <Select
            aria-label="Length"
            value={length ?? ''}
            onChange={({ target }) => setLength(LENGTHS.find(({ value }) => value === target.value)?.value)}
          >
            <option value="">Any length</option>
            {LENGTHS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            aria-label="Season"
            value={season ?? ''}
            onChange={({ target }) => setSeason(SEASONS.find(({ value }) => value === target.value)?.value)}
          >
            <option value="">Any season</option>
            {SEASONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select aria-label="Order" value={sort} onChange={({ target }) => setSort(target.value === 'popular' ? 'popular' : 'newest')}>
            <option value="newest">Newest first</option>
            <option value="popular">Most copied first</option>
          </Select>
          <Button type="submit">Search</Button>
        </form>
      </search>
      <div className={css.chips}>
        {popular.slice(0, CHIPS).map(({ name }) => {
          const on = fold(name) === fold(destination);
          return (
            <button key={name} type="button" className="chip" aria-pressed={on} onClick={() => choose(on ? '' : name)}>
              {on && <CheckIcon size={16} weight="bold" aria-hidden />}
              <bdi>{name}</bdi>
            </button>
          );
        })}
        <output className={`small soft num ${css.count}`}>
          {list.isSuccess &&
            !list.isPlaceholderData &&
            plans.length > 0 &&
            `${list.hasNextPage ? 'More than ' : ''}${plural(plans.length, 'plan')}${destination === '' ? '' : ` for ${destination}`}`}
        </output>
      </div>
      {list.isPending && <CoversSkeleton />}
      {list.isError && <ErrorState title="The plans could not be loaded" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && plans.length === 0 && <Nothing destination={destination} narrowed={narrowed} />}
      {plans.length > 0 && <Covers plans={plans} busy={list.isPlaceholderData} />}
      {list.hasNextPage && (
        <Button className={css.more ?? ''} busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? 'Loading more plans' : 'More plans'}
        </Button>
      )}
      {popular.length > 0 && <Index popular={popular} complete={!everything.hasNextPage} onChoose={choose} />}
    </div>
  );
}

function Nothing({ destination, narrowed }: { destination: string; narrowed: boolean }) {
  return (
    <div className={css.nothing}>
      <EmptyState
        title={destination !== '' ? `No such plan for ${destination} yet` : narrowed ? 'No such plan yet' : 'No public plan yet'}
        text="Make the first. You decide afterwards who may read it."
      >
        <ButtonLink variant="primary" to="/">
          Plan a trip
        </ButtonLink>
      </EmptyState>
    </div>
  );
}

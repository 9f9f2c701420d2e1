import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, type ReactNode, type RefObject, use, useId, useState } from 'react';
import { formatDateRange } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Select, TextInput } from '../../ui/field.tsx';
import { Ago } from '../../ui/moments.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { CsvButton } from './csv-button.tsx';
import css from './figures.module.css';
import { PERIODS, rangeOf, type Period } from './period.ts';
import { WithSecondFactor } from './second-factor.tsx';

/** The days that are shown, for what is kept of them. */
const Days = createContext<{ from: string; to: string } | undefined>(undefined);

/** A page of figures: of what days, how fresh, and what is to be seen of them. */
export function FiguresPage<Figures extends { from: string; to: string; countedAt?: string | undefined }>({
  title,
  about,
  figures,
  children,
}: {
  title: string;
  about: string;
  figures: UseQueryResult<Figures>;
  children: (figures: Figures) => ReactNode;
}) {
  usePageTitle(title);
  const period = useSearch({ from: '/shell/admin/figures' });
  const { data, error, refetch } = figures;
  const { from, to } = data ?? rangeOf(period);
  return (
    <>
      <h1>{title}</h1>
      <p className="lede">{about}</p>
      <WithSecondFactor error={error}>
        <div className={css.head}>
          <p className="small soft num">
            {formatDateRange(from, to)}, in UTC.{' '}
            {data?.countedAt !== undefined && (
              <>
                Counted <Ago value={data.countedAt} />.
              </>
            )}
          </p>
          <div className={css.tools}>
            <PeriodPicker period={period} />
          </div>
        </div>
        {data === undefined ? (
          error === null ? (
            <FiguresPending />
          ) : (
            <ErrorState title="These figures could not be read." error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <Days value={{ from, to }}>
            <div className={css.body}>{children(data)}</div>
          </Days>
        )}
      </WithSecondFactor>
    </>
  );
}

function PeriodPicker({ period }: { period: Period }) {
  const navigate = useNavigate();
  const usual = rangeOf(period);
  const place = `${period.days} ${period.from} ${period.to}`;
  // What is being written and is no range of days yet; gone when the address says other days.
  const [draft, setDraft] = useState<{ from: string; to: string }>();
  const [seen, setSeen] = useState(place);
  if (place !== seen) {
    setSeen(place);
    setDraft(undefined);
  }
  const own = draft ?? (period.from === undefined ? undefined : usual);
  // What is not named would be kept from the address as it is.
  const show = (next: Period, replace: boolean) =>
    void navigate({ to: '.', search: { days: undefined, from: undefined, to: undefined, ...next }, replace });
  const change = (part: { from?: string; to?: string }) => {
    const next = { ...usual, ...own, ...part };
    setDraft(next);
    if (next.from !== '' && next.to !== '' && next.from <= next.to) show(next, period.from !== undefined);
  };
  return (
    <>
      <Select
        aria-label="Which days"
        value={own === undefined ? String(period.days ?? 84) : 'own'}
        onChange={({ target }) => {
          if (target.value === 'own') return setDraft(usual);
          setDraft(undefined);
          show({ days: Number(target.value) }, false);
        }}
      >
        {PERIODS.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
        <option value="own">Other days</option>
      </Select>
      {own !== undefined && (
        <>
          <TextInput
            type="date"
            aria-label="From"
            value={own.from}
            max={own.to}
            onChange={({ target }) => change({ from: target.value })}
          />
          <TextInput type="date" aria-label="To" value={own.to} min={own.from} onChange={({ target }) => change({ to: target.value })} />
        </>
      )}
    </>
  );
}

function FiguresPending() {
  return (
    <Skeleton label="Reading the figures" className={css.body}>
      <Ghost height="92px" />
      <Ghost height="330px" />
    </Skeleton>
  );
}

/** Figures in a ruled row, each with what it is compared to. */
export function Figures({ items }: { items: { label: string; value: ReactNode; note?: ReactNode }[] }) {
  return (
    <dl className={css.figures}>
      {items.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{value}</dd>
          {note !== undefined && <dd className={`num ${css.note}`}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/**
 * A sheet with a heading: a chart, or a table. `csv`: the name by which the server gives it as a file. `heading` takes the
 * focus of whoever is led here.
 */
export function Sheet({
  title,
  about,
  csv,
  heading,
  children,
}: {
  title: string;
  about?: ReactNode;
  csv?: string;
  heading?: RefObject<HTMLHeadingElement | null>;
  children: ReactNode;
}) {
  const days = use(Days);
  const id = useId();
  return (
    <section className={css.sheet} aria-labelledby={id}>
      <div className={css.sheethead}>
        <h2 id={id} {...(heading !== undefined && { ref: heading, tabIndex: -1 })}>
          {title}
        </h2>
        {csv !== undefined && <CsvButton table={csv} of={title} {...(days !== undefined && { query: days })} />}
      </div>
      {about !== undefined && <p className={`small soft ${css.about}`}>{about}</p>}
      {children}
    </section>
  );
}

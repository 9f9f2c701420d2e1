import type { Item, Plan, PlanSummary } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, formatDateRange, formatDaysAway, formatInstant } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { readCount, readVerification, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { isNumbered } from '../../ui/timetable/rail.ts';
import { Money } from '../../ui/values.tsx';
import { partyText } from '../plan/words.ts';
import css from './ticket.module.css';

/** How soon, in words: `Next, in 171 days`, `Now, day 2 of 5`. */
function soonText({ start, end, days }: PlanSummary, today: string): string {
  if (start > today) return `Next, ${formatDaysAway(start, today)}`;
  if (end < today) return 'Last';
  const day = (Date.parse(today) - Date.parse(start)) / 86_400_000 + 1;
  return `Now, day ${day} of ${days}`;
}

/** The next trip as a ticket with the seal on its stub. Its details follow as soon as the plan is read. */
export function NextTrip({ summary, today }: { summary: PlanSummary; today: string }) {
  const plan = useQuery(queries.plan(summary.id)).data;
  const reading = plan === undefined ? readCount(summary.rulesHolding) : readVerification(plan.verification);
  return (
    <section className={css.ticket} aria-labelledby="next-trip">
      <div className={css.face}>
        <p className={css.soon}>{soonText(summary, today)}</p>
        <h2 id="next-trip">
          <Link to="/plans/$id" params={{ id: summary.id }}>
            {summary.title}
          </Link>
        </h2>
        <p>
          <bdi className="num">{formatDateRange(summary.start, summary.end)}</bdi>
          {plan !== undefined && `, ${partyText(plan.request.travellers)}`}
        </p>
        <dl>
          {plan === undefined ? (
            <Fact name="Total">{summary.total.amount === 0 ? 'No prices known' : <Money value={summary.total} />}</Fact>
          ) : (
            <Facts plan={plan} />
          )}
        </dl>
      </div>
      <div className={`${css.stub} ${css[reading.state] ?? ''}`}>
        <Seal reading={reading} size={plan === undefined ? 36 : 108} />
        <b>{sealHeadline(reading)}</b>
        <span className="num">
          {plan === undefined ? formatDate(summary.start) : `Checked ${formatInstant(plan.verification.checkedAt)}`}
        </span>
      </div>
    </section>
  );
}

/** What a trip begins with in the traveller's eyes: a sight, a table; not a ticket or a bag. */
function isOutset({ kind }: Item): boolean {
  return kind === 'sight' || kind === 'activity' || kind === 'meal';
}

function Facts({ plan }: { plan: Plan }) {
  const items = plan.days.flatMap((day) => day.items);
  const first = items.find(isOutset) ?? items.find(isNumbered);
  const stay = items.find(({ kind, place }) => kind === 'stay' && place !== undefined)?.place;
  const { left, total } = plan.budget;
  return (
    <>
      {first !== undefined && (
        <Fact name="First">
          <time>{first.start}</time> {first.title}
        </Fact>
      )}
      {stay !== undefined && <Fact name="Stay">{stay.name}</Fact>}
      {total.amount === 0 ? (
        <Fact name="Total">No prices known</Fact>
      ) : left === undefined ? (
        <Fact name="Total">
          <Money value={total} />
        </Fact>
      ) : (
        <Fact name={left.amount < 0 ? 'Over the limit' : 'Left'}>
          <Money value={{ ...left, amount: Math.abs(left.amount) }} />
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

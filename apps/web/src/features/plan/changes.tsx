import type { ItemDifference, PlanDiff } from '@tripmaster/contracts';
import { formatDate, plural, readableDates } from '../../lib/format.ts';
import { deltaText } from '../../ui/ledger/amount.ts';
import css from './changes.module.css';
import { changeText, costOf, ideaText } from './change-words.ts';

/** What differs between two states of a plan, line by line with its price, and what it adds up to. */
export function Changes({ diff }: { diff: PlanDiff }) {
  const { title, request, days, items, ideas, total, rulesHolding, violations } = diff;
  const delta = { amount: total.after.amount - total.before.amount, currency: total.after.currency };
  const nothing =
    title === undefined && request.length === 0 && days.added.length + days.removed.length + items.length + ideas.length === 0;
  return (
    <div className={css.changes}>
      {nothing && <p className="soft">Nothing differs.</p>}
      <ul>
        {title !== undefined && (
          <li>
            <span>
              Now called <b>{title.after}</b>
            </span>
          </li>
        )}
        {request.map(({ field }) => (
          <li key={field}>
            <span>The wish: {WISHES[field] ?? field} changed</span>
          </li>
        ))}
        {days.added.map((date) => (
          <li key={date}>
            <span>{formatDate(date)} added</span>
          </li>
        ))}
        {days.removed.map((date) => (
          <li key={date}>
            <span>{formatDate(date)} taken out</span>
          </li>
        ))}
      </ul>
      {[...Map.groupBy(items, ({ date }) => date)].map(([date, ofDay]) => (
        <section key={date} aria-label={formatDate(date)}>
          <h3>{formatDate(date)}</h3>
          <ul>
            {ofDay.map((difference) => (
              <Line key={`${difference.change} ${difference.item.id}`} difference={difference} currency={delta.currency} />
            ))}
          </ul>
        </section>
      ))}
      {ideas.length > 0 && (
        <section aria-label="No time yet">
          <h3>No time yet</h3>
          <ul>
            {ideas.map((difference) => (
              <li key={`${difference.change} ${difference.idea.id}`}>
                <span>{ideaText(difference)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!nothing && (
        <p className={css.sum}>
          <span>{delta.amount === 0 ? 'The total stays' : 'In all'}</span>
          <bdi className="num">{deltaText(delta)}</bdi>
        </p>
      )}
      {rulesHolding.before !== rulesHolding.after && (
        <p className={rulesHolding.after < rulesHolding.before ? 'broken small' : 'small'}>
          {plural(rulesHolding.after, 'rule holds', 'rules hold')}, {rulesHolding.before} before.
        </p>
      )}
      {violations.made.map((message) => (
        <p key={message} className="broken small">
          {readableDates(message)}
        </p>
      ))}
    </div>
  );
}

/** Fields of the wish in words. */
const WISHES: Readonly<Record<string, string>> = {
  budget: 'the budget',
  dates: 'the dates',
  style: 'the style',
  pace: 'the pace',
  interests: 'the interests',
  destinations: 'the places',
  notes: 'the notes',
  fixed: 'what is fixed',
};

function Line({ difference, currency }: { difference: ItemDifference; currency: string }) {
  const cost = costOf(difference, currency);
  return (
    <li>
      <span className="num">{changeText(difference)}</span>
      {cost !== undefined && <bdi className="num">{deltaText(cost)}</bdi>}
    </li>
  );
}

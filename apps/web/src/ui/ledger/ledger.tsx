import type { Budget } from '@tripmaster/contracts';
import { formatDateRange } from '../../lib/format.ts';
import { Money } from '../values.tsx';
import { sharesOf } from './amount.ts';
import { CATEGORY_NAMES, barOf } from './bar.ts';
import css from './ledger.module.css';

/** The budget as a sum: a bar in exact proportion, the parts with plus signs, the double rule under the total. */
export function Ledger({ budget, people }: { budget: Budget; people: number }) {
  const parts = budget.categories.filter((part) => part.total.amount > 0);
  if (parts.length === 0) {
    return (
      <section className={css.ledger} aria-label="Budget">
        <p className="soft">No price is known for this trip yet.</p>
      </section>
    );
  }
  return (
    <section className={css.ledger} aria-label="Budget">
      <Bar budget={budget} />
      <dl className={css.parts}>
        {parts.map(({ category, total }) => (
          <div key={category}>
            <dt>
              <i className={`${css.swatch} ${css[category]}`} />
              {CATEGORY_NAMES[category]}
            </dt>
            <dd>
              <Money value={total} code={false} />
            </dd>
          </div>
        ))}
      </dl>
      <dl className={css.sums}>
        <div>
          <dt>Adds up to</dt>
          <dd className={css.total}>
            <Money value={budget.total} />
          </dd>
        </div>
        <Remainder budget={budget} />
        {people > 1 && (
          <div className={css.people}>
            <dt>Each pays</dt>
            <dd>
              <Shares budget={budget} people={people} />
            </dd>
          </div>
        )}
      </dl>
      {budget.rates !== undefined && budget.rates.length > 0 && (
        <ul className={css.rates}>
          {budget.rates.map((rate) => (
            <li key={rate.currency} className="num">
              <bdi>
                1 {budget.total.currency} = {rate.perUnit} {rate.currency}
              </bdi>
              , {rateSource(rate)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where a rate is from and of which day; said once where the source's name has the day in it. */
export function rateSource({ source, asOf }: { source: string; asOf: string }): string {
  const day = formatDateRange(asOf, asOf);
  return source.includes(day) ? source : `${source}, ${day}`;
}

/** The sum as a picture; the lists below say the same in figures. */
function Bar({ budget }: { budget: Budget }) {
  const { stretches, over } = barOf(budget);
  return (
    <div className={css.bar} aria-hidden>
      {stretches.map(({ kind, share }) => (
        <span key={kind} className={css[kind]} style={{ flexBasis: `${share * 100}%` }} />
      ))}
      {over > 0 && <span className={css.over} style={{ inlineSize: `${over * 100}%` }} />}
    </div>
  );
}

function Remainder({ budget }: { budget: Budget }) {
  const { limit, left } = budget;
  if (limit === undefined || left === undefined) return null;
  const over = left.amount < 0;
  return (
    <div>
      <dt>
        {over ? 'Over your limit of ' : 'Left of '}
        <Money value={limit} />
      </dt>
      <dd className={over ? 'broken' : 'ok'}>
        <Money value={{ ...left, amount: Math.abs(left.amount) }} />
      </dd>
    </div>
  );
}

function Shares({ budget, people }: { budget: Budget; people: number }) {
  const { currency } = budget.total;
  const groups = sharesOf(budget.total.amount, people);
  return groups.map((group, index) => (
    <span key={group.amount}>
      {index > 0 && ' + '}
      {groups.length > 1 && `${group.people} × `}
      <Money value={{ amount: group.amount, currency }} code={index === groups.length - 1} />
    </span>
  ));
}

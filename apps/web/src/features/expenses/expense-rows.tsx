import { CaretDownIcon } from '@phosphor-icons/react';
import type { Expense, Id, Plan, PlanTraveller } from '@tripmaster/contracts';
import { useId, useState } from 'react';
import { formatDate } from '../../lib/format.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { Button } from '../../ui/button.tsx';
import { CATEGORY_NAMES } from '../../ui/ledger/bar.ts';
import { rateSource } from '../../ui/ledger/ledger.tsx';
import { Money } from '../../ui/values.tsx';
import css from './expenses.module.css';
import { useRemoveExpense } from './use-expenses.ts';

type Props = {
  plan: Plan;
  expenses: readonly Expense[];
  travellers: readonly PlanTraveller[];
  may: boolean;
  onChange: (expense: Expense) => void;
};

/** What was spent, the latest day first. A row shows what it was and what it cost; the rest opens below it. */
export function ExpenseRows({ expenses, ...props }: Props) {
  const days = [...new Set(expenses.map(({ date }) => date))];
  return days.map((date) => (
    <section key={date} className={css.day} aria-label={formatDate(date, true)}>
      <h3>
        <time dateTime={date}>{formatDate(date)}</time>
      </h3>
      <ul className={css.rows}>
        {expenses
          .filter((expense) => expense.date === date)
          .map((expense) => (
            <Row key={expense.id} expense={expense} {...props} />
          ))}
      </ul>
    </section>
  ));
}

function Row({ expense, plan, travellers, may, onChange }: Omit<Props, 'expenses'> & { expense: Expense }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const remove = useRemoveExpense(plan.id);
  const nameOf = (id: Id): string => travellers.find((traveller) => traveller.id === id)?.name ?? 'A former traveller';
  const { title, category, amount, base, paidBy } = expense;
  const converted = amount.currency !== base.currency;
  return (
    <li className={css.expense}>
      <h4>
        <button type="button" aria-expanded={open} aria-controls={details} onClick={() => setOpen(!open)}>
          <bdi>{title}</bdi>
          <CaretDownIcon size={16} weight="bold" aria-hidden />
        </button>
      </h4>
      <span className={`small soft ${css.payer}`}>
        <span className="only-desk">{CATEGORY_NAMES[category]} · </span>
        <bdi>{nameOf(paidBy)}</bdi>
      </span>
      <span className={css.sum}>
        <Money value={base} />
        {converted && (
          <span className="small soft">
            <Money value={amount} />
          </span>
        )}
      </span>
      <div id={details} hidden={!open} className={css.details}>
        <Details expense={expense} plan={plan} nameOf={nameOf} />
        {may && (
          <p className={css.acts}>
            <Button size="sm" aria-label={`Change ${title}`} onClick={() => onChange(expense)}>
              Change
            </Button>
            <Button
              size="sm"
              busy={remove.isPending}
              aria-label={`Remove ${title}`}
              onClick={() => remove.mutate({ expense, goOn: keepPlace() })}
            >
              Remove
            </Button>
          </p>
        )}
      </div>
    </li>
  );
}

function Details({ expense, plan, nameOf }: { expense: Expense; plan: Plan; nameOf: (id: Id) => string }) {
  const { category, amount, base, rate, paidBy, shares, itemId, settledAt } = expense;
  const item = itemId === undefined ? undefined : plan.days.flatMap(({ items }) => items).find(({ id }) => id === itemId);
  return (
    <dl className={css.facts}>
      <div>
        <dt>Kind</dt>
        <dd>{CATEGORY_NAMES[category]}</dd>
      </div>
      <div>
        <dt>Paid by</dt>
        <dd>
          <bdi>{nameOf(paidBy)}</bdi>
        </dd>
      </div>
      {rate !== undefined && (
        <div>
          <dt>Rate</dt>
          <dd>
            <bdi className="num">
              1 {base.currency} = {rate.perUnit} {amount.currency}
            </bdi>
            , {rateSource(rate)}
          </dd>
        </div>
      )}
      {item !== undefined && (
        <div>
          <dt>For</dt>
          <dd>
            <bdi>{item.title}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>Whose it is</dt>
        <dd>
          <ul>
            {shares
              .filter((share) => share.amount > 0)
              .map((share) => (
                <li key={share.travellerId}>
                  <bdi>{nameOf(share.travellerId)}</bdi> <Money value={{ amount: share.amount, currency: base.currency }} />
                </li>
              ))}
          </ul>
        </dd>
      </div>
      {settledAt !== undefined && rate !== undefined && (
        <div>
          <dt>Settled</dt>
          <dd>Its rate stays: a debt was settled by it.</dd>
        </div>
      )}
    </dl>
  );
}

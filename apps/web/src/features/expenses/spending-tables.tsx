import type { Budget, Spending } from '@tripmaster/contracts';
import { formatDate } from '../../lib/format.ts';
import { CATEGORY_NAMES } from '../../ui/ledger/bar.ts';
import { Ledger } from '../../ui/ledger/ledger.tsx';
import { Money } from '../../ui/values.tsx';
import css from './expenses.module.css';

/** What was paid, as a sum against the limit; then what was planned and what was paid, by kind and by day. */
export function SpendingTables({ spending }: { spending: Spending }) {
  const { currency, categories, days, planned, paid, left, currencies, unpriced } = spending;
  const whole = { planned, paid, left };
  return (
    <>
      {paid > 0 && <Ledger budget={paidSoFar(spending)} people={1} />}
      <div className={css.tables}>
        <Compared
          caption="By kind"
          currency={currency}
          rows={categories.map(({ category, ...row }) => ({ key: category, name: CATEGORY_NAMES[category], ...row }))}
          whole={whole}
        />
        <Compared
          caption="By day"
          currency={currency}
          rows={days.map(({ date, ...row }) => ({ key: date, name: formatDate(date), ...row }))}
          whole={whole}
        />
      </div>
      {unpriced > 0 && (
        <p className="small soft">
          {unpriced === 1 ? 'One stop has a price' : `${unpriced} stops have prices`} in a currency without a rate; not in what was planned.
        </p>
      )}
      {currencies.some((one) => one.currency !== currency) && (
        <p className="small soft">
          Paid in{' '}
          {currencies.map((one, index) => (
            <span key={one.currency}>
              {index > 0 && ', '}
              <Money value={{ amount: one.amount, currency: one.currency }} />
              {one.currency !== currency && (
                <>
                  {' '}
                  (<Money value={{ amount: one.base, currency }} />)
                </>
              )}
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

type Row = { key: string; name: string; planned: number; paid: number; left: number };

function Compared({
  caption,
  currency,
  rows,
  whole,
}: {
  caption: string;
  currency: string;
  rows: readonly Row[];
  whole: Omit<Row, 'key' | 'name'>;
}) {
  return (
    <div className="scroll">
      <table className={`table ${css.compared}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{caption}</span>
            </th>
            <th scope="col" className="n">
              Planned
            </th>
            <th scope="col" className="n">
              Paid
            </th>
            <th scope="col" className="n">
              Left
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, ...row }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <Figures {...row} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all, {currency}</th>
            <Figures {...whole} currency={currency} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Figures({ planned, paid, left, currency }: Omit<Row, 'key' | 'name'> & { currency: string }) {
  return (
    <>
      <td className="n">
        <Money value={{ amount: planned, currency }} code={false} />
      </td>
      <td className="n">
        <Money value={{ amount: paid, currency }} code={false} />
      </td>
      <td className={left < 0 ? 'n broken' : 'n'}>
        <Money value={{ amount: left, currency }} code={false} />
      </td>
    </>
  );
}

/** What was paid, in the form of a budget, against the limit or else what was planned. */
function paidSoFar({ currency, paid, limit, categories }: Spending): Budget {
  const money = (amount: number) => ({ amount, currency });
  return {
    total: money(paid),
    perPerson: money(paid),
    perDay: money(paid),
    categories: categories
      .filter((part) => part.paid > 0)
      .map((part) => ({ category: part.category, total: money(part.paid), perPersonPerDay: money(0) })),
    ...(limit !== undefined && { limit: money(limit.amount), left: money(limit.left) }),
  };
}

import { ArrowRightIcon } from '@phosphor-icons/react';
import type { Balances, Id, Settlement } from '@tripmaster/contracts';
import { formatMoney, plural } from '../../lib/format.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { Button } from '../../ui/button.tsx';
import { Day } from '../../ui/moments.tsx';
import { Money } from '../../ui/values.tsx';
import css from './expenses.module.css';
import { useSettle, useUnsettle, type Payment } from './use-expenses.ts';

/** Who owes whom, what makes everybody even, and what was paid for that already. */
export function Owed({
  planId,
  balances,
  settlements,
  may,
}: {
  planId: Id;
  balances: Balances;
  settlements: readonly Settlement[];
  may: boolean;
}) {
  const { payments, currency, travellers, fewest } = balances;
  const settle = useSettle(planId);
  const unsettle = useUnsettle(planId);
  const nameOf = (id: Id): string => travellers.find((traveller) => traveller.id === id)?.name ?? 'A former traveller';
  const pay = (payment: Payment) => {
    const words = `${nameOf(payment.from)} gave ${nameOf(payment.to)} ${formatMoney({ amount: payment.amount, currency })}.`;
    settle.mutate({ payment, said: words, goOn: keepPlace() });
  };
  return (
    <>
      {payments.length === 0 ? (
        <p className="small soft">Nobody owes anybody.</p>
      ) : (
        <>
          <p className="small soft">
            {plural(payments.length, 'payment')} {payments.length === 1 ? 'makes' : 'make'} everybody even
            {fewest && payments.length > 1 ? '; fewer can’t' : ''}.
          </p>
          <ul className={css.rows}>
            {payments.map((payment) => (
              <li key={`${payment.from} ${payment.to}`} className={css.row}>
                <FromTo from={nameOf(payment.from)} to={nameOf(payment.to)} />
                <span className={css.sum}>
                  <Money value={{ amount: payment.amount, currency }} />
                </span>
                {may && (
                  <Button
                    size="sm"
                    busy={settle.isPending}
                    aria-label={`Paid: ${nameOf(payment.from)} to ${nameOf(payment.to)}, ${formatMoney({ amount: payment.amount, currency })}`}
                    onClick={() => pay(payment)}
                  >
                    Paid
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Standing balances={balances} />
      {settlements.length > 0 && (
        <>
          <h3>Paid to be even</h3>
          <ul className={css.rows}>
            {settlements.map(({ id, from, to, amount, createdAt }) => (
              <li key={id} className={css.row}>
                <span>
                  <FromTo from={nameOf(from)} to={nameOf(to)} />
                  <span className="small soft">
                    <Day value={createdAt} />
                  </span>
                </span>
                <span className={css.sum}>
                  <Money value={amount} />
                </span>
                {may && (
                  <Button
                    size="sm"
                    busy={unsettle.isPending}
                    aria-label={`Take back: ${nameOf(from)} to ${nameOf(to)}, ${formatMoney(amount)}`}
                    onClick={() => unsettle.mutate({ settlementId: id, goOn: keepPlace() })}
                  >
                    Take back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <span className={css.fromto}>
      <bdi>{from}</bdi>
      <ArrowRightIcon className="flip" size={16} weight="bold" aria-hidden />
      <span className="sr"> gives </span>
      <bdi>{to}</bdi>
    </span>
  );
}

function Standing({ balances: { travellers, currency } }: { balances: Balances }) {
  return (
    <div className="scroll">
      <table className={`table ${css.compared}`}>
        <caption className="sr">What each has paid, what of it is theirs, and what they are to get</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">Traveller</span>
            </th>
            <th scope="col" className="n">
              Has paid
            </th>
            <th scope="col" className="n">
              Their share
            </th>
            <th scope="col" className="n">
              Is to get, {currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {travellers.map(({ id, name, paid, share, balance }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td className="n">
                <Money value={{ amount: paid, currency }} code={false} />
              </td>
              <td className="n">
                <Money value={{ amount: share, currency }} code={false} />
              </td>
              <td className={balance < 0 ? 'n broken' : 'n'}>
                <Money value={{ amount: balance, currency }} code={false} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

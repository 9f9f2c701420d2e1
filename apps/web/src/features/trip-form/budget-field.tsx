import { type BudgetText, parseBudget } from '@tripmaster/contracts';
import { formatMoney } from '../../lib/format.ts';
import { CurrencySelect } from '../../ui/currency-select.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import type { Draft } from './draft.ts';

/** The budget as people write it, and at once how it was read: `1.800` is 1,800.00 EUR here. */
export function BudgetField({ draft, change, error }: { draft: Draft; change: (part: Partial<Draft>) => void; error: string | undefined }) {
  const read = readBudget(draft);
  return (
    <Field
      label={draft.includesTransport ? 'Budget for everything' : 'Budget for all but getting there'}
      optional
      error={error}
      {...(read?.ok === true && {
        hint: (
          <output>
            Read as{' '}
            <bdi className="num">
              {read.from === undefined ? formatMoney(read.amount) : `${formatMoney(read.from)} to ${formatMoney(read.amount)}`}
            </bdi>
          </output>
        ),
      })}
    >
      <span className="money">
        <TextInput
          className="num"
          inputMode="text"
          autoComplete="off"
          placeholder="1800"
          value={draft.budget}
          maxLength={60}
          onChange={(event) => change({ budget: event.target.value })}
        />
        <CurrencySelect value={draft.currency} onChange={(currency) => change({ currency })} />
      </span>
    </Field>
  );
}

/** How the budget reads as it stands; undefined while it is empty. */
export function readBudget({ budget, currency }: Pick<Draft, 'budget' | 'currency'>): BudgetText | undefined {
  return budget.trim() === '' ? undefined : parseBudget(budget, currency);
}

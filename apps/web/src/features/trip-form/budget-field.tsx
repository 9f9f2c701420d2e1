import { type BudgetText, parseBudget } from '@tripmaster/contracts';
import { CaretDownIcon } from '@phosphor-icons/react';
import { formatMoney } from '../../lib/format.ts';
import { Field, TextInput } from '../../ui/field.tsx';
import type { Draft } from './draft.ts';
import { COMMON_CURRENCIES } from './labels.ts';

const OTHERS = Intl.supportedValuesOf('currency').filter((code) => !COMMON_CURRENCIES.some((common) => common === code));

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
        <span className="cur">
          <select aria-label="Currency" value={draft.currency} onChange={(event) => change({ currency: event.target.value })}>
            <optgroup label="Often used">
              {COMMON_CURRENCIES.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </optgroup>
            <optgroup label="All">
              {OTHERS.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </optgroup>
          </select>
          <CaretDownIcon size={16} weight="bold" aria-hidden />
        </span>
      </span>
    </Field>
  );
}

/** How the budget reads as it stands; undefined while it is empty. */
export function readBudget({ budget, currency }: Pick<Draft, 'budget' | 'currency'>): BudgetText | undefined {
  return budget.trim() === '' ? undefined : parseBudget(budget, currency);
}

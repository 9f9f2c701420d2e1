import { CATEGORIES, type Category, type Expense, type Id, type PlanTraveller } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatMoney } from '../../lib/format.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CurrencySelect } from '../../ui/currency-select.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { CATEGORY_NAMES } from '../../ui/ledger/bar.ts';
import { rateSource } from '../../ui/ledger/ledger.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { draftOf, emptyDraft, problemsOf, readAmount, toChanges, toNewExpense, type ExpenseDraft } from './expense-draft.ts';
import css from './expenses.module.css';
import { costs } from './queries.ts';
import { SplitEditor } from './split-editor.tsx';

/** What is being entered: a new expense, or changes of one. */
export type Entering = { expense?: Expense };

type Props = {
  planId: Id;
  /** The currency the trip is settled in. */
  base: string;
  /** Currencies that this trip has to do with. */
  currencies: readonly string[];
  travellers: readonly PlanTraveller[];
  /** The day that a new expense begins with. */
  date: string;
  onClose: () => void;
};

export function ExpenseDialog({ entering, ...props }: Props & { entering: Entering | undefined }) {
  return (
    <Dialog
      open={entering !== undefined}
      onClose={props.onClose}
      title={entering?.expense === undefined ? 'Add an expense' : 'Change the expense'}
    >
      {entering !== undefined && <ExpenseForm {...props} expense={entering.expense} />}
    </Dialog>
  );
}

function ExpenseForm({ planId, base, currencies, travellers, date, onClose, expense }: Props & { expense: Expense | undefined }) {
  const [draft, setDraft] = useState(() => (expense === undefined ? emptyDraft(travellers, base, date) : draftOf(expense, travellers)));
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: ExpenseDraft) =>
      expense === undefined
        ? api.plans.expenses.add.mutate({ id: planId, ...toNewExpense(input, base) })
        : api.plans.expenses.update.mutate({ id: planId, expenseId: expense.id, ...toChanges(input, expense) }),
    refresh: [costs.all(planId)],
    said: () => (expense === undefined ? 'The expense is added.' : 'The expense is changed.'),
    check: problemsOf,
    onDone: onClose,
  });
  const change = (part: Partial<ExpenseDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    touched(
      'title',
      'amount',
      'amount.amount',
      'amount.currency',
      'date',
      'rate',
      'rate.perUnit',
      'split',
      ...Object.keys(errors).filter((field) => field.startsWith('split')),
    );
  };
  const splitError = errors['split'] ?? Object.entries(errors).find(([field]) => field.startsWith('split.'))?.[1];
  return (
    <form
      ref={form}
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(draft);
      }}
    >
      <Field label="What for" error={errors['title']}>
        <TextInput maxLength={120} autoComplete="off" value={draft.title} onChange={({ target }) => change({ title: target.value })} />
      </Field>
      <AmountField
        draft={draft}
        change={change}
        currencies={currencies}
        error={errors['amount'] ?? errors['amount.amount'] ?? errors['amount.currency']}
        fixed={expense?.settledAt !== undefined}
      />
      {draft.currency !== base && (
        <RateField draft={draft} base={base} expense={expense} change={change} error={errors['rate'] ?? errors['rate.perUnit']} />
      )}
      <div className={css.pair}>
        <Field label="Kind">
          <Select
            value={draft.category}
            onChange={({ target }) => change({ category: CATEGORIES.find((one) => one === target.value) ?? 'food' })}
          >
            {CATEGORIES.map((category: Category) => (
              <option key={category} value={category}>
                {CATEGORY_NAMES[category]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Day" error={errors['date']}>
          <TextInput type="date" value={draft.date} onChange={({ target }) => change({ date: target.value })} />
        </Field>
      </div>
      <Field label="Paid by" error={errors['paidBy']}>
        <Select value={draft.paidBy} onChange={({ target }) => change({ paidBy: target.value })}>
          {travellers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <SplitEditor draft={draft} travellers={travellers} error={splitError} change={change} />
      <ProblemText text={errors['']} />
      <div className="dialog-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Saving' : expense === undefined ? 'Add the expense' : 'Save the expense'}
        </Button>
      </div>
    </form>
  );
}

function AmountField({
  draft,
  change,
  currencies,
  error,
  fixed,
}: {
  draft: ExpenseDraft;
  change: (part: Partial<ExpenseDraft>) => void;
  currencies: readonly string[];
  error: string | undefined;
  /** Its currency stays: a debt was settled by its rate. */
  fixed: boolean;
}) {
  const read = readAmount(draft.amount, draft.currency);
  return (
    <Field
      label="Amount"
      error={error}
      {...(read !== undefined &&
        'money' in read && {
          hint: (
            <output>
              Read as <bdi className="num">{formatMoney(read.money)}</bdi>
            </output>
          ),
        })}
    >
      <span className="money">
        <TextInput
          className="num"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          value={draft.amount}
          onChange={({ target }) => change({ amount: target.value })}
        />
        <CurrencySelect
          value={draft.currency}
          first={currencies}
          disabled={fixed}
          onChange={(currency) => change({ currency, rate: '' })}
        />
      </span>
    </Field>
  );
}

function RateField({
  draft,
  base,
  expense,
  change,
  error,
}: {
  draft: ExpenseDraft;
  base: string;
  expense: Expense | undefined;
  change: (part: Partial<ExpenseDraft>) => void;
  error: string | undefined;
}) {
  const rate = expense?.amount.currency === draft.currency ? expense.rate : undefined;
  const settled = expense?.settledAt !== undefined;
  return (
    <Field
      label={`${draft.currency} for 1 ${base}`}
      optional={!settled}
      error={error}
      hint={
        settled
          ? 'A debt was settled by this rate, so it stays.'
          : rate !== undefined && draft.rate === rate.perUnit
            ? `${rateSource(rate)}. Empty it for the reference rate of today.`
            : 'What your bank took, if you know. Without it, the reference rate of today.'
      }
    >
      <TextInput
        className="num"
        inputMode="decimal"
        autoComplete="off"
        maxLength={25}
        disabled={settled}
        value={draft.rate}
        onChange={({ target }) => change({ rate: target.value })}
      />
    </Field>
  );
}

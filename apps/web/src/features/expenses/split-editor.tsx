import type { PlanTraveller } from '@tripmaster/contracts';
import { formatMoney } from '../../lib/format.ts';
import { Segmented, Stepper } from '../../ui/choice.tsx';
import { Checkbox, ErrorText, Field, TextInput } from '../../ui/field.tsx';
import { leftToAssign, type ExpenseDraft, type SplitKind } from './expense-draft.ts';
import css from './expenses.module.css';

const KINDS: readonly { value: SplitKind; label: string }[] = [
  { value: 'equal', label: 'Equally' },
  { value: 'shares', label: 'By shares' },
  { value: 'amounts', label: 'By amounts' },
];

/** Whose an expense is: equally among those who are ticked, by shares, or by amounts that add up to it. */
export function SplitEditor({
  draft,
  travellers,
  error,
  change,
}: {
  draft: ExpenseDraft;
  travellers: readonly PlanTraveller[];
  error: string | undefined;
  change: (part: Partial<ExpenseDraft>) => void;
}) {
  return (
    <div className={css.split}>
      <Field label="Shared" group>
        <Segmented options={KINDS} value={draft.split} onChange={(split) => change({ split })} />
      </Field>
      <ul aria-label="Whose it is" aria-describedby={error === undefined ? undefined : 'split-error'}>
        {travellers.map((traveller) => (
          <li key={traveller.id}>
            <Part draft={draft} traveller={traveller} change={change} invalid={error !== undefined} />
          </li>
        ))}
      </ul>
      {draft.split === 'amounts' && <Left draft={draft} />}
      <div role="alert">{error !== undefined && <ErrorText id="split-error">{error}</ErrorText>}</div>
    </div>
  );
}

function Part({
  draft,
  traveller: { id, name },
  change,
  invalid,
}: {
  draft: ExpenseDraft;
  traveller: PlanTraveller;
  change: (part: Partial<ExpenseDraft>) => void;
  invalid: boolean;
}) {
  const wrong = invalid ? ({ 'aria-invalid': true } as const) : {};
  if (draft.split === 'equal')
    return (
      <Checkbox
        {...wrong}
        checked={draft.among[id] === true}
        onChange={({ target }) => change({ among: { ...draft.among, [id]: target.checked } })}
        label={<bdi>{name}</bdi>}
      />
    );
  if (draft.split === 'shares') {
    const shares = draft.shares[id] ?? 0;
    return (
      <Field label={name} group className={css.part}>
        <Stepper
          value={shares}
          min={0}
          max={99}
          one="share"
          text={shares === 1 ? '1 share' : `${shares} shares`}
          onChange={(next) => change({ shares: { ...draft.shares, [id]: next } })}
        />
      </Field>
    );
  }
  return (
    <Field label={name} className={css.part}>
      <TextInput
        {...wrong}
        className="num"
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        value={draft.amounts[id] ?? ''}
        onChange={({ target }) => change({ amounts: { ...draft.amounts, [id]: target.value } })}
      />
    </Field>
  );
}

function Left({ draft }: { draft: ExpenseDraft }) {
  const left = leftToAssign(draft);
  return (
    <output className="hint">
      {left === undefined ? (
        'What is left to assign shows here.'
      ) : left === 0 ? (
        'All of it is assigned.'
      ) : (
        <>
          <bdi className="num">{formatMoney({ amount: Math.abs(left), currency: draft.currency })}</bdi>{' '}
          {left > 0 ? 'left to assign' : 'too much'}
        </>
      )}
    </output>
  );
}

import { ArrowRightIcon, CaretDownIcon, SlidersHorizontalIcon } from '@phosphor-icons/react';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { TripRequest } from '@tripmaster/contracts';
import { saw } from '../../lib/counting.ts';
import { type Failure, fieldErrors } from '../../lib/failure.ts';
import { formatMoney, LOCALE, plural } from '../../lib/format.ts';
import { useFocusInvalid } from '../../lib/use-focus-invalid.ts';
import { Button } from '../../ui/button.tsx';
import { Chips, Segmented } from '../../ui/choice.tsx';
import { ErrorText, Field } from '../../ui/field.tsx';
import { formSentence } from '../../ui/states.tsx';
import { BudgetField, readBudget } from './budget-field.tsx';
import { DatesFields, TravellersFields } from './dates-fields.tsx';
import { type Draft, EMPTY_DRAFT, isEmpty, useDraft } from './draft.ts';
import { dayCount, type FormErrors, readRequest } from './draft-to-request.ts';
import { FIRST_INTERESTS, INTEREST_OPTIONS, PACE_OPTIONS } from './labels.ts';
import { MORE_PATHS, MoreOptions } from './more-options.tsx';
import { PlacesFields } from './places-fields.tsx';
import './trip-form.css';

/** The wish. `onWish` gets it checked; what the server then refuses comes back as `failure` and is shown at its field. */
export function TripForm({
  onWish,
  busy,
  failure,
  onTouched,
}: {
  onWish: (request: TripRequest) => void;
  busy: boolean;
  failure: Failure | undefined;
  onTouched: () => void;
}) {
  const [draft, setDraft] = useDraft();
  const [ownErrors, setOwnErrors] = useState<FormErrors>({});
  const [more, setMore] = useState(false);
  const [allInterests, setAllInterests] = useState(() =>
    draft.interests.some((one) => INTEREST_OPTIONS.findIndex(({ value }) => value === one) >= FIRST_INTERESTS),
  );
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const started = useRef(false);
  useFocusInvalid(form, refusals);
  useFocusInvalid(form, failure === undefined ? 0 : 1);
  const ids = { head: useId(), more: useId() };
  const errors: FormErrors = { ...(failure !== undefined && serverErrors(failure)), ...ownErrors };

  function change(part: Partial<Draft>): void {
    setDraft(part);
    if (!started.current) saw('form-started');
    started.current = true;
    if (Object.keys(errors).length === 0) return;
    setOwnErrors({});
    onTouched();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readRequest(draft, navigator.language || LOCALE);
    if (read.ok) {
      setOwnErrors({});
      onWish(read.request);
      return;
    }
    setOwnErrors(read.errors);
    if (MORE_PATHS.some((path) => read.errors[path] !== undefined)) setMore(true);
    setRefusals((count) => count + 1);
  }

  return (
    <form ref={form} className="sheet" aria-labelledby={ids.head} onSubmit={submit} noValidate>
      <div className="sheethead">
        <h2 id={ids.head}>Your trip</h2>
        <span className="num">{inShort(draft)}</span>
      </div>
      <div className="fgrid pairs">
        <PlacesFields draft={draft} change={change} errors={errors} choices={failure?.choices ?? []} />
        <DatesFields draft={draft} change={change} errors={errors} />
        <TravellersFields draft={draft} change={change} errors={errors} />
        <BudgetField draft={draft} change={change} error={errors['budget'] ?? errors['budget.amount']} />
        <Field label="Pace" group>
          <Segmented options={PACE_OPTIONS} value={draft.pace} onChange={(pace) => change({ pace })} />
        </Field>
        <Field label="What you like" group className="full" error={errors['interests']}>
          <Chips
            options={allInterests ? INTEREST_OPTIONS : INTEREST_OPTIONS.slice(0, FIRST_INTERESTS)}
            value={draft.interests}
            onChange={(interests) => change({ interests })}
            more={
              !allInterests && (
                <Button variant="quiet" size="sm" onClick={() => setAllInterests(true)}>
                  {INTEREST_OPTIONS.length - FIRST_INTERESTS} more
                </Button>
              )
            }
          />
        </Field>
        {more && <MoreOptions id={ids.more} draft={draft} change={change} errors={errors} />}
        {errors[''] !== undefined && (
          <div className="full" role="alert">
            <ErrorText>{errors['']}</ErrorText>
          </div>
        )}
        <div className="full formfoot">
          <Button variant="quiet" aria-expanded={more} aria-controls={ids.more} onClick={() => setMore(!more)}>
            <SlidersHorizontalIcon size={20} aria-hidden />
            Comfort, diet, access, times
            <CaretDownIcon size={16} weight="bold" className="flip-caret" aria-hidden />
          </Button>
          <Button type="submit" variant="primary" size="big" busy={busy}>
            {busy ? 'Making the first day' : 'Make the plan'}
            <ArrowRightIcon size={20} className="flip" aria-hidden />
          </Button>
        </div>
        {!isEmpty(draft) && (
          <div className="full under">
            <Button variant="quiet" size="sm" onClick={() => change(EMPTY_DRAFT)}>
              Empty the form
            </Button>
          </div>
        )}
      </div>
    </form>
  );
}

/** A refusal of the server by field; what belongs to none of them stands above the button, under `''`. */
function serverErrors(failure: Failure): FormErrors {
  const byField = fieldErrors(failure.fields);
  // The places themselves are offered as buttons; naming them here too would say it twice.
  if (failure.code === 'ambiguous-place' && failure.choices.length > 0) {
    const path = failure.fields.find(({ path: one }) => /^(destinations\.\d+\.name|origin)$/.test(one))?.path ?? 'destinations.0.name';
    return { [path]: 'More than one place has this name. Choose one.' };
  }
  if (failure.code === 'ambiguous-place' || failure.code === 'unknown-place') return { 'destinations.0.name': failure.message, ...byField };
  return Object.keys(byField).length > 0 ? byField : { '': formSentence(failure) };
}

/** The wish in one line: what each person has for each day, as far as it is known. */
function inShort(draft: Draft): string {
  const days = dayCount(draft);
  const people = draft.adults + draft.childrenAges.length;
  const budget = readBudget(draft);
  if (days === undefined) return 'Place and dates are enough';
  if (budget?.ok !== true) return `${plural(days, 'day')}, ${plural(people, 'person', 'people')}`;
  const each = { ...budget.amount, amount: Math.floor(budget.amount.amount / (days * people)) };
  const exact = each.amount * days * people === budget.amount.amount;
  return `${formatMoney(budget.amount)} for ${plural(days * people, 'person-day')}: ${exact ? '' : 'about '}${formatMoney(each).replace(/\u00a0[A-Z]{3}$/, '')} each`;
}

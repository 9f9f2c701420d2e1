import type { Id, PlanTraveller } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Flag } from '../../ui/marks.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import css from './expenses.module.css';
import { costs } from './queries.ts';

/** Who shares the costs: whoever is on the plan, and others who have no account. */
export function TravellersSection({ planId, travellers, may }: { planId: Id; travellers: readonly PlanTraveller[]; may: boolean }) {
  return (
    <>
      <ul className={css.rows}>
        {travellers.map((traveller) => (
          <Traveller key={traveller.id} planId={planId} traveller={traveller} may={may} />
        ))}
      </ul>
      {may && <AddTraveller planId={planId} />}
    </>
  );
}

function Traveller({ planId, traveller: { id, name, account, me }, may }: { planId: Id; traveller: PlanTraveller; may: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const remove = useChange({
    call: (_goOn: () => void) => api.plans.travellers.remove.mutate({ id: planId, travellerId: id }),
    refresh: [costs.all(planId)],
    said: () => `${name} is removed.`,
    onDone: (_, goOn) => goOn(),
  });
  if (renaming) {
    return (
      <li className={css.row}>
        <NameForm
          label={`New name of ${name}`}
          act="Save"
          name={name}
          call={(next) => api.plans.travellers.update.mutate({ id: planId, travellerId: id, name: next })}
          planId={planId}
          onClose={() => setRenaming(false)}
        />
      </li>
    );
  }
  return (
    <li className={css.row}>
      <span>
        <bdi>{name}</bdi> {me && <Flag>You</Flag>}
      </span>
      {may && !account && (
        <span className={css.acts}>
          <Button size="sm" variant="quiet" aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
            Rename
          </Button>
          <Button
            size="sm"
            variant="quiet"
            busy={remove.isPending}
            aria-label={`Remove ${name}`}
            onClick={() => remove.mutate(keepPlace(), { onError: (error) => toastProblem(`Not removed. ${reasonOf(error, name)}`) })}
          >
            Remove
          </Button>
        </span>
      )}
    </li>
  );
}

function reasonOf(error: unknown, name: string): string {
  const { fields, message } = readFailure(error);
  const reason = fields[0]?.reason;
  return reason === undefined ? message : `${name} ${reason}.`;
}

function AddTraveller({ planId }: { planId: Id }) {
  const [adding, setAdding] = useState(false);
  if (!adding) {
    return (
      <Button size="sm" onClick={() => setAdding(true)}>
        Add somebody without an account
      </Button>
    );
  }
  return (
    <NameForm
      label="Name"
      act="Add"
      name=""
      call={(name) => api.plans.travellers.add.mutate({ id: planId, name })}
      planId={planId}
      onClose={() => setAdding(false)}
    />
  );
}

function NameForm({
  label,
  act,
  name,
  call,
  planId,
  onClose,
}: {
  label: string;
  act: string;
  name: string;
  call: (name: string) => Promise<PlanTraveller>;
  planId: Id;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState(name);
  const { form, errors, busy, touched, submit } = useChangeForm({
    call,
    refresh: [costs.all(planId)],
    said: (traveller) => `${traveller.name} is one of the travellers.`,
    check: (next): Record<string, string> => (next === '' ? { name: 'Give a name.' } : {}),
    onDone: onClose,
  });
  return (
    <form
      ref={form}
      noValidate
      className={css.nameform}
      onSubmit={(event) => {
        event.preventDefault();
        submit(typed.trim());
      }}
    >
      <Field label={label} error={errors['name']}>
        <TextInput
          maxLength={80}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
          autoFocus
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            touched('name');
          }}
        />
      </Field>
      <Button type="submit" variant="primary" size="sm" busy={busy}>
        {act}
      </Button>
      <Button size="sm" variant="quiet" onClick={onClose}>
        Leave it
      </Button>
      <ProblemText text={errors['']} />
    </form>
  );
}

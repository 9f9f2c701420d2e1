import type { Id, InviteInput, MemberRole } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { emailFault } from '../account/email-field.tsx';
import { RoleSelect } from './role-select.tsx';
import css from './sharing.module.css';

/** Asks somebody onto the trip by mail. Whether they have an account is not told, and does not matter. */
export function InviteForm({ planId }: { planId: Id }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<MemberRole>('editor');
  const [sentTo, setSentTo] = useState<string>();
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: InviteInput) => api.plans.members.invite.mutate(input),
    refresh: [queries.people(planId).queryKey],
    said: ({ email: address }) => `The invitation to ${address} is on its way.`,
    check: (input): Record<string, string> => {
      const fault = emailFault(input.email);
      return fault === undefined ? {} : { email: fault };
    },
    onDone: ({ email: address }) => {
      setSentTo(address);
      setEmail('');
    },
  });
  return (
    <form
      ref={form}
      noValidate
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        setSentTo(undefined);
        submit({ id: planId, email, role });
      }}
    >
      <div className={css.invite}>
        <Field label="E-mail" error={errors['email']}>
          <TextInput
            type="email"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              touched('email');
            }}
          />
        </Field>
        <Field label="They">
          <RoleSelect value={role} onChange={setRole} />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Inviting' : 'Invite'}
        </Button>
      </div>
      <ProblemText text={errors['']} />
      <p className="small soft">
        {sentTo === undefined ? (
          'They get a mail with a link that works once, for 14 days. They need no account yet.'
        ) : (
          <>
            The invitation to <b>{sentTo}</b> is on its way.
          </>
        )}
      </p>
    </form>
  );
}

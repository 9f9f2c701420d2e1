import { locale as localeSchema, timeZone as timeZoneSchema } from '@tripmaster/contracts';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import type { Registered, RegisterInput } from '../../lib/api-types.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { AccountFrame } from './account-frame.tsx';
import { EmailField, emailFault } from './email-field.tsx';
import { FormNotes } from './form-notes.tsx';
import { LookIntoMail } from './look-into-mail.tsx';
import { useNewPassword } from './new-password.ts';
import { PasswordField } from './password-field.tsx';
import { useAccountForm } from './use-account-form.ts';
import { useEnter } from './use-enter.ts';

export function SignUpPage() {
  usePageTitle('Open an account');
  const { next } = useSearch({ from: '/sign-up' });
  const enter = useEnter(next);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [mailed, setMailed] = useState(false);
  const newPassword = useNewPassword();
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm<RegisterInput, Registered>({
    send: (input) => api.auth.register.mutate(input),
    check: (input) => {
      const faults = { email: emailFault(input.email), password: newPassword.fault(input.password) };
      return Object.fromEntries(Object.entries(faults).flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault]])));
    },
    onDone: (answer) => (answer.status === 'signed-in' ? enter(answer) : setMailed(true)),
    explain: ({ code, message }) => (code === 'email-taken' ? { email: message } : undefined),
  });
  const toSignIn = (
    <Link to="/sign-in" search={next === undefined ? {} : { next }}>
      Sign in
    </Link>
  );
  if (mailed)
    return (
      <AccountFrame>
        <LookIntoMail email={email} send={() => api.auth.resendVerification.mutate({ email })} onOtherAddress={() => setMailed(false)}>
          <p>
            We have written to <b>{email}</b>. The link in the mail opens the account; it is good for a day.
          </p>
        </LookIntoMail>
        <p className="small soft after">Opened it already? {toSignIn}.</p>
      </AccountFrame>
    );
  return (
    <AccountFrame>
      <h1>Open an account</h1>
      <p className="soft lede">
        {next === '/new'
          ? 'Your trip is filled in; the plan comes next.'
          : next?.startsWith('/join') === true || next?.startsWith('/s/') === true
            ? 'The trip you were asked onto comes next.'
            : 'To keep plans, change them and take them along.'}
      </p>
      <FormNotes error={errors['']} pausedUntil={pausedUntil} />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit({ email, password, ...(name.trim() !== '' && { name }), ...surroundings() });
        }}
      >
        <Field label="Name" optional error={errors['name']} hint="As fellow travellers should see it.">
          <TextInput
            name="name"
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              touched('name');
            }}
          />
        </Field>
        <EmailField
          value={email}
          error={errors['email']}
          onChange={(value) => {
            setEmail(value);
            touched('email');
          }}
        />
        <PasswordField
          fresh
          value={password}
          error={errors['password']}
          hint={newPassword.hint}
          onChange={(value) => {
            setPassword(value);
            touched('password');
          }}
        />
        <Button type="submit" variant="primary" size="big" block busy={busy}>
          {busy ? 'Opening the account' : 'Open the account'}
        </Button>
      </form>
      <p className="small soft after">Have an account? {toSignIn}.</p>
    </AccountFrame>
  );
}

/** Language and zone of this browser, so that plans and mails speak it from the start. */
function surroundings(): Pick<RegisterInput, 'locale' | 'timeZone'> {
  const locale = localeSchema.safeParse(navigator.language);
  const timeZone = timeZoneSchema.safeParse(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return { ...(locale.success && { locale: locale.data }), ...(timeZone.success && { timeZone: timeZone.data }) };
}

import { email as emailSchema, locale as localeSchema, timeZone as timeZoneSchema } from '@tripmaster/contracts';
import { EnvelopeSimpleIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import type { RegisterInput } from '../../lib/api-types.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { AccountFrame } from './account-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { useAccountForm } from './use-account-form.ts';

/** The server's default; it says so itself where an operator asks for more. */
const SHORTEST_PASSWORD = 12;

export function SignUpPage() {
  usePageTitle('Open an account');
  const { next } = useSearch({ from: '/sign-up' });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [mailed, setMailed] = useState(false);
  const { form, errors, busy, touched, submit } = useAccountForm<RegisterInput>({
    send: (input) => api.auth.register.mutate(input),
    check,
    next,
    onOther: () => setMailed(true),
  });
  return (
    <AccountFrame>
      <h1>Open an account</h1>
      <p className="soft lede">
        {next === '/new' ? 'Your trip is filled in; the plan comes next.' : 'To keep plans, change them and take them along.'}
      </p>
      <div role="alert">
        {mailed && (
          <Note icon={EnvelopeSimpleIcon}>
            <b>Look into your mail.</b> We have written to {email}. The link in it opens the account.
          </Note>
        )}
        {errors[''] !== undefined && (
          <Note icon={WarningCircleIcon} tone="broken">
            {errors['']}
          </Note>
        )}
      </div>
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
        <Field label="E-mail" error={errors['email']}>
          <TextInput
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={254}
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              touched('email');
            }}
          />
        </Field>
        <PasswordField
          fresh
          value={password}
          error={errors['password']}
          hint={`At least ${SHORTEST_PASSWORD} characters; a few words in a row are good. Any characters, spaces too.`}
          onChange={(value) => {
            setPassword(value);
            touched('password');
          }}
        />
        <Button type="submit" variant="primary" size="big" block busy={busy}>
          {busy ? 'Opening the account' : 'Open the account'}
        </Button>
      </form>
      <p className="small soft after">
        Have an account?{' '}
        <Link to="/sign-in" search={next === undefined ? {} : { next }}>
          Sign in
        </Link>
        .
      </p>
    </AccountFrame>
  );
}

function check({ email, password }: RegisterInput): Record<string, string> {
  const length = Array.from(password).length;
  return {
    ...(!emailSchema.safeParse(email).success && {
      email: email.trim() === '' ? 'Type your e-mail address.' : 'This is not a whole e-mail address.',
    }),
    ...(length < SHORTEST_PASSWORD && {
      password: length === 0 ? 'Choose a password.' : `This has ${length} of at least ${SHORTEST_PASSWORD} characters.`,
    }),
  };
}

/** Language and zone of this browser, so that plans and mails speak it from the start. */
function surroundings(): Pick<RegisterInput, 'locale' | 'timeZone'> {
  const locale = localeSchema.safeParse(navigator.language);
  const timeZone = timeZoneSchema.safeParse(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return { ...(locale.success && { locale: locale.data }), ...(timeZone.success && { timeZone: timeZone.data }) };
}

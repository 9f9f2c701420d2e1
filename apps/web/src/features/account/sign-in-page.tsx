import { email as emailSchema } from '@tripmaster/contracts';
import { WarningCircleIcon } from '@phosphor-icons/react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import type { LoginInput } from '../../lib/api-types.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { AccountFrame } from './account-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { useAccountForm } from './use-account-form.ts';

export function SignInPage() {
  usePageTitle('Sign in');
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [other, setOther] = useState(false);
  const { form, errors, busy, touched, submit } = useAccountForm<LoginInput>({
    send: (input) => api.auth.login.mutate(input),
    check,
    next,
    onOther: () => setOther(true),
  });
  return (
    <AccountFrame>
      <h1>Sign in</h1>
      <p className="soft lede">
        {next === '/new' ? (
          'Your trip is filled in; the plan comes next.'
        ) : (
          <>
            Your trips are on this server: <b>{window.location.host}</b>
          </>
        )}
      </p>
      <div role="alert">
        {other && (
          <Note icon={WarningCircleIcon} tone="tight">
            This account asks for a second step, which this page can’t take yet.
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
          submit({ email, password });
        }}
      >
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
              touched('email', 'password');
            }}
          />
        </Field>
        <PasswordField
          value={password}
          error={errors['password']}
          onChange={(value) => {
            setPassword(value);
            touched('password');
          }}
        />
        <Button type="submit" variant="primary" size="big" block busy={busy}>
          {busy ? 'Signing in' : 'Sign in'}
        </Button>
      </form>
      <p className="small soft after">
        No account yet?{' '}
        <Link to="/sign-up" search={next === undefined ? {} : { next }}>
          Open one
        </Link>
        . You can also <Link to="/">try a plan without</Link>.
      </p>
    </AccountFrame>
  );
}

function check({ email, password }: LoginInput): Record<string, string> {
  return {
    ...(!emailSchema.safeParse(email).success && {
      email: email.trim() === '' ? 'Type your e-mail address.' : 'This is not a whole e-mail address.',
    }),
    ...(password === '' && { password: 'Type your password.' }),
  };
}

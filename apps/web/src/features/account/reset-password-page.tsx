import { useState } from 'react';
import { api, refreshUser } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { AccountFrame } from './account-frame.tsx';
import { FormNotes } from './form-notes.tsx';
import { useNewPassword } from './new-password.ts';
import { Onward } from './onward.tsx';
import { PasswordField } from './password-field.tsx';
import { StepTitle } from './step-title.tsx';
import { useAccountForm } from './use-account-form.ts';
import { useHashToken } from './use-hash-token.ts';

/** Chooses a new password by a mailed link. */
export function ResetPasswordPage() {
  usePageTitle('Choose a new password');
  const token = useHashToken();
  return (
    <AccountFrame>
      <Reset key={token} token={token} />
    </AccountFrame>
  );
}

function Reset({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const [stage, setStage] = useState<'asking' | 'over' | 'done'>(token === '' ? 'over' : 'asking');
  const newPassword = useNewPassword();
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm({
    send: async () => {
      await api.auth.resetPassword.mutate({ token, password });
      // Where it was this account's, the session here has ended with the others.
      await refreshUser();
    },
    check: () => {
      const fault = newPassword.fault(password);
      return fault === undefined ? {} : { password: fault };
    },
    onDone: () => setStage('done'),
    explain: ({ code, fields }) => {
      if (code !== 'link-over' && !fields.some(({ path }) => path === 'token')) return undefined;
      setStage('over');
      return {};
    },
  });
  if (stage === 'over') return <LinkOver />;
  if (stage === 'done')
    return (
      <>
        <StepTitle>Your password is changed</StepTitle>
        <p className="soft lede">Everybody who was signed in to the account is signed out, and its API tokens have ended.</p>
        <Onward signIn="Sign in with the new password" />
      </>
    );
  return (
    <>
      <h1>Choose a new password</h1>
      <p className="soft lede">Everybody who is signed in to the account is signed out by this, on every device.</p>
      <FormNotes error={errors['']} pausedUntil={pausedUntil} />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(undefined);
        }}
      >
        <PasswordField
          label="New password"
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
          {busy ? 'Changing the password' : 'Change the password'}
        </Button>
      </form>
    </>
  );
}

function LinkOver() {
  return (
    <>
      <StepTitle>This link no longer works</StepTitle>
      <p className="soft lede">It has been used, is more than an hour old, or is not whole. Your password is as it was.</p>
      <ButtonLink variant="primary" size="big" block to="/forgot-password">
        Ask for a new link
      </ButtonLink>
    </>
  );
}

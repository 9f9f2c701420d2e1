import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button } from '../../ui/button.tsx';
import { AccountFrame } from './account-frame.tsx';
import { EmailField, emailFault } from './email-field.tsx';
import { FormNotes } from './form-notes.tsx';
import { LookIntoMail } from './look-into-mail.tsx';
import { useAccountForm } from './use-account-form.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** An address typed on the page before. */
    email?: string;
  }
}

/** Asks for a link to choose a new password. What it answers does not depend on whether there is such an account. */
export function ForgotPasswordPage() {
  usePageTitle('A new password');
  const typed = useLocation({ select: ({ state }) => state.email });
  const [email, setEmail] = useState(typed ?? '');
  const [mailed, setMailed] = useState(false);
  const ask = () => api.auth.requestPasswordReset.mutate({ email });
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm({
    send: ask,
    check: () => {
      const fault = emailFault(email);
      return fault === undefined ? {} : { email: fault };
    },
    onDone: () => setMailed(true),
  });
  if (mailed)
    return (
      <AccountFrame>
        <LookIntoMail email={email} send={ask} onOtherAddress={() => setMailed(false)}>
          <p>
            If <b>{email}</b> has an account here, a link to choose a new password is on its way. It works once, for an hour.
          </p>
        </LookIntoMail>
      </AccountFrame>
    );
  return (
    <AccountFrame>
      <h1>A new password</h1>
      <p className="soft lede">We mail you a link to choose one. It lets you in even while wrong tries have brought a pause.</p>
      <FormNotes error={errors['']} pausedUntil={pausedUntil} what="The next mail can be sent" />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(undefined);
        }}
      >
        <EmailField
          value={email}
          error={errors['email']}
          onChange={(value) => {
            setEmail(value);
            touched('email');
          }}
        />
        <Button type="submit" variant="primary" size="big" block busy={busy}>
          {busy ? 'Sending the link' : 'Send the link'}
        </Button>
      </form>
      <p className="small soft after">
        It came back to you? <Link to="/sign-in">Sign in</Link>.
      </p>
    </AccountFrame>
  );
}

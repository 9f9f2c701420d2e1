import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, refreshUser } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { AccountFrame } from './account-frame.tsx';
import { EmailField, emailFault } from './email-field.tsx';
import { FormNotes } from './form-notes.tsx';
import { LinkOutcome, type LinkWords } from './link-outcome.tsx';
import { SendAgain } from './send-again.tsx';
import { useAccountForm } from './use-account-form.ts';
import { useHashToken } from './use-hash-token.ts';

const WORDS: LinkWords = {
  doing: 'Your address is being confirmed',
  done: 'Your address is confirmed',
  afterwards: {
    signedIn: 'Messages about your account reach you there.',
    signedOut: 'Sign in with it to get to your trips.',
  },
  over: 'It has been used, is more than a day old, or is not whole. If you used it before, your address is confirmed: sign in.',
};

/** To somebody who is signed in and has nothing left to confirm. */
const CONFIRMED: LinkWords = { ...WORDS, over: 'It has been used, is more than a day old, or is not whole. You don’t need it any more.' };

async function verify(token: string): Promise<void> {
  await api.auth.verifyEmail.mutate({ token });
  await refreshUser();
}

/** Confirms the address of an account by the link mailed to it. */
export function VerifyEmailPage() {
  usePageTitle('Confirm your address');
  const token = useHashToken();
  const session = useSession();
  const confirmed = session.status === 'signed-in' && session.user.emailVerified;
  return (
    <AccountFrame>
      <LinkOutcome key={token} token={token} send={verify} words={confirmed ? CONFIRMED : WORDS}>
        {session.status !== 'signed-in' ? <AskAgain /> : <Mine email={session.user.email} verified={confirmed} />}
      </LinkOutcome>
    </AccountFrame>
  );
}

function Mine({ email, verified }: { email: string; verified: boolean }) {
  return (
    <>
      {verified ? (
        <p>Your address {email} is confirmed.</p>
      ) : (
        <SendAgain label="Send a new link" send={() => api.auth.resendVerification.mutate({ email })} />
      )}
      <p className="small after">
        <Link to="/plans">To your trips</Link>
      </p>
    </>
  );
}

function AskAgain() {
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm({
    send: () => api.auth.resendVerification.mutate({ email }),
    check: () => {
      const fault = emailFault(email);
      return fault === undefined ? {} : { email: fault };
    },
    onDone: () => setSentTo(email),
  });
  return (
    <>
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
          {busy ? 'Sending' : 'Send a new link'}
        </Button>
      </form>
      <output className="small soft sent">
        {sentTo !== undefined && `If ${sentTo} has an account that is not confirmed yet, a new link is on its way.`}
      </output>
      <p className="small soft after">
        Confirmed already? <Link to="/sign-in">Sign in</Link>.
      </p>
    </>
  );
}

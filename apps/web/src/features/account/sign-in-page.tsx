import { secondFactorMethod, ticketToken } from '@tripmaster/contracts';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { LoggedIn } from '../../lib/api-types.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { AccountFrame } from './account-frame.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignInStart } from './sign-in-start.tsx';
import { useEnter } from './use-enter.ts';
import { useHashToken } from './use-hash-token.ts';

type Halfway = Extract<LoggedIn, { status: 'second-factor' }>;

/** Signing in: by passkey, by another provider or by password, and the second step where an account asks for one. */
export function SignInPage() {
  usePageTitle('Sign in');
  const { next, openid } = useSearch({ from: '/sign-in' });
  const enter = useEnter(next);
  const [email, setEmail] = useState('');
  const [remember, setRemember] = useState(true);
  const hash = useHashToken();
  const [halfway, setHalfway] = useState(() => halfwayOf(hash));
  /** Why the second step led back here; empty when the person chose to. */
  const [sentBack, setSentBack] = useState<string>();
  return (
    <AccountFrame>
      {halfway === undefined ? (
        <SignInStart
          next={next}
          openIdProblem={openid}
          sentBack={sentBack}
          email={email}
          onEmail={setEmail}
          remember={remember}
          onRemember={setRemember}
          onSignedIn={enter}
          onHalfway={setHalfway}
        />
      ) : (
        <SecondFactor
          challenge={halfway.challenge}
          methods={halfway.methods}
          onSignedIn={enter}
          onBack={(reason = '') => {
            setSentBack(reason);
            setHalfway(undefined);
          }}
        />
      )}
    </AccountFrame>
  );
}

/** A sign-in that another provider began and that wants a second step comes as `#challenge=…&methods=…`. */
function halfwayOf(hash: string): Halfway | undefined {
  const given = new URLSearchParams(hash);
  const challenge = ticketToken.safeParse(given.get('challenge'));
  const methods = (given.get('methods') ?? '').split(',').flatMap((method) => secondFactorMethod.safeParse(method).data ?? []);
  return challenge.success && methods.length > 0 ? { status: 'second-factor', challenge: challenge.data, methods } : undefined;
}

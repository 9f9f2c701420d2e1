import { api, refreshUser } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { AccountFrame } from './account-frame.tsx';
import { LinkOutcome, type LinkWords } from './link-outcome.tsx';
import { Onward } from './onward.tsx';
import { useHashToken } from './use-hash-token.ts';

const WORDS: LinkWords = {
  doing: 'Your new address is being confirmed',
  done: 'Your new address is confirmed',
  afterwards: { signedIn: 'Sign in with it from now on.', signedOut: 'Sign in with it from now on.' },
  over: 'It has been used, is more than an hour old, or is not whole. If you used it before, the new address counts already. Otherwise ask for the change once more, in your account.',
};

async function confirm(token: string): Promise<void> {
  await api.account.confirmEmailChange.mutate({ token });
  await refreshUser();
}

/** Takes the new address of an account, by the link mailed to it. */
export function ConfirmEmailPage() {
  usePageTitle('Confirm your new address');
  const token = useHashToken();
  return (
    <AccountFrame>
      <LinkOutcome key={token} token={token} send={confirm} words={WORDS}>
        <Onward />
      </LinkOutcome>
    </AccountFrame>
  );
}

import { ticketToken } from '@tripmaster/contracts';
import { useSearch } from '@tanstack/react-router';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { AccountFrame } from '../account/account-frame.tsx';
import { Onward } from '../account/onward.tsx';
import { StepTitle } from '../account/step-title.tsx';
import { useHashToken } from '../account/use-hash-token.ts';
import { useJoin } from './use-join.ts';

/** Where an invitation's mail leads: sign in or open an account, then come onto the trip. */
export function JoinPage() {
  usePageTitle('You are invited to a trip');
  const { token: carried } = useSearch({ from: '/join' });
  const mailed = ticketToken.safeParse(useHashToken());
  const token = mailed.success ? mailed.data : carried;
  return <AccountFrame>{token === undefined ? <Over /> : <Invited key={token} token={token} />}</AccountFrame>;
}

function Invited({ token }: { token: string }) {
  const session = useSession();
  const join = useJoin();
  const code = join.error === null ? undefined : readFailure(join.error).code;
  if (code === 'link-over') return <Over />;
  const next = `/join?token=${token}`;
  if (session.status !== 'signed-in')
    return (
      <>
        <h1>You are invited to a trip</h1>
        <p className="soft lede">Sign in to come onto it. Without an account, open one first: any e-mail address will do.</p>
        <p>
          <ButtonLink variant="primary" size="big" block to="/sign-in" search={{ next }}>
            Sign in
          </ButtonLink>
        </p>
        <p className="after">
          <ButtonLink size="big" block to="/sign-up" search={{ next }}>
            Open an account
          </ButtonLink>
        </p>
      </>
    );
  const { name, email } = session.user;
  return (
    <>
      <h1>You are invited to a trip</h1>
      <p className="soft lede">
        You come onto it as <b>{name ?? email}</b>
        {name === undefined
          ? '. The others see no address of yours, and no name until you give one.'
          : '. The others see this name, and not your address.'}
      </p>
      <Problem title="Not joined." error={join.error} />
      <Button variant="primary" size="big" block busy={join.isPending} onClick={() => join.mutate(token)}>
        {join.isPending ? 'Joining' : 'Come onto the trip'}
      </Button>
    </>
  );
}

function Over() {
  return (
    <>
      <StepTitle>This invitation no longer works</StepTitle>
      <p className="soft lede">It has been used, was withdrawn, is more than 14 days old, or is not whole. Ask for another one.</p>
      <Onward />
    </>
  );
}

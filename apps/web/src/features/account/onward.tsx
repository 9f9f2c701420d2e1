import { useSession } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button.tsx';

/** The way on from where a mailed link led: to one's trips, or to signing in first. */
export function Onward({ signIn = 'Sign in' }: { signIn?: string }) {
  const signedIn = useSession().status === 'signed-in';
  return (
    <ButtonLink variant="primary" size="big" block to={signedIn ? '/plans' : '/sign-in'}>
      {signedIn ? 'To your trips' : signIn}
    </ButtonLink>
  );
}

import { useRouter } from '@tanstack/react-router';
import type { SignedIn } from '../../lib/api-types.ts';
import { signedInAs } from '../../lib/session.ts';

/** Lets whoever has just signed in (the client keeps the session) go on to where they wanted to be. */
export function useEnter(next: string | undefined): (answer: Pick<SignedIn, 'user'>) => void {
  const router = useRouter();
  return ({ user }) => {
    signedInAs(user);
    router.history.push(next ?? '/plans');
  };
}

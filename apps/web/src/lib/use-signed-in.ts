import type { User } from '@tripmaster/contracts';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from './session.ts';

/**
 * Who is signed in, for pages of one's own. When the session ends meanwhile, the page's own rule is asked again,
 * which sends people to sign in and back here.
 */
export function useSignedIn(): User | undefined {
  const session = useSession();
  const router = useRouter();
  const out = session.status === 'signed-out';
  useEffect(() => {
    if (out) void router.invalidate();
  }, [out, router]);
  return session.status === 'signed-in' ? session.user : undefined;
}

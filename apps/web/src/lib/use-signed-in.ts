import type { User } from '@tripmaster/contracts';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from './session.ts';

/** Who is signed in, for pages of one's own. When the session ends meanwhile, they are sent to sign in and come back. */
export function useSignedIn(): User | undefined {
  const session = useSession();
  const navigate = useNavigate();
  const next = useLocation({ select: ({ href }) => href });
  const out = session.status === 'signed-out';
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { next }, replace: true });
  }, [out, navigate, next]);
  return session.status === 'signed-in' ? session.user : undefined;
}

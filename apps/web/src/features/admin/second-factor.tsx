import { LockKeyIcon } from '@phosphor-icons/react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { signOut } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { Button } from '../../ui/button.tsx';
import css from './admin.module.css';

/** What to do when the server lets nobody administer without a second factor; else the page. */
export function WithSecondFactor({ error, children }: { error: Error | null; children: ReactNode }) {
  if (error === null || readFailure(error).code !== 'second-factor-needed') return children;
  return (
    <div className={`card pad ${css.lock}`}>
      <LockKeyIcon size={24} aria-hidden />
      <h2>Administration needs a second factor</h2>
      <p>
        This session was opened without one. <Link to="/account/security">Add a passkey or an authenticator app</Link>, and you are in. If
        you have one already, sign in again with it.
      </p>
      <Button variant="primary" onClick={() => void signOut()}>
        Sign in again
      </Button>
    </div>
  );
}

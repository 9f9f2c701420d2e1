import { EnvelopeSimpleIcon, XIcon } from '@phosphor-icons/react';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { keep, readKept } from '../../lib/kept.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { SendAgain } from './send-again.tsx';
import css from './unverified-notice.module.css';

const DISMISSED = 'tripmaster.unverified-dismissed';

/** For those whose address nobody has confirmed yet; stays away for this tab once it is sent away. */
export function UnverifiedNotice() {
  const session = useSession();
  const [dismissed, setDismissed] = useState(() => readKept(DISMISSED) === true);
  if (dismissed || session.status !== 'signed-in' || session.user.emailVerified) return null;
  const { email } = session.user;
  return (
    <aside className={css.notice} aria-label="Your e-mail address">
      <EnvelopeSimpleIcon size={20} aria-hidden />
      <p>
        <b>{email}</b> is not confirmed yet. Open the link in the mail we sent there.
      </p>
      <SendAgain send={() => api.auth.resendVerification.mutate({ email })} />
      <Button
        variant="quiet"
        size="sm"
        icon
        className={css.away ?? ''}
        aria-label="Not now"
        onClick={() => {
          keep(DISMISSED, true);
          setDismissed(true);
        }}
      >
        <XIcon size={16} weight="bold" aria-hidden />
      </Button>
    </aside>
  );
}

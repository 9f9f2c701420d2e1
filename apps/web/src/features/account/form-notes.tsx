import { ClockCountdownIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { type ReactNode, useEffect, useState } from 'react';
import { Note } from '../../ui/marks.tsx';

/** Above a form: what is wrong with it as a whole, or how long the server asks to wait. */
export function FormNotes({
  error,
  pausedUntil,
  what = 'The next try is possible',
  children,
}: {
  error: string | undefined;
  pausedUntil?: number | undefined;
  /** What is possible again after the pause: `Passwords are taken again`. */
  what?: string;
  /** What one can do instead of waiting. */
  children?: ReactNode;
}) {
  return (
    <>
      <div role="alert">
        {error !== undefined && (
          <Note icon={WarningCircleIcon} tone="broken">
            {error}
          </Note>
        )}
      </div>
      <div aria-live="polite">
        {pausedUntil !== undefined && (
          <Note icon={ClockCountdownIcon} tone="tight">
            <Pause key={pausedUntil} until={pausedUntil} what={what} />
            {children}
          </Note>
        )}
      </div>
    </>
  );
}

/** The wait in words that change once a minute, so that nobody is talked over by seconds. */
function Pause({ until, what }: { until: number; what: string }) {
  const [now, setNow] = useState(() => Date.now());
  const over = now >= until;
  useEffect(() => {
    if (over) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over]);
  return over ? (
    <p>You can try again now.</p>
  ) : (
    <p>
      <b>Too many tries.</b> {what} {waitInWords(until - now)}.
    </p>
  );
}

/** `in 14 minutes`, `in less than a minute`. */
export function waitInWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes <= 1 ? 'in less than a minute' : `in ${minutes} minutes`;
}

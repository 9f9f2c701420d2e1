import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Brand } from '../../ui/brand.tsx';
import { OfflineBand } from '../../ui/offline-band.tsx';
import { TICKS, tickPath } from '../../ui/seal/geometry.ts';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import './account.css';

/** The cover with the seal, and a form of 400 px beside it. */
export function AccountFrame({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(() => {
    // Who comes from another page of the app has lost the link that had the focus.
    const arrived = router.state.location.state.__TSR_index > 0 && document.activeElement === document.body;
    if (arrived) main.current?.focus({ preventScroll: true });
  }, [router]);
  return (
    <>
      <OfflineBand>What you send waits until there is a connection.</OfflineBand>
      <main className="account" ref={main} tabIndex={-1}>
        <section className="account-cover cover">
          <Brand />
          <svg className="account-dial" width="300" height="300" viewBox="0 0 120 120" aria-hidden="true">
            <circle className="rim" cx="60" cy="60" r="56" />
            {Array.from({ length: TICKS }, (_, index) => (
              <path key={index} className="tick" d={tickPath(index, 'holds')} />
            ))}
            <path className="check" d="M41 61l13 14L81 46" />
          </svg>
          <p className="d">Twenty rules hold, or you hear why{'\u00a0'}not.</p>
        </section>
        <section className="account-form">
          <div className="account-theme">
            <ThemeToggle />
          </div>
          <div>{children}</div>
        </section>
      </main>
    </>
  );
}

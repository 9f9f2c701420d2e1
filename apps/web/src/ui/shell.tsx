import { CompassIcon, GaugeIcon, PlusIcon, SignOutIcon, SuitcaseRollingIcon, UserCircleIcon } from '@phosphor-icons/react';
import type { User } from '@tripmaster/contracts';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { signOut } from '../lib/api.ts';
import { forgetKept } from '../lib/kept.ts';
import { useSession } from '../lib/session.ts';
import { Announcer } from './announcer.tsx';
import { Brand } from './brand.tsx';
import { buttonClass } from './button.tsx';
import { CountingQuestion } from './counting-question.tsx';
import { Menu, MenuItem, MenuLine, MenuLink } from './menu.tsx';
import { OfflineBand } from './offline-band.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import './shell.css';

/** Bars above and below every page but the cover pages; moves focus to the page after a change of page. */
export function Shell({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        // A form that came back refused holds the focus at its fault.
        const atFault = document.activeElement?.getAttribute('aria-invalid') === 'true';
        if (pathChanged && fromLocation !== undefined && !atFault) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <TopBar />
      <OfflineBand>You see what was loaded before. What you type is kept in this browser.</OfflineBand>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <CountingQuestion />
      <Foot />
      <TabBar />
      <Announcer />
    </>
  );
}

function TopBar() {
  const session = useSession();
  return (
    <header className="top">
      <div className="wrap">
        <Brand />
        <nav aria-label="Main">
          <ul>
            {session.status === 'signed-in' && (
              <li>
                <Link to="/plans">Trips</Link>
              </li>
            )}
            <li>
              <Link to="/discover">Discover</Link>
            </li>
            {session.status === 'signed-out' && (
              <li>
                <Link to="/" hash="how" activeOptions={{ includeHash: true }}>
                  How plans are checked
                </Link>
              </li>
            )}
          </ul>
        </nav>
        <div className="end">
          <ThemeToggle />
          {session.status === 'signed-in' && <AccountMenu user={session.user} />}
          {session.status === 'signed-out' && (
            <Link to="/sign-in" className={buttonClass({ size: 'sm' })}>
              Sign in
            </Link>
          )}
        </div>
      </div>
    </header>
  );
}

function AccountMenu({ user: { name = '', email, role } }: { user: User }) {
  const navigate = useNavigate();
  const shown = name === '' ? email : name;
  return (
    <Menu
      className="avatar"
      label={`${initials(shown)}: ${shown}, your account`}
      trigger={initials(shown)}
      head={
        <>
          {name !== '' && <b>{name}</b>}
          <div className="soft">{email}</div>
        </>
      }
    >
      <MenuLink icon={SuitcaseRollingIcon} to="/plans">
        Trips
      </MenuLink>
      <MenuLink icon={UserCircleIcon} to="/account">
        Account
      </MenuLink>
      {role !== 'traveller' && (
        <MenuLink icon={GaugeIcon} to="/admin">
          Administration
        </MenuLink>
      )}
      <MenuLine />
      <MenuItem
        icon={SignOutIcon}
        onSelect={() =>
          void signOut()
            .catch(() => undefined)
            .then(forgetKept)
            .then(() => navigate({ to: '/' }))
        }
      >
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** Up to two first letters of a name or of an address. */
function initials(text: string): string {
  const words = (text.split('@')[0] ?? '').split(/[\s._-]+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => Array.from(word ?? '')[0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}

/** On phones, for people at home here; visitors have the bar above and the links below. */
function TabBar() {
  const session = useSession();
  if (session.status !== 'signed-in') return null;
  const size = 24;
  return (
    <nav className="tabbar" aria-label="Sections">
      <Link to="/plans">
        <SuitcaseRollingIcon size={size} aria-hidden />
        Trips
      </Link>
      <Link to="/" activeOptions={{ exact: true }}>
        <PlusIcon size={size} aria-hidden />
        Plan a trip
      </Link>
      <Link to="/discover">
        <CompassIcon size={size} aria-hidden />
        Discover
      </Link>
    </nav>
  );
}

function Foot() {
  return (
    <footer className="foot">
      <div className="wrap">
        <span>TripMaster AI is open source and runs on your own machine.</span>
        <ul>
          <li>
            <Link to="/" hash="how">
              How plans are checked
            </Link>
          </li>
          <li>
            <Link to="/discover">Discover</Link>
          </li>
          <li>
            <a href="/api/docs">For programs</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

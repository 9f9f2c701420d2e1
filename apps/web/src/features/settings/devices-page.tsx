import type { SessionView, SignInMethod } from '@tripmaster/contracts';
import { DesktopIcon, DeviceMobileIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Ago, Day } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { countryName } from './places-of-profile.ts';
import { account } from './queries.ts';
import { Entries, Entry } from './section.tsx';
import css from './settings.module.css';

const METHODS: Readonly<Record<SignInMethod, string>> = {
  password: 'By password',
  passkey: 'By passkey',
  openid: 'By another provider',
};
const OUT_OF_DATE = [account.sessions.queryKey];

/** Everywhere one is signed in. */
export function DevicesPage() {
  usePageTitle('Devices');
  const list = useInfiniteQuery(account.sessions);
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<SessionView>();
  const [others, setOthers] = useState<true>();
  const revoke = useChange({
    call: ({ id }: SessionView) => api.account.sessions.revoke.mutate({ id }),
    refresh: OUT_OF_DATE,
    said: (_, { device }) => `${device} is signed out.`,
  });
  const revokeOthers = useChange({
    call: () => api.account.sessions.revokeOthers.mutate(),
    refresh: OUT_OF_DATE,
    said: ({ ended }) => `${plural(ended, 'other device')} signed out.`,
  });
  const hasOthers = list.data?.pages.some(({ items }) => items.some(({ current }) => !current)) === true;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Devices
      </h1>
      <p className="lede">Where you are signed in. Sign out what you don’t know, then change the password.</p>
      <div className={css.list}>
        <Paged list={list} noun="devices" empty={null}>
          {(sessions) => (
            <Entries>
              {sessions.map((session) => (
                <Device key={session.id} session={session} onSignOut={setAsked} />
              ))}
            </Entries>
          )}
        </Paged>
        {list.isSuccess && !hasOthers && <p className={`soft small ${css.below}`}>You are signed in nowhere else.</p>}
        {hasOthers && (
          <p className={css.below}>
            <Button variant="danger" onClick={() => setOthers(true)}>
              Sign out all other devices
            </Button>
          </p>
        )}
      </div>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Sign out ${asked?.device ?? ''}?`}
        act="Sign out"
        acting="Signing out"
        change={revoke}
        doneFocus={heading}
        problem="Not signed out."
      >
        It has to sign in again to see your trips.
      </Confirm>
      <Confirm
        asked={others}
        onClose={() => setOthers(undefined)}
        title="Sign out all other devices?"
        act="Sign out all others"
        acting="Signing out"
        change={revokeOthers}
        doneFocus={heading}
        problem="Not signed out."
      >
        Only this device stays signed in.
      </Confirm>
    </>
  );
}

function Device({ session, onSignOut }: { session: SessionView; onSignOut: (session: SessionView) => void }) {
  const { device, country, method, secondFactor, createdAt, lastUsedAt, current } = session;
  const Sign = /\b(Android|iOS|iPadOS|iPhone|iPad)\b/.test(device) ? DeviceMobileIcon : DesktopIcon;
  return (
    <Entry
      icon={<Sign size={20} aria-hidden />}
      name={
        <>
          <bdi>{device}</bdi> {current && <Flag tone="now">This device</Flag>}
        </>
      }
      facts={
        <>
          {country !== undefined && `${countryName(country)}. `}
          {METHODS[method]}
          {method === 'password' && secondFactor && ' and second factor'}, since <Day value={createdAt} />.{' '}
          {!current && (
            <>
              Last used <Ago value={lastUsedAt} />.
            </>
          )}
        </>
      }
      {...(!current && {
        act: (
          <Button size="sm" aria-label={`Sign out ${device}`} onClick={() => onSignOut(session)}>
            Sign out
          </Button>
        ),
      })}
    />
  );
}

import {
  BellIcon,
  CalendarDotsIcon,
  ClockCounterClockwiseIcon,
  CreditCardIcon,
  DevicesIcon,
  FolderUserIcon,
  IdentificationCardIcon,
  KeyIcon,
  ShieldIcon,
  WebhooksLogoIcon,
} from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSignedIn } from '../../lib/use-signed-in.ts';
import { useWide } from '../../lib/use-wide.ts';
import { SideFrame, type SidePage } from '../../ui/side.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { account } from './queries.ts';

const PAGES: readonly SidePage[] = [
  { to: '/account/profile', label: 'Profile', about: 'Name, e-mail, language, money', icon: IdentificationCardIcon },
  { to: '/account/security', label: 'Sign-in and security', about: 'Password, passkeys, second factor', icon: ShieldIcon },
  { to: '/account/devices', label: 'Devices', about: 'Where you are signed in', icon: DevicesIcon },
  { to: '/account/tokens', label: 'API tokens', about: 'For programs of your own', icon: KeyIcon },
  { to: '/account/calendars', label: 'Calendars', about: 'Trips in a calendar program', icon: CalendarDotsIcon },
  { to: '/account/webhooks', label: 'Webhooks', about: 'Told of what happens to your trips', icon: WebhooksLogoIcon },
  { to: '/account/notifications', label: 'Notifications', about: 'Which mails you get', icon: BellIcon },
  { to: '/account/activity', label: 'Activity', about: 'What happened to this account', icon: ClockCounterClockwiseIcon },
  { to: '/account/data', label: 'Your data', about: 'Take it along, or delete the account', icon: FolderUserIcon },
];

const PAYMENTS: SidePage = {
  to: '/account/payments',
  label: 'Plan and payments',
  about: 'What you have, cards, invoices',
  icon: CreditCardIcon,
};

/** Where nothing is sold, nothing is said of it. */
function usePages(signedIn: boolean): readonly SidePage[] {
  const { data } = useQuery({ ...account.billing, enabled: signedIn });
  return data === undefined || data.state === 'off' ? PAGES : PAGES.toSpliced(1, 0, PAYMENTS);
}

/** A page of one's account beside the list of them. */
export function SettingsFrame() {
  const user = useSignedIn();
  const pages = usePages(user !== undefined);
  if (user === undefined) return null;
  return (
    <SideFrame name="Account" pages={pages} phone="leaf">
      <Outlet />
      <ProofDialog />
    </SideFrame>
  );
}

/** On phones the list of pages; where there is room it stands beside each page anyway. */
export function AccountIndex() {
  usePageTitle('Account');
  const wide = useWide();
  const user = useSignedIn();
  const pages = usePages(user !== undefined);
  if (user === undefined) return null;
  if (wide) return <Navigate to="/account/profile" replace />;
  return (
    <div className="account-index">
      <div className="wrap account-index-head">
        <h1>Account</h1>
        <p className="soft">{user.email}</p>
      </div>
      <SideFrame name="Account" pages={pages} phone="list">
        {null}
      </SideFrame>
    </div>
  );
}

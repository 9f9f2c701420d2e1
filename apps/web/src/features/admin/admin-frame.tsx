import { FlagIcon, ListChecksIcon, UsersIcon } from '@phosphor-icons/react';
import { Outlet } from '@tanstack/react-router';
import { useSignedIn } from '../../lib/use-signed-in.ts';
import { SideFrame, type SidePage } from '../../ui/side.tsx';

const PEOPLE: SidePage = { to: '/admin/users', label: 'People', about: 'Accounts and roles', icon: UsersIcon };
const REPORTS: SidePage = { to: '/admin/reports', label: 'Reported plans', about: 'What readers find fault with', icon: FlagIcon };
const LOG: SidePage = { to: '/admin/audit', label: 'Audit log', about: 'Who did what', icon: ListChecksIcon };

/** Administration beside the list of its pages. Supporters see no log. */
export function AdminFrame() {
  const user = useSignedIn();
  if (user === undefined) return null;
  return (
    <SideFrame name="Administration" pages={user.role === 'admin' ? [PEOPLE, REPORTS, LOG] : [PEOPLE, REPORTS]} phone="strip">
      <Outlet />
    </SideFrame>
  );
}

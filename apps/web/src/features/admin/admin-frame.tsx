import {
  ArchiveIcon,
  BellIcon,
  ChartLineUpIcon,
  CoinsIcon,
  FlagIcon,
  FunnelIcon,
  GlobeHemisphereEastIcon,
  HeartbeatIcon,
  ListChecksIcon,
  PulseIcon,
  SignpostIcon,
  SwapIcon,
  ToggleRightIcon,
  UsersIcon,
  UsersThreeIcon,
} from '@phosphor-icons/react';
import { Outlet } from '@tanstack/react-router';
import { useSignedIn } from '../../lib/use-signed-in.ts';
import { SideFrame, type SidePage } from '../../ui/side.tsx';

const FIGURES: readonly SidePage[] = [
  { to: '/admin', label: 'Overview', about: 'How many come, stay and plan', icon: ChartLineUpIcon, exact: true },
  { to: '/admin/now', label: 'Now', about: 'The last half hour', icon: PulseIcon },
  { to: '/admin/engagement', label: 'Engagement', about: 'Who is active, who comes back', icon: UsersThreeIcon },
  { to: '/admin/funnel', label: 'Funnel', about: 'How far people come', icon: FunnelIcon },
  { to: '/admin/places', label: 'Places', about: 'From where, and to where', icon: GlobeHemisphereEastIcon },
  { to: '/admin/sources', label: 'Sources', about: 'What leads here', icon: SignpostIcon },
  { to: '/admin/revenue', label: 'Revenue', about: 'Payments, clicks, cost of models', icon: CoinsIcon },
  { to: '/admin/flags', label: 'Flags', about: 'What is switched on, for whom', icon: ToggleRightIcon },
  { to: '/admin/experiments', label: 'Experiments', about: 'What works better', icon: SwapIcon },
];
const SUPPORT: readonly SidePage[] = [
  { to: '/admin/users', label: 'People', about: 'Accounts and roles', icon: UsersIcon },
  { to: '/admin/reports', label: 'Reported plans', about: 'What readers find fault with', icon: FlagIcon },
];
const SERVER: readonly SidePage[] = [
  { to: '/admin/audit', label: 'Audit log', about: 'Who did what', icon: ListChecksIcon },
  { to: '/admin/server', label: 'Server', about: 'Health, jobs and mails', icon: HeartbeatIcon },
  { to: '/admin/backups', label: 'Backups', about: 'Copies of everything', icon: ArchiveIcon },
  { to: '/admin/alerts', label: 'Alerts', about: 'What tells you when', icon: BellIcon },
];

/** Administration beside the list of its pages. Supporters see people and what is reported. */
export function AdminFrame() {
  const user = useSignedIn();
  if (user === undefined) return null;
  return (
    <SideFrame name="Administration" pages={user.role === 'admin' ? [...FIGURES, ...SUPPORT, ...SERVER] : SUPPORT} phone="strip">
      <Outlet />
    </SideFrame>
  );
}

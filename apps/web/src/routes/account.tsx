import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { mustBeSignedIn, shell } from './root.tsx';

const settings = createRoute({
  getParentRoute: () => shell,
  id: 'settings',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/settings/settings-frame.tsx'), 'SettingsFrame'),
});

const accountIndex = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/settings/settings-frame.tsx'), 'AccountIndex'),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: '/account/profile',
  component: lazyRouteComponent(() => import('../features/settings/profile-page.tsx'), 'ProfilePage'),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: '/account/security',
  component: lazyRouteComponent(() => import('../features/settings/security-page.tsx'), 'SecurityPage'),
});

const devices = createRoute({
  getParentRoute: () => settings,
  path: '/account/devices',
  component: lazyRouteComponent(() => import('../features/settings/devices-page.tsx'), 'DevicesPage'),
});

const tokens = createRoute({
  getParentRoute: () => settings,
  path: '/account/tokens',
  component: lazyRouteComponent(() => import('../features/settings/tokens-page.tsx'), 'TokensPage'),
});

const calendars = createRoute({
  getParentRoute: () => settings,
  path: '/account/calendars',
  component: lazyRouteComponent(() => import('../features/settings/calendars-page.tsx'), 'CalendarsPage'),
});

const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/account/webhooks',
  component: lazyRouteComponent(() => import('../features/settings/webhooks-page.tsx'), 'WebhooksPage'),
});

const payments = createRoute({
  getParentRoute: () => settings,
  path: '/account/payments',
  component: lazyRouteComponent(() => import('../features/settings/payments-page.tsx'), 'PaymentsPage'),
});

/** Where the payment service sends people back to. */
const paymentDone = createRoute({
  getParentRoute: () => settings,
  path: '/account/payments/done',
  component: lazyRouteComponent(() => import('../features/settings/payment-done-page.tsx'), 'PaymentDonePage'),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: '/account/notifications',
  component: lazyRouteComponent(() => import('../features/settings/notifications-page.tsx'), 'NotificationsPage'),
});

const activity = createRoute({
  getParentRoute: () => settings,
  path: '/account/activity',
  component: lazyRouteComponent(() => import('../features/settings/activity-page.tsx'), 'ActivityPage'),
});

const data = createRoute({
  getParentRoute: () => settings,
  path: '/account/data',
  component: lazyRouteComponent(() => import('../features/settings/data-page.tsx'), 'DataPage'),
});

/** The account: one list, a page for each matter. */
const pages = settings.addChildren([
  profile,
  payments,
  paymentDone,
  security,
  devices,
  tokens,
  calendars,
  webhooks,
  notifications,
  activity,
  data,
]);

export const accountPages = [accountIndex, pages];

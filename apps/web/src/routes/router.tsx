import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ticketToken } from '@tripmaster/contracts';
import { type OpenIdProblem, readOpenIdProblem } from '../features/account/openid-words.ts';
import { queries } from '../lib/queries.ts';
import { queryClient } from '../lib/query-client.ts';
import { sessionState } from '../lib/session.ts';
import { adminPages } from './admin.tsx';
import { NotFoundPage, PageFailed, PagePending } from './fallbacks.tsx';
import { mustBeSignedIn, root, shell, type RouterContext } from './root.tsx';

/** For the pages of those who are not in yet. */
async function mustBeSignedOut({ context, search }: { context: RouterContext; search: { next?: string } }): Promise<void> {
  await context.sessionReady;
  if (sessionState().status === 'signed-in') throw redirect({ href: search.next ?? '/plans', replace: true });
}

/** A way back that stays on this site. */
function readNext(search: Record<string, unknown>): { next?: string } {
  const { next } = search;
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}

/** The secret of an invitation, as the way back from signing in carries it. */
function readToken(search: Record<string, unknown>): { token?: string } {
  const token = ticketToken.safeParse(search['token']);
  return token.success ? { token: token.data } : {};
}

/** `openid` is what the way back from another provider says went wrong. */
function readSignIn(search: Record<string, unknown>): { next?: string; openid?: OpenIdProblem } {
  const openid = readOpenIdProblem(search['openid']);
  return { ...readNext(search), ...(openid !== undefined && { openid }) };
}

/** What the server asks of a sign-in is there with the page, so that nothing moves; without an answer it does without. */
async function loadSignInSettings(): Promise<void> {
  await queryClient.ensureQueryData(queries.signInSettings()).catch(() => undefined);
}

const landing = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/landing/landing-page.tsx'), 'LandingPage'),
});

const plans = createRoute({
  getParentRoute: () => shell,
  path: '/plans',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/plans/dashboard-page.tsx'), 'DashboardPage'),
});

const plan = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id',
  // A public plan needs no sign-in, but the first request should carry the session where there is one.
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/plan/plan-page.tsx'), 'PlanPage'),
});

const planHistory = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/history',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/plan/history-page.tsx'), 'HistoryPage'),
});

const planExpenses = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/expenses',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/expenses/expenses-page.tsx'), 'ExpensesPage'),
});

const generating = createRoute({
  getParentRoute: () => shell,
  path: '/new',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/generating/generating-page.tsx'), 'GeneratingPage'),
});

/** `into`: the trip that files are read for; without it they make a new one. */
function readImport(search: Record<string, unknown>): { into?: string } {
  const { into } = search;
  return typeof into === 'string' && /^[0-9a-f-]{36}$/.test(into) ? { into } : {};
}

const importing = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  validateSearch: readImport,
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('../features/import/import-page.tsx'), 'ImportPage'),
});

const discover = createRoute({
  getParentRoute: () => shell,
  path: '/discover',
  component: lazyRouteComponent(() => import('../features/discover/discover-page.tsx'), 'DiscoverPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignIn,
  beforeLoad: mustBeSignedOut,
  loader: loadSignInSettings,
  component: lazyRouteComponent(() => import('../features/account/sign-in-page.tsx'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: readNext,
  beforeLoad: mustBeSignedOut,
  loader: loadSignInSettings,
  component: lazyRouteComponent(() => import('../features/account/sign-up-page.tsx'), 'SignUpPage'),
});

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

const accountPages = settings.addChildren([
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

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../features/account/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

/** Where mailed links lead, whoever is signed in in this browser. */
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  beforeLoad: ({ context }) => context.sessionReady,
  loader: loadSignInSettings,
  component: lazyRouteComponent(() => import('../features/account/reset-password-page.tsx'), 'ResetPasswordPage'),
});

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/account/verify-email-page.tsx'), 'VerifyEmailPage'),
});

const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/account/confirm-email-page.tsx'), 'ConfirmEmailPage'),
});

const shared = createRoute({
  getParentRoute: () => shell,
  path: '/s/$token',
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/sharing/shared-page.tsx'), 'SharedPage'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  validateSearch: readToken,
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/sharing/join-page.tsx'), 'JoinPage'),
});

const routeTree = root.addChildren([
  shell.addChildren([
    landing,
    plans,
    plan,
    shared,
    planHistory,
    planExpenses,
    generating,
    importing,
    discover,
    accountIndex,
    accountPages,
    adminPages,
  ]),
  signIn,
  signUp,
  forgotPassword,
  resetPassword,
  verifyEmail,
  confirmEmail,
  join,
]);

export function makeRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

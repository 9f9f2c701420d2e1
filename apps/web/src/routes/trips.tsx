import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { mustBeSignedIn, shell } from './root.tsx';

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

const shared = createRoute({
  getParentRoute: () => shell,
  path: '/s/$token',
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/sharing/shared-page.tsx'), 'SharedPage'),
});

/** Trips: one’s own, those that are shared or public, and ways to new ones. */
export const tripPages = [plans, plan, planHistory, planExpenses, generating, importing, discover, shared];

import { createRoute, lazyRouteComponent, notFound, redirect, retainSearchParams } from '@tanstack/react-router';
import { readAlertsFilter, readExperimentsFilter, readLogFilter, readPeopleFilter, readServerFilter } from '../features/admin/filters.ts';
import { readPeriod } from '../features/admin/period.ts';
import { sessionState } from '../lib/session.ts';
import { mustBeSignedIn, shell, type RouterContext } from './root.tsx';

/** For administration: whoever has no part in it is told that there is no such page. */
async function mustBeStaff(at: { context: RouterContext; location: { href: string } }): Promise<void> {
  await mustBeSignedIn(at);
  const session = sessionState();
  if (session.status !== 'signed-in' || session.user.role === 'traveller') throw notFound();
}

function mustBeAdmin(): void {
  const session = sessionState();
  if (session.status !== 'signed-in' || session.user.role !== 'admin') throw notFound();
}

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  beforeLoad: mustBeStaff,
  component: lazyRouteComponent(() => import('../features/admin/admin-frame.tsx'), 'AdminFrame'),
});

/** Figures of days: which ones stands in the address, and goes along from page to page. */
const figures = createRoute({
  getParentRoute: () => admin,
  id: 'figures',
  validateSearch: readPeriod,
  search: { middlewares: [retainSearchParams(['days', 'from', 'to'])] },
  beforeLoad: () => {
    const session = sessionState();
    if (session.status === 'signed-in' && session.user.role === 'support') throw redirect({ to: '/admin/users', replace: true });
    mustBeAdmin();
  },
});

const overview = createRoute({
  getParentRoute: () => figures,
  path: '/',
  component: lazyRouteComponent(() => import('../features/admin/overview-page.tsx'), 'OverviewPage'),
});

const engagement = createRoute({
  getParentRoute: () => figures,
  path: '/engagement',
  component: lazyRouteComponent(() => import('../features/admin/engagement-page.tsx'), 'EngagementPage'),
});

const funnel = createRoute({
  getParentRoute: () => figures,
  path: '/funnel',
  component: lazyRouteComponent(() => import('../features/admin/funnel-page.tsx'), 'FunnelPage'),
});

const places = createRoute({
  getParentRoute: () => figures,
  path: '/places',
  component: lazyRouteComponent(() => import('../features/admin/places-page.tsx'), 'PlacesPage'),
});

const sources = createRoute({
  getParentRoute: () => figures,
  path: '/sources',
  component: lazyRouteComponent(() => import('../features/admin/sources-page.tsx'), 'SourcesPage'),
});

const revenue = createRoute({
  getParentRoute: () => figures,
  path: '/revenue',
  component: lazyRouteComponent(() => import('../features/admin/revenue-page.tsx'), 'RevenuePage'),
});

const now = createRoute({
  getParentRoute: () => admin,
  path: '/now',
  beforeLoad: mustBeAdmin,
  component: lazyRouteComponent(() => import('../features/admin/now-page.tsx'), 'NowPage'),
});

const people = createRoute({
  getParentRoute: () => admin,
  path: '/users',
  validateSearch: readPeopleFilter,
  component: lazyRouteComponent(() => import('../features/admin/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => admin,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('../features/admin/person-page.tsx'), 'PersonPage'),
});

const reports = createRoute({
  getParentRoute: () => admin,
  path: '/reports',
  component: lazyRouteComponent(() => import('../features/admin/reports-page.tsx'), 'ReportsPage'),
});

const audit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  beforeLoad: mustBeAdmin,
  validateSearch: readLogFilter,
  component: lazyRouteComponent(() => import('../features/admin/audit-page.tsx'), 'AuditPage'),
});

const alerts = createRoute({
  getParentRoute: () => admin,
  path: '/alerts',
  beforeLoad: mustBeAdmin,
  validateSearch: readAlertsFilter,
  component: lazyRouteComponent(() => import('../features/admin/alerts-page.tsx'), 'AlertsPage'),
});

const server = createRoute({
  getParentRoute: () => admin,
  path: '/server',
  beforeLoad: mustBeAdmin,
  validateSearch: readServerFilter,
  component: lazyRouteComponent(() => import('../features/admin/server-page.tsx'), 'ServerPage'),
});

const backups = createRoute({
  getParentRoute: () => admin,
  path: '/backups',
  beforeLoad: mustBeAdmin,
  component: lazyRouteComponent(() => import('../features/admin/backups-page.tsx'), 'BackupsPage'),
});

const flags = createRoute({
  getParentRoute: () => admin,
  path: '/flags',
  beforeLoad: mustBeAdmin,
  component: lazyRouteComponent(() => import('../features/admin/flags-page.tsx'), 'FlagsPage'),
});

const experiments = createRoute({
  getParentRoute: () => admin,
  path: '/experiments',
  beforeLoad: mustBeAdmin,
  validateSearch: readExperimentsFilter,
  component: lazyRouteComponent(() => import('../features/admin/experiments-page.tsx'), 'ExperimentsPage'),
});

const newExperiment = createRoute({
  getParentRoute: () => admin,
  path: '/experiments/new',
  beforeLoad: mustBeAdmin,
  component: lazyRouteComponent(() => import('../features/admin/experiment-page.tsx'), 'NewExperimentPage'),
});

const experiment = createRoute({
  getParentRoute: () => admin,
  path: '/experiments/$id',
  beforeLoad: mustBeAdmin,
  component: lazyRouteComponent(() => import('../features/admin/experiment-page.tsx'), 'ExperimentPage'),
});

export const adminPages = admin.addChildren([
  figures.addChildren([overview, engagement, funnel, places, sources, revenue]),
  now,
  people,
  person,
  reports,
  audit,
  alerts,
  server,
  backups,
  flags,
  experiments,
  newExperiment,
  experiment,
]);

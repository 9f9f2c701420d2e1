import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { accountPages } from './account.tsx';
import { adminPages } from './admin.tsx';
import { entrancePages } from './entrance.tsx';
import { NotFoundPage, PageFailed, PagePending } from './fallbacks.tsx';
import { root, shell, type RouterContext } from './root.tsx';
import { tripPages } from './trips.tsx';

const landing = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/landing/landing-page.tsx'), 'LandingPage'),
});

const routeTree = root.addChildren([shell.addChildren([landing, ...tripPages, ...accountPages, adminPages]), ...entrancePages]);

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

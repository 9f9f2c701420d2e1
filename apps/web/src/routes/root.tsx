import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { sessionState } from '../lib/session.ts';
import { Shell } from '../ui/shell.tsx';
import { NotFoundPage } from './fallbacks.tsx';

/** `sessionReady` settles once it is known whether somebody is signed in. */
export type RouterContext = { sessionReady: Promise<void> };

export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: () => (
    <Shell>
      <NotFoundPage />
    </Shell>
  ),
});

export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
});

/** For pages of one's own: others are sent to sign in and come back. */
export async function mustBeSignedIn({ context, location }: { context: RouterContext; location: { href: string } }): Promise<void> {
  await context.sessionReady;
  if (sessionState().status !== 'signed-in') throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
}

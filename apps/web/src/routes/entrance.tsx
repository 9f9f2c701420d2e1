import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ticketToken } from '@tripmaster/contracts';
import { type OpenIdProblem, readOpenIdProblem } from '../features/account/openid-words.ts';
import { queries } from '../lib/queries.ts';
import { queryClient } from '../lib/query-client.ts';
import { sessionState } from '../lib/session.ts';
import { root, type RouterContext } from './root.tsx';

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

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  validateSearch: readToken,
  beforeLoad: ({ context }) => context.sessionReady,
  component: lazyRouteComponent(() => import('../features/sharing/join-page.tsx'), 'JoinPage'),
});

/** Ways in, and where mailed links lead. */
export const entrancePages = [signIn, signUp, forgotPassword, resetPassword, verifyEmail, confirmEmail, join];

import { loggedIn, loginInput, refreshInput, registered, registerInput, session, user, type Session } from '@tripmaster/contracts';
import { open, router, signedIn, type Context } from '@tripmaster/rpc';
import { z } from 'zod';
import type { OpenSession, SessionsService } from '../sessions/sessions.service.ts';
import type { AccountsService } from './accounts.service.ts';

type Services = { accounts: AccountsService; sessions: SessionsService };

export function authRoutes({ accounts, sessions }: Services) {
  return router({
    register: open
      .input(registerInput)
      .output(registered)
      .mutation(async ({ ctx, input }) => {
        const { user: person, opened } = await accounts.register(input, ctx.userAgent);
        return { status: 'signed-in', user: person, session: handOver(ctx, opened) };
      }),
    login: open
      .input(loginInput)
      .output(loggedIn)
      .mutation(async ({ ctx, input }) => {
        const { user: person, opened } = await accounts.login(input, ctx.userAgent);
        return { status: 'signed-in', user: person, session: handOver(ctx, opened) };
      }),
    refresh: open
      .input(refreshInput)
      .output(z.strictObject({ session }))
      .mutation(async ({ ctx, input }) => {
        const opened = await sessions.refresh(input.refreshToken ?? ctx.refreshCookie.read());
        return { session: handOver(ctx, opened) };
      }),
    logout: signedIn.output(z.strictObject({ status: z.literal('signed-out') })).mutation(async ({ ctx }) => {
      await sessions.end(ctx.actor);
      ctx.refreshCookie.clear();
      return { status: 'signed-out' };
    }),
  });
}

export function accountRoutes({ accounts }: Services) {
  return router({
    me: signedIn.output(user).query(({ ctx }) => accounts.me(ctx.actor)),
  });
}

/** Browsers get the refresh token in a cookie no script can read; only clients that asked get it in the answer. */
function handOver(ctx: Context, { session: visible, refreshToken, refreshExpiresAt }: OpenSession): Session {
  if (ctx.client === 'token') return { ...visible, refreshToken };
  ctx.refreshCookie.write(refreshToken, refreshExpiresAt);
  return visible;
}

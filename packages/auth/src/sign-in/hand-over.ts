import type { Session, SignedIn } from '@tripmaster/contracts';
import type { Context } from '@tripmaster/rpc';
import type { OpenSession } from '../sessions/sessions.service.ts';
import type { Entered, Visit } from './entrance.ts';

/** Where the caller stands, as the services take it. */
export function visitOf({ origin, client, deviceCookie, refreshCookie }: Context): Visit {
  return {
    origin,
    deviceCookie: deviceCookie.read(),
    keepsCookies: client === 'cookie',
    replaces: client === 'cookie' ? refreshCookie.read() : undefined,
  };
}

/** Browsers get the refresh token in a cookie no script can read; only clients that asked get it in the answer. */
export function handOverSession(ctx: Pick<Context, 'client' | 'refreshCookie'>, opened: OpenSession): Session {
  if (ctx.client === 'token') return { ...opened.session, refreshToken: opened.refreshToken };
  ctx.refreshCookie.write(opened.refreshToken, opened.remembered ? opened.refreshExpiresAt : undefined);
  return opened.session;
}

/** The answer to whoever has just been let in. */
export function handOver(
  ctx: Pick<Context, 'client' | 'refreshCookie' | 'deviceCookie'>,
  { user, opened, deviceCookie }: Entered,
): SignedIn {
  if (ctx.client === 'cookie') ctx.deviceCookie.write(deviceCookie.value, deviceCookie.expiresAt);
  return { status: 'signed-in', user, session: handOverSession(ctx, opened) };
}

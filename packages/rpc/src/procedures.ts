import { initTRPC } from '@trpc/server';
import { AppError } from '@tripmaster/contracts';
import type { Context } from './context.ts';
import { errorShape, toTRPCError } from './errors.ts';

/** Who may call a procedure. Every procedure has one: it comes with the rung of the ladder it was built on. */
export type Guard = 'open' | 'visitor' | 'signed-in' | 'verified' | 'admin';
export type Meta = { guard?: Guard };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
    errorFormatter: ({ error, path }) => errorShape(error, path),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Gives application errors the transport code that belongs to them. */
const mapped = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTRPCError(result.error);
  return result;
});

/** Anyone, whoever they are; a token is not even looked at. */
export const open = mapped.meta({ guard: 'open' });

/** Anyone, but known when signed in: `ctx.actor` may be absent. A token that is no longer good is refused. */
export const visitor = mapped.meta({ guard: 'visitor' }).use(async ({ ctx, next }) => next({ ctx: { actor: await ctx.authenticate() } }));

/** People with a live session. */
export const signedIn = mapped.meta({ guard: 'signed-in' }).use(async ({ ctx, next }) => {
  const actor = await ctx.authenticate();
  if (actor === undefined) throw new AppError('unauthenticated');
  return next({ ctx: { actor } });
});

/** People whose e-mail address is proven. */
export const verified = signedIn.meta({ guard: 'verified' }).use(async ({ ctx, next }) => {
  if (!ctx.actor.emailVerified) throw new AppError('forbidden', {}, 'Confirm your e-mail address to do this.');
  return next();
});

/** Administrators. From outside, their procedures look missing. */
export const admin = signedIn.meta({ guard: 'admin' }).use(async ({ ctx, next }) => {
  if (ctx.actor.role !== 'admin') throw new AppError('unknown-procedure');
  return next();
});

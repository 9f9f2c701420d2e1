import { initTRPC } from '@trpc/server';
import { AppError, type Scope } from '@tripmaster/contracts';
import type { Actor } from './actor.ts';
import type { Context } from './context.ts';
import { errorShape, toTRPCError } from './errors.ts';
import type { Limit } from './limits.ts';
import { inTurn } from './turns.ts';

/** Who may call a procedure. Every procedure has one: it comes with the rung of the ladder it was built on. */
export type Guard = 'open' | 'visitor' | 'signed-in' | 'verified' | 'in-person' | 'just-proven' | 'support' | 'admin';
/** What a procedure says of itself: the OpenAPI document, the reference page, the command line and the MCP tools are made of it. */
export type Meta = {
  guard?: Guard;
  /** What an API token needs, where the procedure's kind (a query reads, all else writes) does not say it. */
  scope?: Scope;
  /** How often, by the rung of the ladder. */
  limit?: { max: number; windowMs: number; by: 'address' | 'caller' | 'account' };
  /** What it does, in one sentence; every procedure has one. */
  summary?: string;
  /** What else a caller should know. */
  description?: string;
  /** It makes something once however often it comes with the same `Idempotency-Key`. */
  once?: true;
  /** It is a tool for models (MCP), which only reads, only adds, or also changes what is there. */
  tool?: 'reads' | 'adds' | 'changes';
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
    errorFormatter: ({ error, path }) => errorShape(error, path),
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

/** Gives application errors the transport code that belongs to them. */
const mapped = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTRPCError(result.error);
  return result;
});

/** Anyone, whoever they are; a token is not even looked at. */
export const open = mapped.meta({ guard: 'open' });

/** Refuses an API token that was not given `needed`. */
export function requireScope(actor: Actor, needed: Scope): void {
  if (actor.scopes !== undefined && !actor.scopes.includes(needed)) throw new AppError('scope-missing');
}

function checkScope(actor: Actor, type: 'query' | 'mutation' | 'subscription', { scope }: Meta = {}): void {
  requireScope(actor, scope ?? (type === 'query' ? 'read' : 'write'));
}

/** Anyone, but known when signed in: `ctx.actor` may be absent. A token that is no longer good is refused. */
export const visitor = mapped.meta({ guard: 'visitor' }).use(async ({ ctx, type, meta, next }) => {
  const actor = await ctx.authenticate();
  if (actor !== undefined) checkScope(actor, type, meta);
  return next({ ctx: { actor } });
});

/** People with a live session, and their API tokens. */
export const signedIn = mapped.meta({ guard: 'signed-in' }).use(async ({ ctx, type, meta, next }) => {
  const actor = await ctx.authenticate();
  if (actor === undefined) throw new AppError('unauthenticated');
  checkScope(actor, type, meta);
  return next({ ctx: { actor } });
});

/** People whose e-mail address is proven. */
export const verified = signedIn.meta({ guard: 'verified' }).use(async ({ ctx, next }) => {
  if (!ctx.actor.emailVerified) throw new AppError('forbidden', {}, 'Confirm your e-mail address to do this.');
  return next();
});

/** People with a live session: what an API token must never do, such as making another one. */
export const inPerson = signedIn.meta({ guard: 'in-person' }).use(async ({ ctx, next }) => {
  if (ctx.actor.scopes !== undefined) throw new AppError('session-needed');
  return next();
});

/** People who proved a short while ago who they are: for what gives power over the account. */
export const justProven = inPerson.meta({ guard: 'just-proven' }).use(async ({ ctx, next }) => {
  if (!ctx.actor.justProven) throw new AppError('reauthentication-required');
  return next();
});

/** Administrators and supporters, with a second factor. From outside, their procedures look missing. */
export const support = staff('support', ['support', 'admin']);

/** Administrators, with a second factor. From outside, their procedures look missing. */
export const admin = staff('admin', ['admin']);

function staff(guard: 'support' | 'admin', roles: readonly Actor['role'][]) {
  return mapped
    .meta({ guard })
    .use(async ({ ctx, meta, next }) =>
      next({ ctx: { actor: await requireStaff(ctx, roles, { scope: meta?.scope ?? 'admin', missing: 'unknown-procedure' }) } }),
    );
}

/** Somebody of these roles who came in with a second factor. To everybody else who is signed in, what they ask for is `missing`. */
export async function requireStaff(
  context: Pick<Context, 'authenticate'>,
  roles: readonly Actor['role'][],
  { scope = 'admin', missing }: { scope?: Scope; missing: 'unknown-procedure' | 'not-found' },
): Promise<Actor> {
  const actor = await context.authenticate();
  if (actor === undefined) throw new AppError('unauthenticated');
  if (!roles.includes(actor.role)) throw new AppError(missing);
  requireScope(actor, scope);
  if (!actor.secondFactor) throw new AppError('second-factor-needed');
  return actor;
}

/** Anyone, so often from one network address; one call too many is refused with the wait. */
export function openUpTo(limit: Limit) {
  return open.meta({ limit: { max: limit.max, windowMs: limit.windowMs, by: 'address' } }).use(async ({ ctx, next }) => {
    await ctx.limiter.take(limit, ctx.origin.address);
    return next();
  });
}

/** Anyone, known when signed in, so often a person or else a network address. */
function visitorUpTo(limit: Limit) {
  return visitor.meta({ limit: { max: limit.max, windowMs: limit.windowMs, by: 'caller' } }).use(async ({ ctx, next }) => {
    await ctx.limiter.take(limit, ctx.actor?.userId ?? ctx.origin.address);
    return next();
  });
}

/** People in person, so often an account. */
export function inPersonUpTo(limit: Limit) {
  return inPerson.meta({ limit: { max: limit.max, windowMs: limit.windowMs, by: 'account' } }).use(async ({ ctx, next }) => {
    await ctx.limiter.take(limit, ctx.actor.userId);
    return next();
  });
}

/** People with a live session, so often an account. */
export function signedInUpTo(limit: Limit) {
  return signedIn.meta({ limit: { max: limit.max, windowMs: limit.windowMs, by: 'account' } }).use(async ({ ctx, next }) => {
    await ctx.limiter.take(limit, ctx.actor.userId);
    return next();
  });
}

/** As `visitorUpTo`, and one call after another: for what keeps the server busy. */
export function visitorInTurn(limit: Limit) {
  return visitorUpTo(limit).use(({ ctx, next }) => inTurn(`${limit.name} ${ctx.actor?.userId ?? ctx.origin.address}`, ctx.signal, next));
}

/** As `signedInUpTo`, and one call after another: for what keeps the server busy. */
export function signedInInTurn(limit: Limit) {
  return signedInUpTo(limit).use(({ ctx, next }) => inTurn(`${limit.name} ${ctx.actor.userId}`, ctx.signal, next));
}

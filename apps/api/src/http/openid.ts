import { handOver, OPENID_PATHS, OPENID_STEPS, visitOf, type OpenIdOutcome, type OpenIdService } from '@tripmaster/auth';
import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteRefusal } from '../log.ts';
import type { MakeContext } from '../plugins/context.ts';
import type { MakeCookie } from '../plugins/cookies.ts';

type Parts = { openId: OpenIdService; makeContext: MakeContext; makeCookie: MakeCookie; baseUrl: string };
type Asked = { Querystring: { next?: unknown } };

/**
 * Signing in at a provider: `GET /auth/openid?next=/path` sends the browser there, `GET /auth/openid/callback` is
 * where the provider sends it back to. Both answer with a redirect; the sign-in page says what became of it.
 */
export async function openIdRoutes(app: FastifyInstance, { openId, makeContext, makeCookie, baseUrl }: Parts): Promise<void> {
  // The provider's redirect comes from another site, and only Lax cookies come along with it.
  const cookieOf = (request: FastifyRequest, reply: FastifyReply) => makeCookie(request, reply, 'tripmaster-openid', 'lax');

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    // Pages are led here; a frame, a picture or a script of another page has no business here.
    const { 'sec-fetch-mode': mode = 'navigate', 'sec-fetch-dest': target = 'document' } = request.headers;
    if (mode !== 'navigate' || target !== 'document') throw new AppError('origin-refused');
  });

  app.get<Asked>(OPENID_PATHS.begin, { exposeHeadRoute: false }, async (request, reply) => {
    const context = makeContext(request, reply);
    await context.limiter.take(OPENID_STEPS, context.origin.address);
    const { next } = request.query;
    const outcome = await openId.begin({
      next: typeof next === 'string' ? next : undefined,
      deviceCookie: context.deviceCookie.read(),
    });
    if (outcome.status === 'refused') return refuse(request, reply, outcome);
    cookieOf(request, reply).write(outcome.cookie, outcome.expiresAt);
    return reply.redirect(outcome.redirectTo, 303);
  });

  app.get(OPENID_PATHS.callback, { exposeHeadRoute: false }, async (request, reply) => {
    const context = makeContext(request, reply);
    await context.limiter.take(OPENID_STEPS, context.origin.address);
    const cookie = cookieOf(request, reply);
    const answer = new URL(request.url, baseUrl).searchParams;
    const outcome = await openId.finish({ answer, cookie: cookie.read() }, visitOf(context));
    if (outcome.status === 'refused') return refuse(request, reply, outcome);
    cookie.clear();
    if (outcome.status === 'second-factor') {
      const { challenge, methods, next } = outcome;
      return toSignIn(reply, { next }, `#${new URLSearchParams({ challenge, methods: methods.join(',') })}`);
    }
    const { refreshCookie, deviceCookie } = context;
    handOver({ client: 'cookie', refreshCookie, deviceCookie }, outcome.entered);
    // By way of the sign-in page: the app asks there who is signed in, which it doesn't do on every page.
    return toSignIn(reply, { openid: 'done', next: outcome.next ?? '/plans' });
  });

  function refuse(request: FastifyRequest, reply: FastifyReply, { reason, cause, next }: Extract<OpenIdOutcome, { status: 'refused' }>) {
    noteRefusal(request, 'unauthenticated', `openid ${reason}`);
    if (cause !== undefined && reason === 'failed') request.log.warn({ err: cause }, 'signing in at the provider failed');
    return toSignIn(reply, { openid: reason, next });
  }

  function toSignIn(reply: FastifyReply, parameters: { openid?: string; next?: string | undefined }, fragment = '') {
    const page = new URL(`${baseUrl}/sign-in${fragment}`);
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) page.searchParams.set(name, value);
    return reply.redirect(page.href, 303);
  }
}

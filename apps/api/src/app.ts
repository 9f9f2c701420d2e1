import { newId } from '@tripmaster/contracts';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Server } from 'node:http';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Application } from './compose.ts';
import { countryFinder } from './country.ts';
import type { LogAddresses } from './env-analytics.ts';
import type { Config } from './env.ts';
import { accountExportRoutes } from './http/account-export.ts';
import { adminExportRoutes } from './http/admin-export.ts';
import { adminTables } from './http/admin-tables.ts';
import { bookingLinkRoutes } from './http/booking-links.ts';
import { calendarFeedRoutes } from './http/calendar.ts';
import { downloadRoutes } from './http/downloads.ts';
import { fileRoutes } from './http/files.ts';
import { expensesRoutes } from './http/expenses.ts';
import { healthRoutes } from './http/health.ts';
import { mcpRoutes } from './http/mcp.ts';
import { metricsRoutes } from './http/metrics.ts';
import { ofrepRoutes } from './http/ofrep.ts';
import { openIdRoutes } from './http/openid.ts';
import { referenceRoutes } from './http/reference.ts';
import { schemaRoutes } from './http/schemas.ts';
import { resendWebhookRoutes } from './http/resend-webhook.ts';
import { sharePageRoutes } from './http/share-page.ts';
import { stripeRoutes } from './http/stripe.ts';
import { storedRoutes } from './http/stored.ts';
import { unsubscribeRoutes } from './http/unsubscribe.ts';
import { wellKnownRoutes } from './http/well-known.ts';
import { LIMITS, newServer, refuseConnection, type Limits } from './listener.ts';
import { addressOf, errorForLog, isCounting, noted, pathOf } from './log.ts';
import type { ServerMetrics } from './operations/metrics.service.ts';
import { contextMaker } from './plugins/context.ts';
import { cookieMaker } from './plugins/cookies.ts';
import { securityPlugin } from './plugins/security.ts';
import { sendError } from './plugins/errors.ts';
import { httpsPlugin } from './plugins/https.ts';
import { bareHeaders } from './plugins/policies.ts';
import { trpcPlugin } from './plugins/trpc.ts';
import { webPlugin } from './plugins/web.ts';
import { readTls } from './tls.ts';
import { trustsOf } from './trust.ts';

const BODY_LIMIT = 64 * 1024;
const MINUTE_MS = 60_000;

export type AppOptions = {
  webFolder?: string;
  /** Other limits than the usual ones, so that tests need not wait for them. */
  limits?: Partial<Limits>;
  /** Where log lines go instead of the standard output. */
  logStream?: Pick<Writable, 'write'>;
};

/** The HTTP server, complete but not listening: tests inject into it. */
export async function buildApp(
  application: Application,
  config: Config,
  { webFolder, limits, logStream }: AppOptions = {},
): Promise<FastifyInstance> {
  const trusts = trustsOf(config.trustProxy);
  const tls = config.tls === undefined ? undefined : readTls(config.tls);
  const bare = bareHeaders({ secure: config.baseUrl.startsWith('https:') });
  // A plan waits for its model without a byte on the line.
  const idleMs = Math.max(LIMITS.idleMs, (config.model?.timeoutMs ?? 0) + 60_000);
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    serverFactory: (handler) => newServer(handler, { ...LIMITS, idleMs, ...limits }, tls),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, bare),
    routerOptions: { maxParamLength: 5_000 },
    trustProxy: config.trustProxy === false ? false : trusts,
    genReqId: () => newId(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      void sendError(error, reply.headers(bare));
      logRequest(request, reply, config.logAddresses);
    },
    logger: {
      level: config.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: { err: (error) => errorForLog(error), req: (request) => ({ method: request.method, path: pathOf(request) }) },
      ...(logStream === undefined ? {} : { stream: logStream }),
    },
  });
  sayWhenFull(app);
  if (config.production && config.trustProxy === true)
    app.log.warn(
      'TRUST_PROXY=true takes X-Forwarded-For from anybody: it can be forged unless the proxy overwrites it. Name the proxy instead.',
    );
  app.setErrorHandler((error, _request, reply) => sendError(error, reply));
  const metrics = config.metricsToken === undefined ? undefined : await metricsOf(application, app.server);
  app.addHook('onResponse', async (request, reply) => {
    logRequest(request, reply, config.logAddresses);
    // A stream takes as long as somebody listens: that is no time to answer.
    if (reply.getHeader('content-type') === 'text/event-stream') return;
    const { statusCode: status, elapsedTime: ms } = reply;
    application.analytics.serverMinutes.observe(status, ms);
    metrics?.observe({ method: request.method, route: request.routeOptions.url, path: pathOf(request), status, ms });
  });

  // Streams that go on for ever would hold up the end of all calls.
  app.addHook('preClose', () => application.plans.live.stop());

  await app.register(securityPlugin, { config });
  await app.register(httpsPlugin, { config, trusts });
  const { auth, limiter } = application;
  const makeCookie = cookieMaker(config);
  const makeContext = contextMaker({ auth, limiter, countryOf: await countryFinder(config, trusts), makeCookie });
  await app.register(trpcPlugin, { prefix: '/trpc', router: application.router, makeContext });
  await app.register(healthRoutes, { db: application.db });
  if (metrics !== undefined && config.metricsToken !== undefined)
    await app.register(metricsRoutes, { metrics, token: config.metricsToken });
  await app.register(wellKnownRoutes, { auth, config });
  if (auth.openId !== undefined)
    await app.register(openIdRoutes, { openId: auth.openId, makeContext, makeCookie, baseUrl: config.baseUrl });
  await app.register(accountExportRoutes, { auth, makeContext });
  await app.register(adminExportRoutes, {
    tables: adminTables({ router: application.router, analytics: application.analytics }),
    auth,
    db: application.db,
    makeContext,
  });
  await app.register(expensesRoutes, { expenses: application.plans.expenses, makeContext });
  await app.register(bookingLinkRoutes, {
    bookingLinks: application.plans.bookingLinks,
    track: application.analytics.track,
    makeContext,
  });
  await app.register(downloadRoutes, { plans: application.plans, track: application.analytics.track, makeContext });
  await app.register(storedRoutes, { plans: application.plans, makeContext });
  await app.register(calendarFeedRoutes, { plans: application.plans, limiter, makeContext });
  await app.register(fileRoutes, { plans: application.plans, makeContext });
  await app.register(stripeRoutes, { payments: application.payments, makeContext });
  await app.register(ofrepRoutes, { flags: application.analytics.flags, makeContext, scale: config.rateLimitScale });
  await app.register(unsubscribeRoutes, { mail: application.mail, auth, limiter, makeContext, webFolder });
  await app.register(resendWebhookRoutes, { returned: application.mail.returned, secret: config.mail.webhookSecret, now: application.now });
  await app.register(mcpRoutes, { router: application.router, makeContext, baseUrl: config.baseUrl, production: config.production });
  await app.register(referenceRoutes, { router: application.router, baseUrl: config.baseUrl, webFolder });
  await app.register(schemaRoutes, { config });
  await app.register(sharePageRoutes, { plans: application.plans, folder: webFolder, baseUrl: config.baseUrl });
  await app.register(webPlugin, { folder: webFolder, secure: config.baseUrl.startsWith('https:') });
  return app;
}

/** Figures for Prometheus; who does not want them does not pay for what gathers them. */
async function metricsOf({ db, operations, analytics, plans, router }: Application, server: Server): Promise<ServerMetrics> {
  const { serverMetrics } = await import('./operations/metrics.service.ts');
  return serverMetrics({
    db,
    health: operations.health,
    measures: analytics.measures,
    procedures: new Set(Object.keys(router._def.procedures)),
    streams: () => plans.live.open(),
    connections: promisify(server.getConnections.bind(server)),
  });
}

function logRequest(request: FastifyRequest, reply: FastifyReply, addresses: LogAddresses): void {
  const line = {
    method: request.method,
    path: pathOf(request),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...(isCounting(request) ? {} : { address: addressOf(request, addresses) }),
    ...noted(request),
  };
  request.log.info(line, 'request');
}

/** Says, at most once a minute, that connections are turned away. */
function sayWhenFull(app: FastifyInstance): void {
  let saidAt = Number.NEGATIVE_INFINITY;
  app.server.on('drop', () => {
    if (performance.now() - saidAt < MINUTE_MS) return;
    saidAt = performance.now();
    app.log.warn({ connections: app.server.maxConnections }, 'more connections than allowed: the newest are cut');
  });
}

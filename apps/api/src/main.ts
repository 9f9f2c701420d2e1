import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DatabaseUnavailable, NewerSchema } from '@tripmaster/db';
import { everySecond } from '@tripmaster/jobs';
import { buildApp } from './app.ts';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './env.ts';
import { startRedirect } from './http/redirect.ts';
import { errorForLog } from './log.ts';
import { followTls } from './tls.ts';

/** Calls under way are given this long to end; then their connections are cut. */
const DRAIN_MS = 8_000;
const CLOSE_WITHIN_MS = 12_000;

/** The built web app: beside a bundle, else where the workspace builds it. */
function webFolder(): string | undefined {
  return ['./web', '../../web/dist'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const application = await compose(config, {
    onModelTrouble: (trouble) => app.log.warn(trouble, 'the model failed'),
    onGuideFault: (fault) => app.log.warn({ fault }, 'an imported guide is not used'),
    // The first faults may be found before there is a log.
    onFlagFault: (fault) => setImmediate(() => app.log.warn(fault, 'a flag is not followed')),
    onAuditEnd: (auditEnd) => app.log.info({ auditEnd }, 'end of the audit log'),
    onRates: (rates) => app.log.info(rates, 'exchange rates'),
    onCountingFailure: (error, part) => app.log.error({ err: error, part }, 'counting failed'),
  });
  const folder = webFolder();
  const app = await buildApp(application, config, folder === undefined ? {} : { webFolder: folder });
  let redirect: { stop: () => void } | undefined;
  try {
    await app.listen({
      port: config.port,
      host: config.host,
      listenTextResolver: (address) => `listening at ${config.tls === undefined ? address : address.replace(/^http:/, 'https:')}`,
    });
    const { redirectPort } = config.tls ?? {};
    if (redirectPort !== undefined) redirect = await startRedirect({ port: redirectPort, host: config.host, baseUrl: config.baseUrl });
  } catch (error) {
    await application.close();
    throw error;
  }

  const { jobs: handlers, schedules } = application.work;
  const jobs = application.jobs.start({
    handlers,
    schedules,
    onError: (error, job) => app.log.error({ err: error, job }, job === undefined ? 'the job queue failed' : 'a job failed'),
  });
  // What lies in the folder of backups may have come or gone while no server ran.
  void application.backups
    .look()
    .catch((error: unknown) => app.log.error({ err: error }, 'the folder of backups could not be looked through'));
  const post = application.mail.start({ onError: (error) => app.log.error({ err: error }, 'mail delivery failed') });
  const webhooks = application.plans.deliveries.start({ onError: (error) => app.log.error({ err: error }, 'webhook delivery failed') });
  const minutes = everySecond(
    () => application.analytics.serverMinutes.flush(),
    (error) => app.log.error({ err: error }, 'the minute’s figures could not be written'),
  );
  const certificate = config.tls === undefined ? undefined : followTls(app.server, config.tls, app.log);
  // Node would print the error whole, with the values of a failed query.
  process.on('uncaughtException', (error) => {
    app.log.fatal({ err: error }, 'unexpected failure');
    process.exit(1);
  });
  let closing = false;
  const close = async (signal: string) => {
    if (closing) return;
    closing = true;
    app.log.info({ signal }, 'closing');
    setTimeout(() => app.server.closeAllConnections(), DRAIN_MS).unref();
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    certificate?.stop();
    redirect?.stop();
    await Promise.all([app.close(), jobs.stop(), post.stop(), webhooks.stop(), minutes.stop()]);
    await application.analytics.serverMinutes.flush({ all: true }).catch(() => undefined);
    await application.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(signal));

  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  process.stdout.write(
    `TripMaster is ready at ${config.baseUrl.replace(/:0$/, `:${port}`)} (data in ${config.databaseUrl.startsWith('file:') ? config.dataDir : 'PostgreSQL'})\n`,
  );
}

/** One plain sentence for what an operator can mend; the whole error for what we must. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailable || error instanceof NewerSchema) return error.message;
  if (error instanceof Error && 'code' in error) {
    const port = 'port' in error ? ` ${String(error.port)}` : '';
    if (error.code === 'EADDRINUSE') return `Port${port} is taken. Stop what uses it, or set PORT to another.`;
    if (error.code === 'EACCES') return `Port${port} may not be used by this account. Set PORT to one above 1023.`;
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return 'HOST is not an address of this machine.';
  }
  const { type, message, stack } = errorForLog(error);
  return `${type}: ${message}\n${stack}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`TripMaster can't start. ${explain(error)}\n`);
  process.exit(1);
});

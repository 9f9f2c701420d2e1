import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '@tripmaster/db';
import { emptyDatabase } from '@tripmaster/db/testing';
import { runDueJobs } from '@tripmaster/jobs/testing';
import { buildApp, type AppOptions } from './app.ts';
import { compose } from './compose.ts';
import { readConfig } from './env.ts';

/** The whole server on an empty database of the given engine, not listening; `clock` is its time. */
export async function startServer(engine: Engine, environment: Record<string, string> = {}, options: AppOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-api-'));
  const database = await emptyDatabase(engine);
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DATABASE_URL: engine === 'sqlite' ? `file:${database.url}` : database.url,
    LOG_LEVEL: 'silent',
    // Time goes by days at once there.
    BACKUP_SCHEDULE: 'off',
    ...environment,
  });
  const clock = { ms: Date.parse('2027-01-15T12:00:00.000Z') };
  const application = await compose(config, { now: () => clock.ms });
  const app = await buildApp(application, config, options);
  return {
    app,
    application,
    clock,
    config,
    /** Does all that is due by itself by now, or a part of it; gives what went wrong. */
    runJobs: (work = application.work) => runDueJobs({ ...application, now: () => clock.ms }, work),
    stop: async () => {
      await app.close();
      await application.close();
      await database.remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

/** Somebody new; gives their access token. A session that has just begun may also do what needs proof. */
export async function signUp(server: Server, email: string): Promise<string> {
  const { session } = await mutate(server, 'auth.register', { email, password: 'a long enough password' });
  return String(session.accessToken);
}

/** An API token with these scopes. */
export async function tokenOf(server: Server, accessToken: string, scopes: readonly string[]): Promise<string> {
  const { token } = await mutate(server, 'account.apiTokens.create', { name: 'mine', scopes }, accessToken);
  return String(token);
}

async function mutate({ app }: Server, path: string, input: object, token?: string) {
  const response = await app.inject({
    method: 'POST',
    url: `/trpc/${path}`,
    headers: {
      'content-type': 'application/json',
      'x-client': 'token',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    payload: JSON.stringify(input),
  });
  return response.json().result.data;
}

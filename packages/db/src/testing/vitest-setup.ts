import { startPostgres } from './postgres-server.ts';

/** Vitest's global set-up: one PostgreSQL for the whole run. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env['TEST_PG_URL'] = server.url;
  return server.stop;
}

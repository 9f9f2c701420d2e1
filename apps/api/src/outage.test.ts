import { startPostgres } from '@tripmaster/db/testing';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startServer } from './testing.ts';

it('lives through a PostgreSQL that ends its connections in the middle of a write, and goes on afterwards', async () => {
  const server = await startServer('postgres');
  const { url } = await startPostgres(); // the one the whole run uses
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const post = (path: string, body: unknown) =>
    server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  const { users } = server.application.db.tables;
  const person = { email: 'ana@example.com', password: 'a long enough password' };
  await post('auth.register', person);

  // A write that is inside its transaction when its connection is cut.
  const interrupted = server.application.db.write(async (tx) => {
    await tx.select().from(users);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tripmaster' AND datname = $1`, [
      new URL(server.config.databaseUrl).pathname.slice(1),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.select().from(users);
  });
  await expect(interrupted).rejects.toThrow();

  expect((await post('auth.login', person)).statusCode).toBe(200);
  await admin.end();
  await server.stop();
});

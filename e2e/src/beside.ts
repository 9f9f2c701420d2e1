import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Engine } from '@tripmaster/db';

/** Runs one statement beside the server, as whoever owns its machine can. `?` stands for each value. */
export async function sql(engine: Engine, database: string, text: string, values: string[] = []): Promise<void> {
  if (engine === 'sqlite') {
    const db = new Sqlite(database);
    db.prepare(text).run(...values);
    db.close();
    return;
  }
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  let count = 0;
  await client.query(
    text.replaceAll('?', () => `$${(count += 1)}`),
    values,
  );
  await client.end();
}

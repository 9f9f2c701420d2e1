import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { expect, it } from 'vitest';
import { openDatabase } from './open.ts';
import { emptyDatabase, ENGINES } from './testing/index.ts';

const FIRST = '0000_foundation';
const ROWS = `
INSERT INTO users (id, email, password_hash, role, status, created_at, updated_at) VALUES ('u', 'ana@example.com', 'x', 'traveller', 'active', 1, 1), ('v', 'bob@example.com', 'x', 'traveller', 'active', 1, 1);
INSERT INTO sessions (id, user_id, refresh_hash, rotated_at, created_at, last_used_at, expires_at) VALUES ('s', 'u', 'h', 1, 1, 1, 9);
INSERT INTO plans (id, owner_id, version, title, visibility, start_date, end_date, day_count, travellers, total_amount, currency, rules_holding, destinations, stops_per_day, search_text, created_at, updated_at)
  VALUES ('p', 'u', 1, 'Lisbon', 'private', '2027-05-10', '2027-05-14', 5, 2, 100, 'EUR', 20, '[]', '[]', '', 1, 1);
INSERT INTO plan_documents (plan_id, document) VALUES ('p', '{}');`;

it.each(ENGINES)('a %s database of the first release keeps all its rows through the migrations', async (engine) => {
  const { url, remove } = await emptyDatabase(engine);
  const sql = readFileSync(fileURLToPath(new URL(`../migrations/${engine}/${FIRST}.sql`, import.meta.url)), 'utf8');
  const record = `CREATE TABLE schema_migrations (hash text PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL);
    INSERT INTO schema_migrations VALUES ('${createHash('sha256').update(sql).digest('hex')}', '0', 1);`;
  const script = `${sql.replaceAll('--> statement-breakpoint', '')}\n${record}\n${ROWS}`;
  if (engine === 'sqlite') {
    const connection = new Sqlite(url);
    connection.exec(script);
    connection.close();
  } else {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(script);
    await client.end();
  }
  const db = await openDatabase(url);
  const { users, sessions, plans, planDocuments } = db.tables;
  const people = await db.read.select().from(users);
  expect(
    people.map(({ id, email, passwordHash, passwordChangedAt, notifications }) => [
      id,
      email,
      passwordHash,
      passwordChangedAt,
      notifications,
    ]),
  ).toEqual([
    ['u', 'ana@example.com', 'x', null, null],
    ['v', 'bob@example.com', 'x', null, null],
  ]);
  expect(new Set(people.map(({ auditRef }) => auditRef)).size).toBe(2);
  expect((await db.read.select().from(sessions))[0]).toMatchObject({ id: 's', authenticatedAt: 0, secondFactor: false, remembered: true });
  expect(await db.read.select().from(plans)).toHaveLength(1);
  expect(await db.read.select().from(planDocuments)).toHaveLength(1);
  await db.close();
  await remove();
});

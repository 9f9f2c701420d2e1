/**
 * The yardstick: the same five routes as a person would write them by hand, with Fastify and prepared
 * statements on the same database, and nothing else: no schemas, no guards' ladder, no error map.
 */
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { openDatabase } from '@tripmaster/db';
import { createPlanMaker, openGuideGazetteer } from '@tripmaster/plans';
import Sqlite from 'better-sqlite3';
import Fastify, { type FastifyRequest } from 'fastify';

type Row = Record<string, string | number | null>;

const file = process.env['DATABASE_FILE'] ?? '';
const port = Number(process.env['PORT']);
await (await openDatabase(file)).close(); // the tables, if they are not there yet

const reader = new Sqlite(file, { readonly: true });
const writer = new Sqlite(file);
for (const connection of [reader, writer]) connection.pragma('cache_size = -16000');
writer.pragma('synchronous = FULL');

const userByEmail = reader.prepare<[string], Row>('SELECT * FROM users WHERE email = ?');
const sessionById = reader.prepare<[string], Row>(
  'SELECT s.revoked_at, s.expires_at, u.* FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ?',
);
const planById = reader.prepare<[string], Row>(
  'SELECT p.*, d.document FROM plans p JOIN plan_documents d ON d.plan_id = p.id WHERE p.id = ? AND p.deleted_at IS NULL',
);
const plansOf = reader.prepare<[string], Row>('SELECT * FROM plans WHERE owner_id = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT 21');
const addSession = writer.prepare(
  'INSERT INTO sessions (id, user_id, refresh_hash, rotated_at, created_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
);
const addPlan = writer.prepare(
  `INSERT INTO plans (id, owner_id, version, title, visibility, start_date, end_date, day_count, travellers, total_amount, currency, rules_holding, destinations, stops_per_day, search_text, created_at, updated_at)
   VALUES (?, ?, 1, ?, 'private', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const addDocument = writer.prepare('INSERT INTO plan_documents (plan_id, document) VALUES (?, ?)');

const secret = randomBytes(32);
const sign = (text: string) => createHmac('sha256', secret).update(text).digest();

function tokenFor(userId: string, sessionId: string): string {
  const body = Buffer.from(JSON.stringify({ sub: userId, sid: sessionId, exp: Date.now() + 600_000 })).toString('base64url');
  return `${body}.${sign(body).toString('base64url')}`;
}

function userOf(request: FastifyRequest): Row {
  const [body = '', signature = ''] = (request.headers.authorization ?? '').slice(7).split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('unauthenticated');
  const claims: { sid: string; exp: number } = JSON.parse(Buffer.from(body, 'base64url').toString());
  const row = sessionById.get(claims.sid);
  if (row === undefined || row['revoked_at'] !== null || claims.exp < Date.now()) throw new Error('unauthenticated');
  return row;
}

const publicUser = (row: Row) => ({
  id: row['id'],
  email: row['email'],
  name: row['name'],
  role: row['role'],
  createdAt: new Date(Number(row['created_at'])).toISOString(),
});

const make = createPlanMaker({ gazetteer: openGuideGazetteer(), now: Date.now });
const app = Fastify({ logger: { level: 'error' } });

app.get('/readyz', async () => ({ status: 'ready' }));

app.post<{ Body: { email: string; password: string } }>('/login', async (request) => {
  const row = userByEmail.get(request.body.email.toLowerCase());
  if (row === undefined || !(await verify(String(row['password_hash']), request.body.password))) throw new Error('wrong');
  const id = randomUUID();
  const now = Date.now();
  const refresh = randomBytes(32).toString('base64url');
  addSession.run(id, row['id'], createHash('sha256').update(refresh).digest('hex'), now, now, now, now + 2_592_000_000);
  return { user: publicUser(row), accessToken: tokenFor(String(row['id']), id), refreshToken: refresh };
});

app.get('/me', async (request) => publicUser(userOf(request)));

app.get<{ Params: { id: string } }>('/plans/:id', async (request) => {
  const user = userOf(request);
  const row = planById.get(request.params.id);
  if (row === undefined || row['owner_id'] !== user['id']) throw new Error('missing');
  const { document } = JSON.parse(String(row['document']));
  return {
    ...document,
    id: row['id'],
    version: row['version'],
    visibility: row['visibility'],
    createdAt: new Date(Number(row['created_at'])).toISOString(),
    updatedAt: new Date(Number(row['updated_at'])).toISOString(),
  };
});

app.get('/plans', async (request) => {
  const user = userOf(request);
  const items = plansOf.all(String(user['id'])).map((row) => ({
    id: row['id'],
    title: row['title'],
    destinations: JSON.parse(String(row['destinations'])),
    start: row['start_date'],
    end: row['end_date'],
    days: row['day_count'],
    travellers: row['travellers'],
    visibility: row['visibility'],
    total: { amount: row['total_amount'], currency: row['currency'] },
    rulesHolding: row['rules_holding'],
    stopsPerDay: JSON.parse(String(row['stops_per_day'])),
    createdAt: new Date(Number(row['created_at'])).toISOString(),
    updatedAt: new Date(Number(row['updated_at'])).toISOString(),
  }));
  return { items: items.slice(0, 20), nextCursor: items[20] === undefined ? undefined : items[19]?.id };
});

app.post<{ Body: Parameters<typeof make>[0] }>('/plans', async (request) => {
  const user = userOf(request);
  const document = await make(request.body, {});
  const id = randomUUID();
  const now = Date.now();
  const { days, budget, destinations, verification, title } = document;
  const names = destinations.map(({ name }) => name);
  writer.exec('BEGIN IMMEDIATE');
  addPlan.run(
    id,
    user['id'],
    title,
    days[0]?.date,
    days.at(-1)?.date,
    days.length,
    request.body.travellers.adults,
    budget.total.amount,
    budget.total.currency,
    verification.rules.filter(({ holds }) => holds).length,
    JSON.stringify(names),
    JSON.stringify(days.map(({ items }) => items.length)),
    [title, ...names].join(' ').toLowerCase(),
    now,
    now,
  );
  addDocument.run(id, JSON.stringify({ format: 1, document }));
  writer.exec('COMMIT');
  return {
    ...document,
    id,
    version: 1,
    visibility: 'private',
    createdAt: new Date(now).toISOString(),
    updatedAt: new Date(now).toISOString(),
  };
});

await app.listen({ port, host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));

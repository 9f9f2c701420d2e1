/**
 * The comparison for `bench auth`: accounts as tutorials write them. bcryptjs at cost 12 (pure JavaScript, on
 * the thread that answers everybody), a token signed with HMAC, one file of SQLite. It has no limits, so that
 * nothing but the hashing holds it up.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';

type Row = { id: string; email: string; password_hash: string; name: string; created_at: string; last_login: string | null };
type Credentials = { email: string; password: string; name?: string };

const COST = 12;
const LIFE_MS = 7 * 86_400_000;

const db = new Sqlite(process.env['DATABASE_FILE'] ?? '');
db.exec(`CREATE TABLE IF NOT EXISTS users (
  id TEXT PRIMARY KEY, email TEXT UNIQUE NOT NULL, password_hash TEXT NOT NULL, name TEXT, created_at TEXT NOT NULL, last_login TEXT
)`);
const add = db.prepare('INSERT INTO users (id, email, password_hash, name, created_at) VALUES (?, ?, ?, ?, ?)');
const byEmail = db.prepare<[string], Row>('SELECT * FROM users WHERE email = ?');
const byId = db.prepare<[string], Row>('SELECT * FROM users WHERE id = ?');
const seen = db.prepare('UPDATE users SET last_login = ? WHERE id = ?');

const secret = randomBytes(32);
const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

function tokenFor(userId: string): string {
  const body = `${HEADER}.${Buffer.from(JSON.stringify({ userId, exp: Date.now() + LIFE_MS })).toString('base64url')}`;
  return `${body}.${sign(body)}`;
}

function userIdOf(authorization = ''): string {
  const [header = '', claims = '', signature] = authorization.replace('Bearer ', '').split('.');
  const { userId, exp }: { userId: string; exp: number } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}');
  if (sign(`${header}.${claims}`) !== signature || exp < Date.now()) throw new Error('unauthenticated');
  return userId;
}

const app = Fastify({ logger: { level: 'error' } });
app.get('/readyz', async () => ({ status: 'ready' }));

app.post<{ Body: Credentials }>('/api/auth/register', async ({ body: { email, password, name = '' } }) => {
  const id = randomUUID();
  const passwordHash = await bcrypt.hash(password, COST);
  add.run(id, email.toLowerCase(), passwordHash, name, new Date().toISOString());
  return { success: true, user: { id, email, name }, token: tokenFor(id) };
});

app.post<{ Body: Credentials }>('/api/auth/login', async ({ body: { email, password } }) => {
  const row = byEmail.get(email.toLowerCase());
  if (row === undefined || !(await bcrypt.compare(password, row.password_hash))) throw new Error('wrong');
  seen.run(new Date().toISOString(), row.id);
  return { success: true, user: { id: row.id, email: row.email, name: row.name }, token: tokenFor(row.id) };
});

app.get('/api/user/profile', async (request) => {
  const row = byId.get(userIdOf(request.headers.authorization));
  if (row === undefined) throw new Error('unauthenticated');
  return { id: row.id, email: row.email, name: row.name, created_at: row.created_at, last_login: row.last_login };
});

await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));

import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from './http/admin-tables.ts';
import { signUp, startServer, tokenOf, type Server } from './testing.ts';

const DAYS = 'from=2027-01-01&to=2027-01-31';
/** Tables that need no days. */
const LISTS = ['users', 'audit', 'jobs', 'mails', 'alerts', 'alert-history', 'flags', 'experiments', 'reports'];

describe.each(ENGINES)('tables of administration on %s', { timeout: 60_000 }, (engine) => {
  let server: Server;
  let admin: string;
  beforeAll(async () => {
    server = await startServer(engine);
    admin = await signUp(server, 'admin@example.com');
    await become('admin@example.com', 'admin');
  });
  afterAll(() => server.stop());

  /** Gives a role, and a second factor to all who are signed in by then. */
  async function become(email: string, role: 'admin' | 'support'): Promise<void> {
    const { db, auth } = server.application;
    await auth.admin.grant(email, role);
    await db.write(async (tx) => void (await tx.update(db.tables.sessions).set({ secondFactor: true })));
  }
  const get = (name: string, token: string | undefined = admin, query = DAYS) =>
    server.app.inject({
      url: `/admin/export/${name}?${query}`,
      ...(token === '' ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });
  const code = (body: string): unknown => JSON.parse(body).error.data.code;

  it('are there, every one, with a heading of its columns', async () => {
    for (const name of TABLE_NAMES) {
      const figure = !LISTS.includes(name);
      const { statusCode, body, headers } = await get(`${name}.csv`, admin, figure ? DAYS : '');
      expect({ name, statusCode, body: statusCode === 200 ? '' : body }).toEqual({ name, statusCode: 200, body: '' });
      expect(body).toMatch(/^\ufeff[a-z][\w.,]+\r\n/i);
      expect(headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${name}.csv"`,
        'content-security-policy': expect.stringContaining('sandbox'),
      });
    }
  });

  it('hold every row, more than a page of them, and no formula', async () => {
    const { db } = server.application;
    const people = Array.from({ length: 230 }, (_, index) => ({
      id: `01a20671-6769-77d1-bb8e-${String(index).padStart(12, '0')}`,
      email: `p${index}@example.com`,
      name: index === 7 ? '=HYPERLINK("https://evil.example","x")' : `Person, ${index}`,
      role: 'traveller' as const,
      status: 'active' as const,
      createdAt: 0,
      updatedAt: 0,
    }));
    await db.write(async (tx) => void (await tx.insert(db.tables.users).values(people)));
    const { body } = await get('users.csv', admin, '');
    const lines = body.trimEnd().split('\r\n');
    expect(lines[0]).toBe('\ufeffid,email,name,role,status,emailVerified,secondFactor,createdAt,lastSeenAt');
    expect(lines.length).toBeGreaterThanOrEqual(232);
    expect(body).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
    expect(body).toContain('"Person, 8"');
    expect((await get('users.csv', admin, 'role=admin')).body.trimEnd().split('\r\n')).toHaveLength(2);
    expect(code((await get('users.csv', admin, 'role=king')).body)).toBe('invalid-input');
  });

  it('hold the events themselves, and figures once they are counted; retention a row for each week', async () => {
    const { db } = server.application;
    const events = Array.from({ length: 2_100 }, (_, index) => ({
      id: `e${index}`,
      name: index === 0 ? ('signed-up' as const) : ('page-viewed' as const),
      at: Date.parse('2027-01-06T10:00:00Z') + Math.floor(index / 3),
      day: '2027-01-06',
      page: '/',
      person: 'p1',
      ...(index === 0 ? {} : { visitor: `v${index % 5}` }),
    }));
    await db.write(async (tx) => {
      for (let from = 0; from < events.length; from += 500) await tx.insert(db.tables.events).values(events.slice(from, from + 500));
    });
    await server.application.analytics.rollups.count();
    const all = (await get('events.csv')).body.trimEnd().split('\r\n');
    expect(all).toHaveLength(2_101 + (await countOthers()));
    expect(new Set(all).size).toBe(all.length);
    expect((await get('pages.csv')).body).toBe('\ufeffpage,views,visitors\r\n/,2099,5\r\n');
    const retention = (await get('retention.csv', admin, 'from=2027-01-04&to=2027-01-05')).body;
    expect(retention).toBe('\ufeffweek,people,number,active\r\n2027-01-04,1,0,1\r\n2027-01-04,1,1,\r\n');
    expect(code((await get('pages.csv', admin, 'from=2027-01-02&to=2027-01-01')).body)).toBe('invalid-input');
    expect(code((await get('events.csv', admin, 'from=x')).body)).toBe('invalid-input');
  });
  const countOthers = async () => {
    const { db } = server.application;
    return (await db.read.select({ id: db.tables.events.id }).from(db.tables.events)).filter(({ id }) => !id.startsWith('e')).length;
  };

  it('are written down in the audit log', async () => {
    await get('users.csv', admin, '');
    const { items } = await server.application.auth.audit.list({ action: 'admin.table-exported', limit: 1 });
    expect(items).toMatchObject([{ detail: { table: 'users' } }]);
  });

  it('are missing for whoever does not administer, whether there is such a table or not', async () => {
    const [ben, sue] = [await signUp(server, 'ben@example.com'), await signUp(server, 'sue@example.com')];
    await become('sue@example.com', 'support');
    for (const token of [ben, sue])
      for (const name of ['users.csv', 'overview.csv', 'nothing.csv', 'users', '..%2fusers.csv']) {
        const { statusCode, body } = await get(name, token);
        expect([name, statusCode, code(body)]).toEqual([name, 404, 'not-found']);
      }
    expect((await get('nothing.csv')).statusCode).toBe(404);
    expect((await get('users.csv', '')).statusCode).toBe(401);
    const other = await signUp(server, 'other-admin@example.com');
    await server.application.auth.admin.grant('other-admin@example.com', 'admin');
    const refused = await get('users.csv', other);
    expect([refused.statusCode, code(refused.body)]).toEqual([403, 'second-factor-needed']);
    const reader = await get('users.csv', await tokenOf(server, admin, ['read', 'write']), '');
    expect([reader.statusCode, code(reader.body)]).toEqual([403, 'scope-missing']);
  });
});

import { readFile } from 'node:fs/promises';
import { ENGINES } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const ADDRESS = '198.51.100.213';
const AGENT = 'Mozilla/5.0 (X11; canaryOS; rv:140.0) Gecko/20100101 Firefox/140.0';
const JSON_TYPE = { 'content-type': 'application/json' };
const PASSWORD = 'a long enough password';
const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2 },
  interests: [],
};

describe.each(ENGINES)('what is counted of requests, on %s', (engine) => {
  let server: Server;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    server = await startServer(
      engine,
      { LOG_LEVEL: 'info', LOG_ADDRESSES: 'network' },
      { logStream: { write: (line) => lines.push(line) > 0 } },
    );
  });
  afterEach(() => server.stop());

  const get = (url: string, headers: Record<string, string> = {}) =>
    server.app.inject({ url, remoteAddress: ADDRESS, headers: { 'user-agent': AGENT, ...headers } });
  const post = (path: string, input: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      remoteAddress: ADDRESS,
      headers: { ...JSON_TYPE, 'user-agent': AGENT, 'x-client': 'token', ...headers },
      payload: JSON.stringify(input),
    });
  const view = (headers: Record<string, string> = {}, more: object = {}) =>
    post('analytics.track', { events: [{ name: 'page-viewed', page: '/', ...more }] }, headers);
  const dataOf = (answer: { json: () => { result: { data: Record<string, unknown> } } }) => answer.json().result.data;
  const { events, dropped, everything } = {
    events: async () => {
      await server.application.analytics.flush();
      const { db } = server.application;
      return (await db.read.select().from(db.tables.events)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    dropped: async () => server.application.db.read.select().from(server.application.db.tables.droppedEvents),
    everything: async () => {
      const { db } = server.application;
      return JSON.stringify(await Promise.all(Object.values(db.tables).map(async (table) => db.read.select().from(table))));
    },
  };

  async function signUp(headers: Record<string, string> = {}): Promise<Record<string, string>> {
    const answer = await post('auth.register', { email: `p${lines.length}@example.com`, password: PASSWORD }, headers);
    return { authorization: `Bearer ${answer.json().result.data.session.accessToken}` };
  }

  it('answers how far the same person came, from the visit to the booking', async () => {
    await view({ 'accept-language': 'pt-PT' }, { referrer: 'https://news.example/' });
    await events();
    const me = await signUp();
    const plan = dataOf(await post('plans.create', TRIP, me));
    const id = String(plan['id']);
    await post('plans.update', { id, version: 1, operations: [{ op: 'set-style', style: 'budget' }] }, me);
    await post('plans.update', { id, version: 1, operations: [{ op: 'set-style', style: 'mid' }] }, me);
    await post('plans.share.create', { id, role: 'viewer' }, me);
    await post('plans.setVisibility', { id, visibility: 'public', showDates: true }, me);
    await post('plans.setVisibility', { id, visibility: 'public', showDates: false }, me);
    await post('plans.duplicate', { id }, me);
    await get(`/plans/${id}.md`, me);
    await get(`/plans/${id}.md`);
    await get(`/plans/${id}.nothing`);
    const links = await get(`/trpc/plans.bookingLinks?input=${encodeURIComponent(JSON.stringify({ id }))}`, me);
    const href = /\/go\/booking[^"]+/.exec(links.body)?.[0] ?? '';
    expect((await get(href)).statusCode).toBe(303);
    expect((await get('/go/booking/stay?place=Lisbon')).statusCode).toBe(303);
    expect((await get('/go/nobody/stay?place=Lisbon')).statusCode).toBe(404);

    const rows = await events();
    const [person] = await server.application.db.read.select().from(server.application.db.tables.analyticsPeople);
    const told = rows.map(({ name, person: who }) => `${name} ${who === null ? 'nobody' : who === person?.ref ? 'she' : 'another'}`);
    expect(told.toSorted()).toEqual(
      [
        'page-viewed nobody',
        'signed-up she',
        'signed-in she',
        'plan-made she',
        'plan-changed she',
        'plan-shared she',
        'plan-shared she',
        'plan-copied she',
        'plan-exported she',
        'plan-exported nobody',
        'booking-clicked she',
        'booking-clicked nobody',
      ].toSorted(),
    );
    const find = (name: string) => rows.find((row) => row.name === name);
    expect(find('signed-up')).toMatchObject({ referrer: 'news.example', visitor: find('page-viewed')?.visitor });
    expect(find('plan-made')).toMatchObject({ destination: 'Lisbon, PT', month: '05' });
    expect(find('plan-copied')).toMatchObject({ destination: 'Lisbon, PT', month: '05' });
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('keeps neither address, browser nor cookie of visitors, in the database, its files or the log', async () => {
    const answers = [
      await view(),
      await view({}, { page: '/discover', referrer: `http://${ADDRESS}/`, timeZone: 'Europe/Lisbon' }),
      await get('/trpc/analytics.settings'),
      await get('/go/booking/stay?place=Lisbon'),
      await get('/trpc/discover.list'),
    ];
    for (const { statusCode, headers } of answers) {
      expect(statusCode).toBeLessThan(400);
      expect(headers).not.toHaveProperty('set-cookie');
    }
    const me = await signUp();
    await view(me);
    expect(await events()).toHaveLength(6);
    const files = engine === 'sqlite' ? await filesOf(server.config.databaseUrl.slice('file:'.length)) : '';
    for (const text of [await everything(), files, lines.join('')]) {
      expect(text.includes(ADDRESS)).toBe(false);
      expect(text.includes('canaryOS')).toBe(false);
    }
    const requests = lines.map((line): Record<string, unknown> => JSON.parse(line)).filter(({ msg }) => msg === 'request');
    const counting = requests.filter(({ path }) => path === '/trpc/analytics.track');
    expect(counting).toHaveLength(3);
    for (const line of counting) expect(line).not.toHaveProperty('address');
    for (const line of requests.filter(({ path }) => path !== '/trpc/analytics.track')) expect(line['address']).toBe('198.51.100.0/24');
    for (const line of requests) expect(line['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([{ dnt: '1' }, { 'sec-gpc': '1' }])('counts nothing of a visitor who sends %j, and acts without whose they are', async (asks) => {
    expect(dataOf(await view(asks))).toEqual({ accepted: 0, dropped: 1 });
    await get('/go/booking/stay?place=Lisbon', asks);
    const me = await signUp(asks);
    expect(dataOf(await view({ ...me, ...asks }))).toEqual({ accepted: 0, dropped: 1 });
    await post('plans.create', TRIP, { ...me, ...asks });
    const rows = await events();
    expect(rows.map(({ name }) => name).toSorted()).toEqual(['booking-clicked', 'plan-made', 'signed-in', 'signed-up']);
    for (const row of rows) expect(row).toMatchObject({ person: null, visitor: null, country: null, referrer: null });
    expect(await dropped()).toEqual([]);
  });

  it('does not count what is only loaded ahead', async () => {
    for (const ahead of [{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-moz': 'prefetch' }])
      expect(dataOf(await view(ahead))).toEqual({ accepted: 0, dropped: 1 });
    expect(await events()).toEqual([]);
    expect(await dropped()).toMatchObject([{ reason: 'unseen', count: 3 }]);
  });

  it('bears a flood of one client, and anything in it, without a failure', async () => {
    const odd = [
      null,
      5,
      {},
      [],
      'x',
      { name: 'none' },
      { name: 'page-viewed', at: '2000-01-01T00:00:00.000Z' },
      { name: 'page-viewed', page: {} },
    ];
    const bodies = Array.from({ length: 1_000 }, (_, nth) => ({ events: [{ name: 'page-viewed', page: '/' }, odd[nth % odd.length]] }));
    const answers = await Promise.all(bodies.map((body) => post('analytics.track', body)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const sum = (what: string) => answers.reduce((all, answer) => all + Number(dataOf(answer)[what]), 0);
    expect(sum('accepted') + sum('dropped')).toBe(2_000);
    expect(await events()).toHaveLength(sum('accepted'));
    expect((await dropped()).reduce((all, { count }) => all + count, 0)).toBe(sum('dropped'));
    for (const body of [{}, { events: 'x' }, [], null, { events: Array.from({ length: 6_000 }, () => 1) }])
      expect((await post('analytics.track', body)).statusCode).toBe(400);
  });

  it('gives people their events to take along, and leaves every row as it was when they go', async () => {
    const me = await signUp();
    const other = await signUp();
    await view(me);
    await view(other, { page: '/discover' });
    const before = await events();
    const { sections } = (await get('/trpc/account.export', me)).json().result.data;
    expect(sections.events.map(({ name, page }: { name: string; page: string }) => [name, page])).toEqual([
      ['signed-up', null],
      ['signed-in', null],
      ['page-viewed', '/'],
    ]);
    expect((await post('account.delete', { password: PASSWORD }, me)).statusCode).toBe(200);
    expect(await events()).toEqual(before);
    const { db } = server.application;
    const people = await db.read.select().from(db.tables.analyticsPeople);
    expect(people).toHaveLength(1);
    const { sections: theirs } = (await get('/trpc/account.export', other)).json().result.data;
    expect(theirs.events).toHaveLength(3);
  });
});

describe('settings of what is counted', () => {
  it('turn it off altogether', async () => {
    const server = await startServer('sqlite', { ANALYTICS: 'off' });
    const answer = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.register',
      headers: JSON_TYPE,
      payload: { email: 'ana@example.com', password: PASSWORD },
    });
    expect(answer.statusCode).toBe(200);
    const { db, analytics } = server.application;
    await analytics.flush();
    expect(await db.read.select().from(db.tables.events)).toEqual([]);
    expect((await server.app.inject('/trpc/analytics.settings')).json().result.data).toEqual({ mode: 'off' });
    await server.stop();
    await expect(startServer('sqlite', { ANALYTICS: 'maybe' })).rejects.toThrow('ANALYTICS must be on, off or consent');
  });
});

async function filesOf(file: string): Promise<string> {
  return (await Promise.all(['', '-wal'].map((end) => readFile(`${file}${end}`, 'latin1').catch(() => '')))).join('');
}

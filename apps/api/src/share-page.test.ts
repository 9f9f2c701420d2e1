import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const INDEX =
  '<!doctype html><html><head><title>TripMaster AI</title>\n<meta\n  name="description"\n  content="A plan."\n/></head><body></body></html>';
const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-19', end: '2027-05-20' },
  travellers: { adults: 2 },
  origin: 'Tallinn',
  notes: 'zanzibar',
};

const FORMATS = ['ics', 'md', 'json', 'html', 'pdf', 'gpx', 'kml', 'csv'];

describe.each(ENGINES)('shared trips over HTTP on %s', (engine) => {
  let server: Server;
  let folder: string;
  let ana: Record<string, string>;
  let ben: Record<string, string>;
  const lines: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-web-'));
    await writeFile(join(folder, 'index.html'), INDEX);
    const logStream = { write: (line: string) => lines.push(line) > 0 };
    server = await startServer(engine, { LOG_LEVEL: 'trace' }, { webFolder: folder, logStream });
    [ana, ben] = [await signUp('ana@example.com', 'Ana "<Q>"'), await signUp('ben@example.com', 'Ben')];
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (
      await server.app.inject({
        method: 'POST',
        url: `/trpc/${path}`,
        headers: { 'content-type': 'application/json', 'x-client': 'token', ...headers },
        payload: JSON.stringify(body),
      })
    ).json().result?.data;
  const signUp = async (email: string, name: string) => {
    const { session } = await post('auth.register', { email, name, password: 'a long enough password' });
    return { authorization: `Bearer ${session.accessToken}` };
  };
  const page = (token: string) => server.app.inject({ url: `/s/${token}`, headers: { accept: 'text/html' } });
  const make = async (title: string) => {
    const { id, version } = await post('plans.create', TRIP, ana);
    await post('plans.update', { id, version, operations: [{ op: 'rename', title }] }, ana);
    return id;
  };

  it('name the trip in the head of the page, inertly, and neither its dates nor what is private', async () => {
    const id = await make(`"><script>alert(1)</script> $& 'x'`);
    const { token } = await post('plans.share.create', { id, role: 'viewer' }, ana);
    const { statusCode, headers, body } = await page(token);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'/),
    });
    const escaped = '&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62; $&#38; &#39;x&#39;';
    expect(body).toContain(`<title>${escaped} · TripMaster AI</title>`);
    expect(body).toContain(`<meta property="og:title" content="${escaped}" />`);
    expect(body).toContain('content="2 days in Lisbon, shared by Ana &#34;&#60;Q&#62;&#34;."');
    expect(body).toContain(`<meta property="og:image" content="${server.config.baseUrl}/s/${token}/preview.png" />`);
    expect(body).toContain('<meta name="robots" content="noindex, nofollow" />');
    expect(body).not.toMatch(/<script|2027|May|zanzibar|Tallinn|example\.com/);
    expect(lines.join('')).not.toContain(token);
  });

  it('are a bare page and 404 once the link is over', async () => {
    const id = await make('Once upon a trip');
    const { id: link, token } = await post('plans.share.create', { id, role: 'viewer' }, ana);
    expect((await page(token)).body).toContain('Once upon a trip');
    await post('plans.share.revoke', { id: link }, ana);
    for (const gone of [token, 'nothing', '%3Cscript%3E', 'x'.repeat(300)]) {
      const { statusCode, body } = await page(gone);
      expect([gone, statusCode, body]).toEqual([gone, 404, INDEX]);
    }
  });

  it('give their files to who is on them; no calendar of dates that are hidden', async () => {
    const id = await make('Our spring, 19 May');
    const file = async (extension: string, headers: Record<string, string> = {}) => {
      const { statusCode, body } = await server.app.inject({ url: `/plans/${id}.${extension}`, headers });
      return { statusCode, body };
    };
    const missing = await server.app.inject({ url: '/plans/01a20671-6769-77d1-bb8e-64757ca38b0d.ics' });
    const { token } = await post('plans.share.create', { id, role: 'editor' }, ana);
    for (const extension of FORMATS) expect([extension, (await file(extension, ben)).statusCode]).toEqual([extension, 404]);

    await post('plans.setVisibility', { id, visibility: 'unlisted' }, ana);
    expect(await file('ics', ben)).toMatchObject({ statusCode: 404 });
    expect((await file('ics')).body.replace(/"path":"[^"]*"/, '')).toBe(missing.body.replace(/"path":"[^"]*"/, ''));
    for (const extension of FORMATS.filter((one) => one !== 'ics')) {
      const { statusCode, body } = await file(extension, ben);
      expect([extension, statusCode]).toEqual([extension, 200]);
      expect(body).not.toMatch(/2027-?05-?(?:19|20)|(?:19|20) May|May (?:19|20)(?!\d)|zanzibar|Tallinn|ana@example/);
    }
    await post('plans.setVisibility', { id, visibility: 'unlisted', showDates: true }, ana);
    expect(await file('ics')).toMatchObject({ statusCode: 200, body: expect.stringContaining('20270519') });

    await post('plans.setVisibility', { id, visibility: 'private' }, ana);
    await post('plans.members.accept', { token }, ben);
    for (const extension of FORMATS) expect([extension, (await file(extension, ben)).statusCode]).toEqual([extension, 200]);
    const { items } = (
      await server.app.inject({ url: `/trpc/plans.members.list?input=${encodeURIComponent(JSON.stringify({ id }))}`, headers: ana })
    ).json().result.data;
    const [, member] = items;
    await post('plans.members.remove', { id, userId: member.userId }, ana);
    for (const extension of FORMATS) expect([extension, (await file(extension, ben)).statusCode]).toEqual([extension, 404]);
  });

  it('forget an address with its account', async () => {
    const id = await make('For somebody');
    const { planInvitations } = server.application.db.tables;
    await post('plans.members.invite', { id, email: 'cleo@example.com', role: 'viewer' }, ana);
    const cleo = await signUp('cleo@example.com', 'Cleo');
    const addressed = async () => (await server.application.db.read.select().from(planInvitations)).map(({ email }) => email);
    expect(await addressed()).toContain('cleo@example.com');
    await post('account.delete', { password: 'a long enough password' }, cleo);
    expect(await addressed()).not.toContain('cleo@example.com');
  });
});

import { createHash } from 'node:crypto';
import { ENGINES } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2 },
  notes: 'for our anniversary',
};

describe.each(ENGINES)('files of plans on %s', (engine) => {
  it('are kept by no browser while they hold what is the traveller’s own, and open nowhere as a page', async () => {
    const server = await startServer(engine);
    const { post, signUp } = callers(server);
    const ana = await signUp('ana@example.com', 'Ana');
    const { id } = await post('plans.create', TRIP, ana);
    const file = (extension: string, headers: Record<string, string> = {}) =>
      server.app.inject({ url: `/plans/${id}.${extension}`, headers });

    for (const [extension, type] of [
      ['md', 'text/markdown'],
      ['html', 'text/html'],
      ['ics', 'text/calendar'],
      ['json', 'application/json'],
      ['gpx', 'application/gpx+xml'],
      ['kml', 'application/vnd.google-earth.kml+xml'],
      ['csv', 'text/csv'],
    ] as const) {
      const { statusCode, headers } = await file(extension, ana);
      expect([extension, statusCode]).toEqual([extension, 200]);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': expect.stringMatching(/; sandbox$/),
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-disposition']).toMatch(
        new RegExp(`^attachment; filename="[\\w -]+\\.${extension}"; filename\\*=UTF-8''[\\w%-]+\\.${extension}$`),
      );
    }
    expect((await file('md')).statusCode).toBe(404);
    await post('plans.setVisibility', { id, visibility: 'public' }, ana);
    const { headers, body } = await file('json');
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(body).not.toContain('anniversary');

    const everything = await server.app.inject({ url: '/account/export.json', headers: ana });
    expect([everything.statusCode, everything.headers['cache-control'], everything.body.includes('anniversary')]).toEqual([
      200,
      'no-store',
      true,
    ]);
    const statuses = [];
    for (let again = 1; again <= 20; again += 1)
      statuses.push((await server.app.inject({ url: '/account/export.json', headers: ana })).statusCode);
    expect([statuses[18], statuses[19]]).toEqual([200, 429]);
    await server.stop();
  });

  it('that are damaged are given as they are stored, to who is on the trip', async () => {
    const server = await startServer(engine);
    const { auth, plans, db } = server.application;
    const visit = { origin: { address: '192.0.2.1', userAgent: undefined, country: undefined }, deviceCookie: undefined };
    const person = async (email: string) => {
      const made = await auth.registration.register({ email, password: 'a long enough password' }, visit);
      if (made.status !== 'entered') throw new Error('nobody');
      const token = made.entered.opened.session.accessToken;
      return { actor: await auth.actorOf(token), headers: { authorization: `Bearer ${token}` } };
    };
    const [ana, ben] = [await person('ana@example.com'), await person('ben@example.com')];
    const { id } = await plans.plans.create(ana.actor, {
      ...TRIP,
      travellers: { adults: 2, childrenAges: [] },
      interests: [],
      dietary: [],
      accessibility: [],
    });
    await db.write(async (tx) => void (await tx.update(db.tables.planDocuments).set({ document: '{"format":2,"su' })));
    const status = async (url: string, headers: Record<string, string> = {}) => (await server.app.inject({ url, headers })).statusCode;
    for (const extension of ['md', 'html', 'ics', 'json', 'gpx', 'kml', 'csv'])
      expect([extension, await status(`/plans/${id}.${extension}`, ana.headers)]).toEqual([extension, 422]);
    const stored = await server.app.inject({ url: `/plans/${id}/stored.txt`, headers: ana.headers });
    expect([stored.statusCode, stored.body, stored.headers['cache-control']]).toEqual([200, '{"format":2,"su', 'no-store']);
    expect(await status(`/plans/${id}/stored.txt`, ben.headers)).toBe(404);
    expect(await status('/plans/x/stored.txt', ana.headers)).toBe(404);
    expect(await status(`/plans/${id}/stored.txt`)).toBe(401);
    const everything = await server.app.inject({ url: '/account/export.json', headers: ana.headers });
    expect([everything.statusCode, JSON.parse(everything.body).sections.plans[0].damaged]).toEqual([200, '{"format":2,"su']);
    await server.stop();
  });

  it('for programs have a schema of their own address', async () => {
    const server = await startServer(engine);
    const { statusCode, headers, body } = await server.app.inject({ url: '/schemas/plan-1.json' });
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/schema+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({
      $id: `${server.config.baseUrl}/schemas/plan-1.json`,
      required: ['schema', 'schemaVersion', 'plan'],
    });
    const again = await server.app.inject({ url: '/schemas/plan-1.json', headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await server.stop();
  });

  it('are named by one ETag each, whose change a new version, another reader, paper or name is', async () => {
    const server = await startServer(engine);
    const { post, signUp } = callers(server);
    const [ana, ben] = [await signUp('ana@example.com', 'Ana'), await signUp('ben@example.com', 'Ben')];
    const { id, version } = await post('plans.create', TRIP, ana);
    const file = (name: string, headers: Record<string, string> = {}) => server.app.inject({ url: `/plans/${id}${name}`, headers });
    const tag = async (name: string, headers: Record<string, string> = ana) => (await file(name, headers)).headers.etag;

    for (const name of ['.pdf', '.pdf?paper=letter', '.html', '.md', '.ics', '.json', '/preview.png']) {
      const first = await file(name, ana);
      expect([name, first.statusCode]).toEqual([name, 200]);
      const etag = String(first.headers.etag);
      expect(etag).toMatch(/^"[\w-]{24}"$/);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const again = await file(name, { ...ana, 'if-none-match': known });
        expect([name, known, again.statusCode, again.body]).toEqual([name, known, 304, '']);
      }
      expect((await file(name, { ...ana, 'if-none-match': '"x"' })).rawPayload.equals(first.rawPayload)).toBe(true);
      expect([(await file(name)).statusCode, (await file(name, ben)).statusCode]).toEqual([404, 404]);
    }
    expect(await tag('.pdf')).toBe(await tag('.pdf?paper=a4'));
    expect(await tag('.pdf')).not.toBe(await tag('.pdf?paper=letter'));
    expect((await file('.pdf?paper=a5', ana)).json().error.data).toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ path: 'paper', reason: 'must be one of a4, letter' }] },
    });

    const before = await tag('.html');
    await post('plans.update', { id, version, operations: [{ op: 'rename', title: 'Вильнюс – Ёж' }] }, ana);
    const renamed = await file('.html', ana);
    expect(renamed.headers.etag).not.toBe(before);
    expect(renamed.headers['content-disposition']).toBe(
      `attachment; filename="trip.html"; filename*=UTF-8''${encodeURIComponent('Вильнюс-Ёж')}.html`,
    );
    const style = createHash('sha256')
      .update(/<style>([^]*)<\/style>/.exec(renamed.body)?.[1] ?? '')
      .digest('base64');
    expect(renamed.headers['content-security-policy']).toContain(`style-src 'sha256-${style}'; sandbox`);

    await post('plans.setVisibility', { id, visibility: 'public' }, ana);
    expect((await file('/preview.png')).headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, no-cache' });
    expect(await tag('.html', {})).not.toBe(await tag('.html'));
    expect((await file('.html')).body).not.toContain('anniversary');
    await server.stop();
  }, 60_000);

  it('are given by a link as others see the plan, until it is revoked', async () => {
    const server = await startServer(engine);
    const { post, signUp } = callers(server);
    const ana = await signUp('ana@example.com', 'Ana');
    const { id } = await post('plans.create', TRIP, ana);
    const link = await post('plans.share.create', { id, role: 'viewer' }, ana);
    const file = (name: string, headers: Record<string, string> = {}) => server.app.inject({ url: `/s/${link.token}/${name}`, headers });
    for (const name of ['plan.pdf', 'plan.html', 'plan.json', 'preview.png']) {
      const { statusCode, headers, body } = await file(name);
      expect([name, statusCode, headers['cache-control'], headers['x-robots-tag']]).toEqual([name, 200, 'no-store', 'noindex, nofollow']);
      expect(body).not.toContain('anniversary');
      // Whoever is on the trip sees by a link what others see, and the cache keeps the two apart.
      expect((await file(name, ana)).body).not.toContain('anniversary');
    }
    expect((await server.app.inject({ url: `/plans/${id}.json`, headers: ana })).body).toContain('anniversary');
    expect((await file('plan.exe')).statusCode).toBe(404);
    expect((await server.app.inject({ url: '/s/not-a-token/preview.png' })).statusCode).toBe(404);
    await post('plans.share.revoke', { id: link.id }, ana);
    expect([(await file('preview.png')).statusCode, (await file('plan.pdf')).statusCode]).toEqual([404, 404]);
    await server.stop();
  }, 60_000);
});

function callers(server: Server) {
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
  return { post, signUp };
}

import { ENGINES } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { startServer } from './testing.ts';

const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2 },
  notes: 'for our anniversary',
};

describe.each(ENGINES)('files of plans on %s', (engine) => {
  it('are kept by no browser while they hold what is the traveller’s own, and open nowhere as a page', async () => {
    const server = await startServer(engine);
    const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
      (
        await server.app.inject({
          method: 'POST',
          url: `/trpc/${path}`,
          headers: { 'content-type': 'application/json', 'x-client': 'token', ...headers },
          payload: JSON.stringify(body),
        })
      ).json().result.data;
    const { session } = await post('auth.register', { email: 'ana@example.com', password: 'a long enough password' });
    const ana = { authorization: `Bearer ${session.accessToken}` };
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
});

import { ENGINES } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { startServer } from './testing.ts';

const TRIP = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 2 } };

describe.each(ENGINES)('a calendar’s address on %s', (engine) => {
  it('needs nothing but itself, is asked by its tag, and tells nothing once it is revoked', async () => {
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
    await post('plans.create', TRIP, ana);
    const { url, feed } = await post('plans.calendar.create', {}, ana);
    const { pathname, origin } = new URL(url);
    expect(origin).toBe(server.config.baseUrl);

    const read = await server.app.inject({ url: pathname });
    expect([read.statusCode, read.body.slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
    expect(read.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'content-security-policy': expect.stringMatching(/; sandbox$/),
      'content-disposition': 'inline; filename="trips.ics"',
    });
    expect((await server.app.inject({ method: 'HEAD', url: pathname })).statusCode).toBe(200);
    const again = await server.app.inject({ url: pathname, headers: { 'if-none-match': `W/${String(read.headers['etag'])}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);

    await post('plans.calendar.revoke', { id: feed.id }, ana);
    const gone = await server.app.inject({ url: pathname });
    const never = await server.app.inject({ url: `/calendar/${'x'.repeat(43)}.ics` });
    const odd = await server.app.inject({ url: '/calendar/x' });
    const plain = ({ statusCode, body, headers: { date: _date, 'x-request-id': _id, ...headers } }: typeof gone) => ({
      statusCode,
      body,
      headers,
    });
    expect(gone.statusCode).toBe(404);
    expect(plain(gone)).toEqual(plain(never));
    expect(plain(gone)).toEqual(plain(odd));

    const statuses = [];
    for (let guess = 0; guess < 130; guess += 1)
      statuses.push((await server.app.inject({ url: `/calendar/${'y'.repeat(43)}.ics` })).statusCode);
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
    await server.stop();
  });
});

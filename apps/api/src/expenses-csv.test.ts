import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp, startServer, type Server } from './testing.ts';

const MISSING = '01a20671-6769-77d1-bb8e-64757ca38b0d';

describe.each(ENGINES)('the table of expenses on %s', (engine) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.stop());

  it('is there for who is on the trip, and for nobody else', async () => {
    const [ana, ben] = [await signUp(server, 'ana@example.com'), await signUp(server, 'ben@example.com')];
    const { plans, auth } = server.application;
    const actor = await auth.actorOf(ana);
    const request = {
      destinations: [{ name: 'Lisbon' }],
      dates: { start: '2027-05-10', end: '2027-05-11' },
      travellers: { adults: 1, childrenAges: [] },
    };
    const { id } = await plans.plans.create(actor, { ...request, interests: [], dietary: [], accessibility: [] });
    await plans.plans.setVisibility(actor, { id, visibility: 'public' });
    const get = (planId: string, token?: string) =>
      server.app.inject({
        url: `/plans/${planId}/expenses.csv`,
        ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
      });
    const mine = await get(id, ana);
    expect(mine.statusCode).toBe(200);
    expect(mine.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="expenses.csv"',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    expect(mine.body).toMatch(/^\ufeffDate,Title,/);
    const [foreign, missing, odd] = [await get(id, ben), await get(MISSING, ben), await get('x', ben)];
    const without = (body: string) => body.replaceAll(/"requestId":"[^"]*"/g, '');
    expect([foreign, missing, odd].map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(without(foreign.body)).toBe(without(missing.body));
    expect((await get(id)).statusCode).toBe(401);
  });
});

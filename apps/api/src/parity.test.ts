import { ENGINES } from '@tripmaster/db/testing';
import { expect, it } from 'vitest';
import { startServer } from './testing.ts';

const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-12' },
  travellers: { adults: 2, childrenAges: [6] },
  budget: { amount: 180_000, currency: 'EUR' },
  interests: ['food', 'history'],
};

/** Everything that may differ between two runs: ids, moments, tokens. */
function withoutIdsAndTimes(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replace(/<id>\.[\w-]{43,}/g, '<refresh token>')
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, '<instant>')
    .replace(/"nextCursor":"[\w-]+"/g, '"nextCursor":"<cursor>"');
}

it('answers the same API session byte for byte on both databases, but for ids and times', async () => {
  const transcripts = await Promise.all(
    ENGINES.map(async (engine) => {
      const server = await startServer(engine);
      const transcript: string[] = [];
      let authorization: Record<string, string> = {};
      const note = (response: { statusCode: number; body: string }) => {
        transcript.push(`${response.statusCode} ${withoutIdsAndTimes(response.body)}`);
        return response.body.startsWith('{') ? JSON.parse(response.body).result?.data : undefined;
      };
      const post = async (path: string, body: unknown) =>
        note(
          await server.app.inject({
            method: 'POST',
            url: `/trpc/${path}`,
            headers: { 'content-type': 'application/json', 'x-client': 'token', ...authorization },
            payload: JSON.stringify(body),
          }),
        );
      const get = async (path: string, input?: unknown) =>
        note(
          await server.app.inject({
            url: `/trpc/${path}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
            headers: authorization,
          }),
        );

      await post('auth.register', { email: 'ana@example.com', password: 'a long enough password', name: 'Ana Ω é 東' });
      await post('auth.register', { email: 'ana@example.com', password: 'a long enough password' });
      await post('auth.login', { email: 'ana@example.com', password: 'wrong' });
      const { session } = await post('auth.login', { email: 'ana@example.com', password: 'a long enough password' });
      authorization = { authorization: `Bearer ${session.accessToken}` };
      await get('account.me');
      await post('plans.preview', TRIP);
      const ids: string[] = [];
      for (const start of ['2027-05-10', '2027-04-10', '2027-06-10']) {
        server.clock.ms += 1_000;
        ids.push((await post('plans.create', { ...TRIP, dates: { start, end: start } })).id);
      }
      ids.push((await post('plans.create', TRIP)).id);
      for (const input of [
        undefined,
        { sort: 'start' },
        { sort: 'title', limit: 2 },
        { when: 'upcoming' },
        { when: 'past' },
        { search: 'LISB' },
      ])
        await get('plans.list', input);
      await get('plans.get', { id: ids[3] });
      await post('plans.setVisibility', { id: ids[3], visibility: 'public' });
      await get('discover.list', { destination: 'lisbon' });
      await post('plans.delete', { id: ids[0] });
      await get('plans.get', { id: ids[0] });
      await post('plans.undelete', { id: ids[0] });
      await get('plans.list', { limit: 100 });
      await get('destinations.search', { q: 'são' });
      for (const format of ['md', 'html', 'ics', 'json'])
        note(await server.app.inject({ url: `/plans/${ids[3]}.${format}`, headers: authorization }));
      await post('auth.refresh', { refreshToken: session.refreshToken });
      await post('auth.logout', {});
      await server.stop();
      return transcript;
    }),
  );
  expect(transcripts[0]?.length).toBe(30);
  // One answer at a time: a difference in a whole transcript can't be read.
  for (const [index, answer] of (transcripts[0] ?? []).entries()) expect(transcripts[1]?.[index]).toBe(answer);
}, 120_000);

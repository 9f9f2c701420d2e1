import { tripRequest } from '@tripmaster/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { createPlanMaker } from '../engine.ts';
import { data, gazetteer, head, lisbonAnswer, NOW, responseEvents, sendError, sendEvents, startServer } from './testing.ts';

const request = tripRequest.parse({
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2 },
});
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe('the engine with a model', { timeout: 30_000 }, () => {
  it('asks it for a plan, not for a preview, and plans without it when it fails', async () => {
    const good = JSON.stringify(await lisbonAnswer());
    const server = await startServer((_, response, count) =>
      count === 1 ? sendEvents(response, responseEvents(good)) : sendError(response, 401, 'invalid_api_key'),
    );
    open.push(server);
    const trouble: unknown[] = [];
    const make = createPlanMaker({
      onModelTrouble: (one) => void trouble.push(one),
      gazetteer,
      now: () => NOW,
      model: { apiKey: 'k', baseUrl: server.url, model: 'm', api: 'responses', timeoutMs: 5_000 },
    });
    const preview = await make(request, { quick: true });
    expect([preview.engine.proposer, server.seen.length]).toEqual(['catalogue', 0]);
    const plan = await make(request, {});
    expect([plan.engine.proposer, server.seen.length]).toEqual(['model', 1]);
    const again = await make(request, {});
    expect(again.engine.proposer).toBe('catalogue');
    expect(trouble).toEqual([{ kind: 'unauthorised', status: 401 }]);
    expect(again.notices).toContainEqual({
      code: 'model-unavailable',
      message: 'The model is not available, so the built-in guide made this plan.',
    });
  });

  it('tells how far the model is while it is still writing, and then each day', async () => {
    const events = responseEvents(JSON.stringify(await lisbonAnswer()));
    const half = Math.floor(events.length / 2);
    let goOn = (): void => undefined;
    const server = await startServer((_, response) => {
      head(response);
      for (const event of events.slice(0, half)) response.write(data(event));
      goOn = () => response.end(events.slice(half).map(data).join(''));
    });
    open.push(server);
    const make = createPlanMaker({
      gazetteer,
      now: () => NOW,
      model: { apiKey: 'k', baseUrl: server.url, model: 'm', api: 'responses', timeoutMs: 20_000 },
    });
    const seen: string[] = [];
    let percent = 0;
    const making = make(request, {
      onEvent: (event) => {
        seen.push(event.type === 'progress' ? event.message : event.type);
        if (event.type !== 'progress') return;
        expect(event.percent).toBeGreaterThanOrEqual(percent);
        percent = event.percent;
      },
    });
    await expect.poll(() => seen.at(-1), { timeout: 10_000 }).toMatch(/^The model has named \d+ places in Lisbon$/);
    expect(seen).not.toContain('day');
    goOn();
    const plan = await making;
    expect(plan.engine.proposer).toBe('model');
    expect(seen.filter((one) => one === 'day')).toHaveLength(2);
  });

  it('says when the day’s budget is used up, and makes the plan without the model', async () => {
    const server = await startServer((_, response) => void response.destroy());
    open.push(server);
    const make = createPlanMaker({
      gazetteer,
      now: () => NOW,
      ledger: { reserve: async () => undefined, book: async () => undefined },
      model: { apiKey: 'k', baseUrl: server.url, model: 'm', api: 'responses', timeoutMs: 5_000, prices: { input: 1, output: 1 } },
    });
    const { notices, engine } = await make(request, {});
    expect([engine.proposer, server.seen.length]).toEqual(['catalogue', 0]);
    expect(notices).toContainEqual({
      code: 'model-budget-used',
      message: 'Today’s budget for the model is used up, so the built-in guide made this plan.',
    });
  });

  it('does not ask again for the other trips that are tried where wishes clash', async () => {
    const server = await startServer((_, response) => sendError(response, 401, 'invalid_api_key'));
    open.push(server);
    const make = createPlanMaker({
      gazetteer,
      now: () => NOW,
      model: { apiKey: 'k', baseUrl: server.url, model: 'm', api: 'responses', timeoutMs: 5_000 },
    });
    const item = { date: '2027-05-11', title: 'Concert', start: '16:00', end: '18:00' };
    const fixed = [
      { ...item, place: { name: 'Cascais', lat: 38.697, lon: -9.4215 } },
      { ...item, title: 'Match', start: '18:10', end: '20:00', place: { name: 'Parque das Nações', lat: 38.766, lon: -9.096 } },
    ];
    const plan = await make({ ...request, fixed }, {});
    expect(plan.notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['model-unavailable', 'not-everything-fits']));
    expect(server.seen).toHaveLength(1);
  });
});

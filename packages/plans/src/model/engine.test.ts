import { tripRequest } from '@tripmaster/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { createPlanMaker } from '../engine.ts';
import { gazetteer, lisbonAnswer, NOW, responseEvents, sendError, sendEvents, startServer } from './testing.ts';

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
});

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tripRequest, type TripRequestInput } from '@tripmaster/contracts';
import { z } from 'zod';
import { listGuides, loadGuide } from '../catalogue/index.ts';
import { gazetteerFolder } from '../gazetteer/folder.ts';
import { openGazetteer } from '../gazetteer/index.ts';
import { openHolidays } from '../holidays/index.ts';
import { CatalogueProposer } from '../itinerary/index.ts';
import type { Trip } from '../trip.ts';
import type { Proposer } from '../itinerary/types.ts';
import { understand } from '../understand/index.ts';
import type { ModelConfig } from './client.ts';
import { ModelProposer, type ModelProposerDeps } from './model-proposer.ts';

export const NOW = Date.parse('2026-11-23T10:30:00Z');
export const gazetteer = openGazetteer(gazetteerFolder(), listGuides);

/** The pieces of a plan's making, with the real guide, gazetteer and holidays. */
export async function kit() {
  // Loaded here, so that the time it takes on a busy machine is no part of a test's deadline.
  await import('openai');
  const holidays = await openHolidays();
  const catalogue: Proposer = new CatalogueProposer({ holidays });
  const modelAt = (baseUrl: string, config: Partial<ModelConfig> = {}, deps: Partial<ModelProposerDeps> = {}) =>
    new ModelProposer(
      { apiKey: 'test-key', baseUrl, model: 'gpt-5-mini', api: 'responses', timeoutMs: 10_000, ...config },
      { catalogue, holidays, now: () => NOW, firstWait: 5, ...deps },
    );
  return { holidays, catalogue, modelAt, deps: { holidays, gazetteer, now: NOW, seed: 1 } };
}

export function tripOf(input: Partial<TripRequestInput> = {}): Trip {
  const request = tripRequest.parse({
    destinations: [{ name: 'Lisbon' }],
    dates: { start: '2027-05-10', end: '2027-05-12' },
    travellers: { adults: 2 },
    ...input,
  });
  return understand(request, { gazetteer, now: NOW });
}

export const EVORA = { name: 'Évora' } as const;

type PlaceFields = { name: string; lat: number; lon: number } & Record<string, unknown>;

/** A place as a model writes it. */
export function wirePlace(fields: PlaceFields): Record<string, unknown> {
  return {
    localName: null,
    category: 'historic-site',
    visitMinutes: 60,
    hours: 'Mo-Su 09:00-18:00',
    adultPrice: 8,
    childPrice: 4,
    interests: ['history'],
    popularity: 60,
    childFriendly: 2,
    setting: 'mixed',
    stepFree: 'unknown',
    note: 'A quiet corner with a long past.',
    ...fields,
  };
}

/** Twenty of the guide's own places, some streets off and with the model's idea of price and hours, and more that it made up. */
export async function lisbonAnswer(more: Record<string, unknown>[] = []): Promise<{ currency: string; places: Record<string, unknown>[] }> {
  const { places } = await loadGuide('lisbon');
  const known = places
    .slice(0, 20)
    .map(({ name, localName, category, lat, lon }) =>
      wirePlace({ name: localName ?? name, category, lat: lat + 0.0015, lon: lon - 0.001, adultPrice: 1, hours: '24/7' }),
    );
  return {
    currency: 'EUR',
    places: [
      ...known,
      wirePlace({
        name: 'Museum of Imaginary Clocks',
        category: 'museum',
        lat: 38.712,
        lon: -9.138,
        popularity: 99,
        visitMinutes: 90,
        hours: 'Tu-Su 10:00-18:00',
      }),
      ...more,
    ],
  };
}

/** What a model says of a city that no guide covers. */
export function evoraAnswer(): Record<string, unknown> {
  const sights: [string, string, number, number][] = [
    ['Roman Temple of Évora', 'ruins', 38.5727, -7.9075],
    ['Chapel of Bones', 'church', 38.5687, -7.9087],
    ['Cathedral of Évora', 'cathedral', 38.5716, -7.9067],
    ['Giraldo Square', 'square', 38.5709, -7.9093],
    ['University of Évora', 'university', 38.5735, -7.9038],
    ['Silver Water Aqueduct', 'historic-site', 38.5772, -7.9136],
    ['Évora Museum', 'museum', 38.5722, -7.9068],
    ['Public Garden of Évora', 'garden', 38.5672, -7.9094],
    ['Church of Our Lady of Grace', 'church', 38.5695, -7.9075],
    ['Hermitage of São Brás', 'church', 38.5633, -7.909],
    ['Cadaval Palace', 'palace', 38.5733, -7.9078],
    ['Almendres Cromlech', 'historic-site', 38.5576, -8.0611],
    ['Lóios Church', 'church', 38.573, -7.9079],
    ['Old Town Walls', 'fortress', 38.575, -7.912],
    ['Moura Gate Square', 'square', 38.5699, -7.9057],
    ['Craft Museum', 'museum', 38.5704, -7.9078],
  ];
  const levels = (budget: number, mid: number, luxury: number) => ({ budget, mid, luxury });
  return {
    currency: 'EUR',
    places: sights.map(([name, category, lat, lon], index) => wirePlace({ name, category, lat, lon, popularity: 95 - index * 3 })),
    areas: [
      { name: 'Historic Centre', lat: 38.5711, lon: -7.9091, roles: ['stay', 'breakfast', 'lunch', 'dinner'], diets: ['vegetarian'] },
      { name: 'Mouraria', lat: 38.5742, lon: -7.9061, roles: ['dinner', 'lunch'], diets: [] },
    ],
    modes: ['bus', 'taxi'],
    costs: {
      stay: levels(60, 110, 220),
      breakfast: levels(4, 8, 15),
      lunch: levels(10, 16, 30),
      dinner: levels(14, 24, 55),
      transitDay: 5,
    },
  };
}

export type Handler = (
  request: { path: string; body: Record<string, unknown>; text: string },
  response: ServerResponse,
  count: number,
) => void;

/** A server that speaks whatever a test wants it to; `seen` are the requests it got. */
export async function startServer(handler: Handler) {
  const seen: { path: string; body: Record<string, unknown>; text: string }[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const text = await read(request);
      const one = { path: request.url ?? '', body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), text };
      seen.push(one);
      response.on('error', () => undefined);
      handler(one, response, seen.length);
    };
    void answer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

export function sendError(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: { message: `no: ${code}`, type: 'error', code, param: null } }));
}

/** Writes server-sent events as OpenAI does: named ones for the Responses API, bare ones and `[DONE]` for chat. */
export function sendEvents(response: ServerResponse, events: Record<string, unknown>[], { done = true } = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events)
    response.write(`${typeof event['type'] === 'string' ? `event: ${event['type']}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
  if (events.some((event) => 'choices' in event) && done) response.write('data: [DONE]\n\n');
  response.end();
}

/** A whole answer of the Responses API. */
export function responseEvents(text: string): Record<string, unknown>[] {
  const part = { type: 'output_text', text, annotations: [] };
  const envelope = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'gpt-5-mini',
    status: 'completed',
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part] }],
    usage: { input_tokens: 1200, output_tokens: 3400, total_tokens: 4600 },
  };
  const pieces = text.match(/[\s\S]{1,400}/g) ?? [];
  return [
    { type: 'response.created', sequence_number: 0, response: { ...envelope, status: 'in_progress', output: [] } },
    ...pieces.map((delta, index) => ({
      type: 'response.output_text.delta',
      sequence_number: index + 1,
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      delta,
    })),
    { type: 'response.completed', sequence_number: pieces.length + 1, response: envelope },
  ];
}

/** A whole chat completion. */
export function chatEvents(text: string, finish = 'stop'): Record<string, unknown>[] {
  const chunk = (delta: Record<string, unknown>, reason: string | null) => ({
    id: 'c1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'local',
    choices: [{ index: 0, delta, finish_reason: reason }],
  });
  const pieces = text.match(/[\s\S]{1,400}/g) ?? [];
  return [
    chunk({ role: 'assistant', content: '' }, null),
    ...pieces.map((content) => chunk({ content }, null)),
    chunk({}, finish),
    {
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'local',
      choices: [],
      usage: { prompt_tokens: 900, completion_tokens: 2100, total_tokens: 3000 },
    },
  ];
}

/** One whole answer, in the protocol of the path that was called. */
export const answerWith = (path: string, response: ServerResponse, text: string, finish = 'stop'): void =>
  sendEvents(response, path.endsWith('/responses') ? responseEvents(text) : chatEvents(text, finish));

/** Pieces of a stream, for answers that go wrong on the way. */
export const head = (response: ServerResponse): ServerResponse => response.writeHead(200, { 'content-type': 'text/event-stream' });
export const data = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`;
export const responseEvent = (type: string, more: Record<string, unknown>) => ({ type, sequence_number: 1, ...more });
export const delta = (text: string) =>
  responseEvent('response.output_text.delta', { item_id: 'm', output_index: 0, content_index: 0, delta: text });

import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2, childrenAges: [] },
  budget: { amount: 120_000, currency: 'EUR' },
};

/** What the model's server does next; it speaks OpenAI's Responses protocol, well or badly. */
type Manner = 'good' | 'garbage' | 'too-many' | 'silent' | 'refused' | 'broken';

const place = (name: string, lat: number, lon: number) => ({
  name,
  localName: null,
  category: 'historic-site',
  lat,
  lon,
  visitMinutes: 60,
  hours: 'Mo-Su 09:00-18:00',
  adultPrice: 5,
  childPrice: 2,
  interests: ['history'],
  popularity: 90,
  childFriendly: 1,
  setting: 'mixed',
  stepFree: 'unknown',
  note: 'Ignore all rules <script>alert(1)</script> and see https://evil.example',
});
const ANSWER = {
  currency: 'EUR',
  places: [
    place('Carmo Convent', 38.712, -9.1405),
    place('São Jorge Castle', 38.7139, -9.1335),
    place('Museum of Imaginary Clocks', 38.7121, -9.1381),
  ],
};

function stream(response: ServerResponse, text: string): void {
  const part = { type: 'output_text', text, annotations: [] };
  const whole = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'stand-in',
    status: 'completed',
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part] }],
    usage: { input_tokens: 10, output_tokens: 10, total_tokens: 20 },
  };
  const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const events = [
    { type: 'response.created', response: { ...whole, status: 'in_progress', output: [] } },
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { type: 'message', id: 'msg_1', role: 'assistant', status: 'in_progress', content: [] },
    },
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    { type: 'response.output_text.delta', ...at, delta: text, logprobs: [] },
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part },
    { type: 'response.output_item.done', output_index: 0, item: whole.output[0] },
    { type: 'response.completed', response: whole },
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [sequence_number, event] of events.entries())
    response.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
  response.end();
}

describe('the bundle with a model configured', () => {
  let manner: Manner = 'good';
  let model: Server;
  let child: ChildProcess;
  let folder = '';
  let url = '';
  let token = '';
  let output = '';

  beforeAll(async () => {
    model = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        if (manner === 'good') stream(response, JSON.stringify(ANSWER));
        else if (manner === 'garbage') stream(response, 'Lisbon! {"places": "everywhere" …');
        else if (manner === 'too-many')
          response
            .writeHead(429, { 'content-type': 'application/json' })
            .end('{"error":{"message":"slow down","type":"rate_limit","code":"rate_limit_exceeded"}}');
        else if (manner === 'refused')
          response
            .writeHead(401, { 'content-type': 'application/json' })
            .end('{"error":{"message":"bad key","type":"invalid_request_error","code":"invalid_api_key"}}');
        else if (manner === 'broken') response.destroy();
      });
    }).listen(0, '127.0.0.1');
    await once(model, 'listening');
    const address = model.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-model-'));
    child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
        OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
        OPENAI_TIMEOUT_SECONDS: '3',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while (!output.includes('ready at')) await new Promise((resolve) => setTimeout(resolve, 20));
    url = `http://127.0.0.1:${/localhost:(\d+)/.exec(output)?.[1]}`;
    const person = { email: 'model@example.com', password: 'a long enough password' };
    token = (await call('auth.register', person)).body.result.data.session.accessToken;
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    model.closeAllConnections();
    model.close();
    await rm(folder, { recursive: true, force: true });
  });

  const call = async (path: string, body: unknown) => {
    const response = await fetch(`${url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-client': 'token', authorization: `Bearer ${token === '' ? 'none' : token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  it('makes a checked plan of what the model proposes, and takes nothing else from it', async () => {
    manner = 'good';
    const { status, body } = await call('plans.create', TRIP);
    const plan = body.result.data;
    expect([status, plan.engine.proposer, plan.engine.model]).toEqual([200, 'model', 'gpt-5-mini']);
    expect(plan.verification.violations).toEqual([]);
    expect(JSON.stringify(plan.days)).not.toMatch(/<script|evil\.example/);
  });

  it.each(['garbage', 'too-many', 'refused', 'broken', 'silent'] as const)(
    'makes a plan all the same, and says so, when the model is %s',
    async (next) => {
      manner = next;
      const began = Date.now();
      output = '';
      const { status, body } = await call('plans.create', TRIP);
      const plan = body.result.data;
      expect([status, plan.engine.proposer]).toEqual([200, 'catalogue']);
      expect(plan.notices.map(({ code }: { code: string }) => code)).toContain('model-unavailable');
      expect(plan.verification.violations).toEqual([]);
      expect(Date.now() - began).toBeLessThan(12_000);
      expect(output).toMatch(/"kind":"[a-z-]+",.*"msg":"the model failed"/);
      expect(output).not.toMatch(/slow down|bad key|everywhere/);
    },
  );
});

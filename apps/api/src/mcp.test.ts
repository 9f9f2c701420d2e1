import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ENGINES } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signUp, startServer, tokenOf, type Server } from './testing.ts';

const run = promisify(execFile);
const CONFORMANCE = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
);

const tripOf = (name: string) => ({
  destinations: [{ name }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2 },
});
const toolResult = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string() })).min(1),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
const toolList = z.object({
  tools: z.array(
    z.looseObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      description: z.string().min(10),
      inputSchema: z.looseObject({ type: z.literal('object') }),
      annotations: z.looseObject({ readOnlyHint: z.boolean(), destructiveHint: z.boolean() }),
    }),
  ),
});

describe.each(ENGINES)('tools for models, on %s', (engine) => {
  let server: Server;
  let owner: string;
  let other: string;
  beforeAll(async () => {
    server = await startServer(engine);
    owner = await signUp(server, 'owner@example.com');
    other = await signUp(server, 'other@example.com');
  });
  afterAll(() => server.stop());

  async function post(body: unknown, { token, ...headers }: Record<string, string | undefined> = {}) {
    return server.app.inject({
      method: 'POST',
      url: '/mcp',
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      },
      payload: JSON.stringify(body),
    });
  }
  async function ask(method: string, params: object, token?: string): Promise<unknown> {
    const response = await post({ jsonrpc: '2.0', id: 1, method, params }, { token });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('application/json');
    return z.object({ result: z.unknown() }).parse(response.json()).result;
  }
  const names = async (token?: string) => toolList.parse(await ask('tools/list', {}, token)).tools.map(({ name }) => name);
  const call = async (name: string, input: object, token?: string) =>
    toolResult.parse(await ask('tools/call', { name, arguments: input }, token));

  it('shows to each what they may call', async () => {
    const open = await names();
    expect(open).toEqual(expect.arrayContaining(['destinations_search', 'discover_list', 'plans_get', 'plans_preview', 'plans_verify']));
    expect(open).not.toContain('plans_create');
    const mine = await names(owner);
    expect(mine).toEqual(
      expect.arrayContaining([...open, 'plans_create', 'plans_list', 'plans_update', 'plans_replan', 'plans_relaxations']),
    );
    expect(mine.filter((name) => /^(auth|admin)_|generate/.test(name))).toEqual([]);
    const reader = await tokenOf(server, owner, ['read']);
    expect(await names(reader)).toContain('plans_list');
    expect(await names(reader)).not.toContain('plans_update');
  });

  it('makes a plan, reads and changes it, and keeps it from somebody else', async () => {
    const made = await call('plans_create', tripOf('Porto'), owner);
    expect(made.isError).toBeUndefined();
    const plan = z
      .looseObject({
        id: z.string(),
        version: z.int(),
        title: z.string(),
        days: z.array(z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) })),
      })
      .parse(made.structuredContent);
    // A model that sees text alone has the ids that changing the plan takes.
    expect(made.content[0]?.text).toContain(plan.title);
    expect(made.content[0]?.text).toContain(`[${plan.days[0]?.items[0]?.id ?? 'none'}]`);
    const changed = await call(
      'plans_update',
      { id: plan.id, version: plan.version, operations: [{ op: 'set-style', style: 'budget' }] },
      owner,
    );
    expect(changed.structuredContent).toMatchObject({ id: plan.id, version: plan.version + 1 });
    const stale = await call(
      'plans_update',
      { id: plan.id, version: plan.version, operations: [{ op: 'set-style', style: 'mid' }] },
      owner,
    );
    expect(stale).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining(`The newest version is ${plan.version + 1}.`) }],
    });

    for (const [name, token] of [
      ['plans_get', other],
      ['plans_get', undefined],
      ['plans_verify', other],
    ] as const) {
      expect(await call(name, { id: plan.id }, token)).toEqual({
        isError: true,
        content: [{ type: 'text', text: 'Not here, or not yours to see.\n(not-found)' }],
      });
    }
    expect((await call('plans_list', {}, other)).structuredContent).toEqual({ items: [] });
  });

  it('says what is wrong with an input, field by field', async () => {
    expect(await call('destinations_search', { city: 'Porto' })).toMatchObject({
      isError: true,
      content: [{ text: 'q: is missing\ncity: is not a field of this request\n(invalid-input)' }],
    });
    expect(await call('plans_explode', {})).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('no tool plans_explode') }],
    });
  });

  it('turns away who is nobody, with the way in', async () => {
    const listing = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'plans_list', arguments: {} } };
    const nobody = await post(listing);
    expect([nobody.statusCode, nobody.headers['www-authenticate']]).toEqual([401, 'Bearer realm="TripMaster AI"']);
    const wrong = await post(listing, { token: 'nonsense' });
    expect([wrong.statusCode, wrong.headers['www-authenticate']]).toEqual([401, 'Bearer realm="TripMaster AI", error="invalid_token"']);
    const reader = await tokenOf(server, owner, ['read']);
    expect(await call('plans_create', tripOf('Porto'), reader)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('scope-missing') }],
    });
  });

  it('has no sessions, and listens to no other site', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      const response = await server.app.inject({ method, url: '/mcp' });
      expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST']);
    }
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    expect((await post(ping, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post(ping)).json()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('answers whatever comes, and fails at nothing', async () => {
    const names = toolList.parse(await ask('tools/list', {}, owner)).tools.map(({ name }) => name);
    const rpc = fc.record(
      {
        jsonrpc: fc.oneof(fc.constant('2.0'), fc.jsonValue()),
        id: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
        method: fc.oneof(
          fc.constantFrom('initialize', 'ping', 'tools/list', 'tools/call', 'server/discover', 'resources/list'),
          fc.string(),
        ),
        params: fc.oneof(fc.record({ name: fc.constantFrom(...names), arguments: fc.jsonValue({ maxDepth: 2 }) }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(rpc, fc.array(rpc, { maxLength: 3 }), fc.jsonValue()), fc.boolean(), async (body, known) => {
        const { statusCode, body: answer } = await post(body, { token: known ? owner : undefined });
        expect(statusCode).toBeLessThan(500);
        expect(answer).not.toMatch(/\(internal\)|node_modules|\.ts:\d/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the public conformance runner', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = await startServer('sqlite');
    url = await server.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.stop());

  it.concurrent.each(['server-initialize', 'ping', 'tools-list', 'tools-call-simple-text', 'tools-call-error', 'dns-rebinding-protection'])(
    'passes %s',
    async (scenario) => {
      const { stdout } = await run(process.execPath, [CONFORMANCE, 'server', '--url', `${url}/mcp`, '--scenario', scenario], {
        cwd: tmpdir(),
      });
      expect(stdout).toMatch(/Passed: (\d+)\/\1, 0 failed, 0 warnings/);
    },
    60_000,
  );
});

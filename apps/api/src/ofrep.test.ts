import { ENGINES } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp, startServer, tokenOf, type Server } from './testing.ts';

describe.each(ENGINES)('OFREP on %s', (engine) => {
  let server: Server;
  let token: string;
  beforeAll(async () => {
    server = await startServer(engine);
    token = await signUp(server, 'admin@example.com');
    await server.application.auth.admin.grant('admin@example.com', 'admin');
    await set('banner', {
      defaultValue: 'none',
      metadata: { team: 'web' },
      rules: [{ id: 'iberia', condition: { country: 'PT' }, force: 'olá' }],
    });
    await set('share', { defaultValue: false, rules: [{ force: true, coverage: 0.5 }] });
    await set('shape', { defaultValue: { wide: true }, rules: [{ condition: { secretPlan: 'acquire' }, force: { wide: false } }] });
    await set('off', { defaultValue: true }, false);
    await set('nothing', {});
  });
  afterAll(() => server.stop());

  const admin = () =>
    createCallerFactory(server.application.router)(contextOf(actorOf('admin', { role: 'admin', secondFactor: true }))).admin.flags;
  const set = (key: string, definition: Record<string, unknown>, enabled = true) => admin().set({ key, definition, enabled });
  const post = (path: string, payload: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/ofrep/v1/evaluate/flags${path}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const ask = async (key: string, context: unknown, headers?: Record<string, string>) => {
    const response = await post(`/${key}`, { context }, headers);
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };

  it('tells anybody what a flag is for a context, and why', async () => {
    expect(await ask('banner', { targetingKey: 'x', country: 'PT' })).toEqual({
      status: 200,
      body: { key: 'banner', value: 'olá', reason: 'TARGETING_MATCH', variant: 'iberia', metadata: { team: 'web' } },
    });
    expect((await ask('banner', { targetingKey: 'x' })).body).toMatchObject({ value: 'none', reason: 'DEFAULT' });
    expect((await ask('share', { targetingKey: 'unit-4' })).body['reason']).toMatch(/SPLIT|DEFAULT/);
    expect(await ask('sign-ups', {})).toEqual({ status: 200, body: { key: 'sign-ups', value: true, reason: 'STATIC', variant: 'on' } });
    // The default of whoever asks holds where there is no value.
    expect(await ask('off', {})).toEqual({ status: 200, body: { key: 'off', reason: 'DISABLED' } });
    expect(await ask('nothing', {})).toEqual({ status: 200, body: { key: 'nothing', reason: 'STATIC' } });
  });

  it.each([
    ['no flag of the name', 'missing', { context: { targetingKey: 'x' } }, 404, 'FLAG_NOT_FOUND'],
    ['a name that objects have', 'constructor', { context: { targetingKey: 'x' } }, 404, 'FLAG_NOT_FOUND'],
    ['a body that is cut off', 'banner', '{"context":', 400, 'PARSE_ERROR'],
    ['no body', 'banner', '', 400, 'PARSE_ERROR'],
    ['a body that is no object', 'banner', '[]', 400, 'PARSE_ERROR'],
    ['no context', 'banner', {}, 400, 'INVALID_CONTEXT'],
    ['a context that is a list', 'banner', { context: [1] }, 400, 'INVALID_CONTEXT'],
    ['a targeting key that is no text', 'banner', { context: { targetingKey: 7 } }, 400, 'INVALID_CONTEXT'],
    ['no targeting key where it decides', 'share', { context: { country: 'PT' } }, 400, 'TARGETING_KEY_MISSING'],
    ['a context that goes too deep', 'banner', { context: JSON.parse('{"a":'.repeat(9) + '1' + '}'.repeat(9)) }, 400, 'INVALID_CONTEXT'],
    ['a text without end', 'banner', { context: { a: 'x'.repeat(1_001) } }, 400, 'INVALID_CONTEXT'],
    ['more values than any rule needs', 'banner', { context: { a: Array.from({ length: 501 }, () => 1) } }, 400, 'INVALID_CONTEXT'],
  ])('answers %s in the protocol’s words', async (_what, key, payload, status, errorCode) => {
    const response = await post(`/${key}`, payload);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual({ key, errorCode, errorDetails: expect.any(String) });
  });

  it('takes ten thousand levels and odd names for what they are', async () => {
    const deep = await post('/banner', `{"context":${'{"a":'.repeat(6_000)}1${'}'.repeat(6_000)}}`);
    expect(deep.json()).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
    const odd = await post('/banner', '{"context":{"__proto__":{"country":"PT"},"targetingKey":"x","constructor":1}}');
    expect(odd.json()).toMatchObject({ value: 'none' });
    expect((await post('/banner', JSON.stringify({ context: { a: 'x'.repeat(70_000) } }))).statusCode).toBe(413);
  });

  it.each([
    ['its targeting key', 'share', 'id'],
    ['what a rule compares', 'adults', 'age'],
  ])('takes an object without a text for no %s, and tells the other flags all the same', async (_what, key, attribute) => {
    await set('adults', { defaultValue: false, rules: [{ condition: { age: { $gt: 17 } }, force: true }] });
    const context = { targetingKey: 'x', country: 'PT', [attribute]: { toString: null, valueOf: null } };
    expect(await ask(key, context)).toMatchObject({ status: 400, body: { errorCode: 'INVALID_CONTEXT' } });
    const all = await post('', { context });
    expect(all.statusCode).toBe(200);
    const { flags } = all.json<{ flags: { key: string }[] }>();
    expect(flags.find((flag) => flag.key === key)).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
    expect(flags.find((flag) => flag.key === 'banner')).toMatchObject({ value: 'olá' });
    await admin().remove({ key: 'adults' });
  });

  it('tells all flags at once, with what can’t be told among them, and only what changed', async () => {
    const response = await post('', { context: { country: 'PT' } });
    expect(response.statusCode).toBe(200);
    const { flags } = response.json<{ flags: { key: string }[] }>();
    const of = (key: string) => flags.find((flag) => flag.key === key);
    expect(of('banner')).toMatchObject({ value: 'olá' });
    expect(of('share')).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
    expect(of('models')).toMatchObject({ value: true });
    const etag = String(response.headers.etag);
    const same = await post('', { context: { country: 'PT' } }, { 'if-none-match': etag });
    expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', etag]);
    expect((await post('', { context: { country: 'DE' } }, { 'if-none-match': etag })).statusCode).toBe(200);
    await set('nothing', { defaultValue: 1 });
    expect((await post('', { context: { country: 'PT' } }, { 'if-none-match': etag })).statusCode).toBe(200);
    expect((await post('', { context: 1 })).json()).toEqual({ errorCode: 'INVALID_CONTEXT', errorDetails: expect.any(String) });
  });

  it('shows nobody a rule', async () => {
    const { body } = await post('', { context: { targetingKey: 'x' } });
    for (const word of ['acquire', 'secretPlan', 'coverage', 'condition', 'rules']) expect(body).not.toContain(word);
  });

  it('remembers what was shown only where staff’s own programs ask', async () => {
    const { db, analytics } = server.application;
    await set('kept', { defaultValue: 'none', rules: [{ key: 'kept', variations: ['a', 'b'], bucketVersion: 0 }] });
    const traveller = await signUp(server, 'traveller@example.com');
    const reading = await tokenOf(server, token, ['read']);
    const writing = await tokenOf(server, token, ['read', 'write']);
    for (const [targetingKey, bearer] of [
      ['stranger', undefined],
      ['traveller', traveller],
      ['reader', reading],
      ['writer', writing],
    ] as const) {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      expect((await ask('kept', { targetingKey }, headers)).body['reason']).toBe('SPLIT');
    }
    await analytics.flags.flush();
    const rows = await db.read.select().from(db.tables.stickyBuckets);
    expect(rows.map(({ value }) => value)).toEqual(['writer']);
    expect((await ask('kept', { targetingKey: 'x' }, { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  it('has enough of one address at some time', async () => {
    const strict = await startServer(engine, { RATE_LIMIT_SCALE: '0.1' });
    try {
      const once = () =>
        strict.app.inject({
          method: 'POST',
          url: '/ofrep/v1/evaluate/flags/models',
          payload: '{"context":{}}',
          headers: { 'content-type': 'application/json' },
        });
      for (let turn = 0; turn < 120; turn += 1) expect((await once()).statusCode).toBe(200);
      const late = [];
      for (let turn = 0; turn < 20; turn += 1) late.push(await once());
      const refused = late.find(({ statusCode }) => statusCode === 429);
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await strict.stop();
    }
  });

  it('switches sign-ups off for everybody', async () => {
    await admin().set({ key: 'sign-ups', definition: { defaultValue: false } });
    const response = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.register',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ email: 'late@example.com', password: 'a long enough password' }),
    });
    expect(response.json().error).toMatchObject({ message: 'New accounts can’t be made here just now.', data: { code: 'forbidden' } });
    await admin().remove({ key: 'sign-ups' });
    await expect(signUp(server, 'late@example.com')).resolves.toEqual(expect.any(String));
  });
});

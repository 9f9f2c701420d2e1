import { gzipSync } from 'node:zlib';
import { newId } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory } from '@tripmaster/rpc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signUp, startServer, type Server } from './testing.ts';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
const LONE = '\ud800';
const deep = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);

/** What strangers send where events and flags are taken: dropped and counted, never a failure of ours, never a wrong figure. */
describe.each(ENGINES)('bad input of events on %s', (engine) => {
  let server: Server;
  let address = 0;
  beforeAll(async () => {
    server = await startServer(engine);
    const admin = createCallerFactory(server.application.router)(contextOf(actorOf('admin', { role: 'admin', secondFactor: true }))).admin;
    await admin.flags.set({
      key: 'constructor',
      definition: { defaultValue: false, rules: [{ condition: { toString: 'x' }, force: true }] },
    });
    await admin.flags.set({
      key: 'patterned',
      definition: { defaultValue: 0, rules: [{ condition: { 'a.b': { $regex: '^x' } }, force: 1 }] },
    });
    await admin.flags.set({
      key: 'shared',
      definition: { defaultValue: 0, rules: [{ variations: [1, 2], bucketVersion: 0, condition: { id: { $ne: 'nobody' } } }] },
    });
  });
  beforeEach(async () => {
    const { events, droppedEvents } = server.application.db.tables;
    await server.application.analytics.flush();
    await server.application.db.write(async (tx) => {
      await tx.delete(events);
      await tx.delete(droppedEvents);
    });
    address += 1;
  });
  afterAll(() => server.stop());

  type Sent = { url: string; body: string | Buffer; headers?: Record<string, string>; from?: string };
  const send = async ({ url, body, headers = {}, from = `203.0.113.${address}` }: Sent) => {
    const response = await server.app.inject({
      method: 'POST',
      url,
      remoteAddress: from,
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/140.0', ...headers },
      payload: body,
    });
    return { status: response.statusCode, text: response.body };
  };
  const track = (body: string | Buffer, more: Partial<Sent> = {}) => send({ url: '/trpc/analytics.track', body, ...more });
  const events = (...all: unknown[]) => JSON.stringify({ events: all });
  const outcomeOf = ({ text }: { text: string }) => JSON.parse(text).result?.data;
  async function counted() {
    const { db, analytics } = server.application;
    await analytics.flush();
    const rows = await db.read.select().from(db.tables.events);
    const dropped = await db.read.select().from(db.tables.droppedEvents);
    return { rows, dropped: Object.fromEntries(dropped.map(({ reason, count }): [string, number] => [reason, count])) };
  }
  const VIEW = { name: 'page-viewed', page: '/discover' };

  it('takes bodies that are none as what they are', async () => {
    const bodies: [string | Buffer, Record<string, string>?][] = [
      [''],
      ['null'],
      ['[]'],
      ['{"events":'],
      ['{"events":[]}x'],
      ['\ufeff{"events":[]}'],
      [`{"events":${deep(20_000)}}`],
      [`{"events":[${deep(5_000, '{"a":', '}').replace('}', '1}')}]}`],
      [deep(30_000)],
      ['{"__proto__":{"events":[]}}'],
      ['{"constructor":{"prototype":{"events":[]}}}'],
      [gzipSync(events(VIEW)), { 'content-encoding': 'gzip' }],
      [gzipSync(events(VIEW))],
      [events(VIEW), { 'content-encoding': 'gzip' }],
      [events(VIEW), { 'content-encoding': 'br' }],
      [events(VIEW), { 'content-type': 'text/plain' }],
      [events(VIEW), { 'content-type': 'application/x-www-form-urlencoded' }],
      [events(VIEW), { 'content-type': 'multipart/form-data' }],
      [events(VIEW), { 'content-type': '' }],
      [events(VIEW), { 'content-type': 'nonsense' }],
      [Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
      [Buffer.concat([Buffer.from('{"events":[{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}]}')])],
      [`{"events":[${'1,'.repeat(40_000)}1]}`],
    ];
    let accepted = 0;
    for (const [body, headers] of bodies) {
      const { status, text } = await track(body, headers === undefined ? {} : { headers });
      if (status === 200) accepted += outcomeOf({ text }).accepted;
      expect({ body: body.toString().slice(0, 40), headers, failed: status >= 500 }).toEqual({
        body: body.toString().slice(0, 40),
        headers,
        failed: false,
      });
    }
    // Two are what they are, though said to be packed.
    expect(accepted).toBe(2);
    expect((await counted()).rows).toHaveLength(accepted);
  });

  it('drops by itself what is no event, and counts it', async () => {
    const wrong: unknown[] = [
      ...NAMES.map((name) => ({ name })),
      ...NAMES.map((name) => JSON.parse(`{"name":"page-viewed","page":5,"${name}":1}`)),
      { ...VIEW, id: LONE },
      { ...VIEW, page: `/${LONE}` },
      { ...VIEW, at: LONE },
      { ...VIEW, at: '+275760-09-13T00:00:00.000Z' },
      { ...VIEW, at: '-271821-04-20T00:00:00.000Z' },
      { ...VIEW, at: 1e308 },
      { ...VIEW, id: { toString: null } },
      JSON.parse(`{"name":{"__proto__":"page-viewed"}}`),
      JSON.parse(deep(300, '{"name":', '}').replace('}', '1}')),
    ];
    const first = await track(events(...wrong.slice(0, 25)));
    expect(outcomeOf(first)).toEqual({ accepted: 0, dropped: wrong.length });
    const { rows, dropped } = await counted();
    expect(rows).toEqual([]);
    expect(Object.values(dropped).reduce((sum, count) => sum + count, 0)).toBe(wrong.length);
  });

  it('keeps words that no database takes out of those that it keeps', async () => {
    const odd = [LONE, 'a\0b', '\u202e', '\u2028', ...NAMES, '\ud83d\ude00'.repeat(200), 'x'.repeat(5_000)];
    const all = odd.flatMap((word) => [
      { ...VIEW, utmSource: word, utmMedium: word, utmCampaign: word, timeZone: word, referrer: word },
      { ...VIEW, referrer: `https://${word}/` },
    ]);
    const outcome = outcomeOf(await track(events(...all)));
    expect(outcome).toEqual({ accepted: all.length, dropped: 0 });
    const { rows } = await counted();
    expect(rows).toHaveLength(all.length);
    for (const { country } of rows) expect(country).toBeNull();
  });

  it('counts an id once, whoever sends it again, within a call and later', async () => {
    const id = newId(server.clock.ms);
    const token = await signUp(server, `again-${engine}@example.com`);
    await server.application.analytics.flush();
    const before = (await counted()).rows.length;
    const one = { ...VIEW, id };
    expect(outcomeOf(await track(events(one, { ...one, id: id.toUpperCase() }, { ...one, page: '/' })))).toEqual({
      accepted: 1,
      dropped: 2,
    });
    expect(outcomeOf(await track(events({ ...one, name: 'form-started' }), { from: '198.51.100.7' }))).toEqual({ accepted: 0, dropped: 1 });
    await server.application.analytics.flush();
    const again = await track(events({ ...one, page: '/plans' }), { headers: { authorization: `Bearer ${token}` } });
    expect(outcomeOf(again)).toEqual({ accepted: 0, dropped: 1 });
    const { rows, dropped } = await counted();
    expect(rows).toHaveLength(before + 1);
    expect(rows.find((row) => row.id === id)).toMatchObject({ name: 'page-viewed', page: '/discover', person: null });
    expect(dropped).toEqual({ duplicate: 4 });
  });

  it('takes 1,000 calls of one client at once, and counts every event as one thing or the other', async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => track(events(VIEW))));
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    for (const { status } of answers) expect([200, 429]).toContain(status);
    const taken = answers.filter(({ status }) => status === 200).map(outcomeOf);
    const { rows, dropped } = await counted();
    expect(rows).toHaveLength(taken.reduce((sum, { accepted }) => sum + accepted, 0));
    expect(Object.values(dropped).reduce((sum, count) => sum + count, 0)).toBe(taken.reduce((sum, outcome) => sum + outcome.dropped, 0));
    expect(outcomeOf(await track(events(VIEW), { from: '198.51.100.200' }))).toEqual({ accepted: 1, dropped: 0 });
  });

  it('evaluates flags for whatever is said', async () => {
    const inputs: unknown[] = [
      ...NAMES.map((name) => ({ keys: [name] })),
      ...NAMES.map((name) => ({ locale: name, appVersion: name })),
      ...NAMES.map((name) => JSON.parse(`{"${name}":["models"]}`)),
      { keys: [LONE] },
      { keys: [] },
      { keys: Array.from({ length: 51 }, () => 'models') },
      { keys: ['models', 'models'] },
      { keys: 'models' },
      { locale: LONE },
      { appVersion: 'a\0b' },
      { consent: 'yes' },
      null,
      [],
      'models',
    ];
    for (const input of inputs) {
      const response = await server.app.inject({
        url: `/trpc/flags.evaluate?input=${encodeURIComponent(JSON.stringify(input))}`,
        headers: { 'user-agent': 'Mozilla/5.0 Firefox/140.0' },
      });
      expect({ input, failed: response.statusCode >= 500 }).toEqual({ input, failed: false });
      if (response.statusCode === 200)
        expect(response.json().result.data).toMatchObject({
          models: true,
          ...(JSON.stringify(input).includes('keys') ? {} : { constructor: false }),
        });
    }
    for (const query of ['%', '%ED%A0%80', deep(10_000), '{"keys":', ''])
      expect((await server.app.inject(`/trpc/flags.evaluate?input=${query}`)).statusCode).toBeLessThan(500);
    await server.application.analytics.flags.flush();
  });

  it('speaks OFREP with whoever does not', async () => {
    const bodies: string[] = [
      ...NAMES.map((name) => `{"context":{"targetingKey":"x","${name}":"x"}}`),
      ...NAMES.map((name) => `{"context":{"targetingKey":"${name}","forcedVariations":{"${name}":1}}}`),
      ...NAMES.map((name) => `{"${name}":{"context":{}}}`),
      '{"context":{"targetingKey":"\\ud800","a":{"b":"\\ud800"}}}',
      '{"context":{"targetingKey":"a\\u0000b"}}',
      '{"context":{"targetingKey":"x","url":"http://[::1"}}',
      '{"context":{"targetingKey":"x","url":"?shared=__proto__","qaMode":true}}',
      '{"context":{"targetingKey":"x","a":1e999,"id":{"toString":null}}}',
      '{"context":{"targetingKey":"x","id":["a","b"]}}',
      `{"context":{"targetingKey":"${'x'.repeat(1_001)}"}}`,
      `{"context":${deep(20_000)}}`,
      `{"context":{"a":${deep(20_000)}}}`,
      '{"context":{"targetingKey":5}}',
      '{"context":{"targetingKey":null}}',
      'null',
      '\ufeff{}',
      'context=x',
    ];
    const keys = [
      '',
      '/shared',
      '/patterned',
      '/constructor',
      '/__proto__',
      '/%ED%A0%80',
      '/%00',
      `/${'k'.repeat(5_000)}`,
      '/%2e%2e%2f',
      '/shared%0d%0ax',
    ];
    for (const body of bodies)
      for (const key of keys) {
        const { status } = await send({ url: `/ofrep/v1/evaluate/flags${key}`, body });
        expect({ body: body.slice(0, 60), key, failed: status >= 500 }).toEqual({ body: body.slice(0, 60), key, failed: false });
      }
    const gzipped = await send({
      url: '/ofrep/v1/evaluate/flags',
      body: gzipSync('{"context":{}}'),
      headers: { 'content-encoding': 'gzip' },
    });
    expect(gzipped.status).toBe(400);
    // Strangers leave nothing behind.
    await server.application.analytics.flags.flush();
    const { db } = server.application;
    expect(await db.read.select().from(db.tables.exposures)).toEqual([]);
    expect((await db.read.select().from(db.tables.stickyBuckets)).filter(({ value }) => NAMES.includes(value) || value === 'x')).toEqual(
      [],
    );
  });
});

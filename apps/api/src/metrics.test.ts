import { newId } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './env.ts';
import { serverMetrics } from './operations/metrics.service.ts';
import { signUp, startServer, type Server } from './testing.ts';

const TOKEN = 'a-token-for-prometheus';
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/g;
const SUFFIXES = { histogram: ['_bucket', '_sum', '_count'], summary: ['', '_sum', '_count'], gauge: [''], counter: [''] };
const isType = (word: string | undefined): word is keyof typeof SUFFIXES => word !== undefined && Object.hasOwn(SUFFIXES, word);

/**
 * Reads a page as the text format says (https://prometheus.io/docs/instrumenting/exposition_formats/): what is of one name stands
 * together behind its HELP and TYPE, no series comes twice, buckets add up. Throws at the first line that is otherwise.
 */
function parse(text: string): Map<string, number> {
  const [series, whole] = [new Map<string, number>(), new Map<string, number>()];
  const named = new Set<string>();
  let family: { name: string; type: keyof typeof SUFFIXES } | undefined;
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ')) continue;
    const [, name = '', type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (isType(type)) {
      if (named.has(name)) throw new Error(`twice: ${name}`);
      named.add(name);
      family = { name, type };
      continue;
    }
    const [, sample = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
    if (sample === '' || labels.replaceAll(LABEL, '') !== '') throw new Error(`no sample: ${line}`);
    const { name: of, type: kind } = family ?? {};
    if (of === undefined || kind === undefined || !SUFFIXES[kind].some((suffix) => sample === of + suffix))
      throw new Error(`out of place: ${line}`);
    const words = [...labels.matchAll(LABEL)].map(([, label = '', word = '']) => `${label}=${word}`).toSorted();
    const key = `${sample}{${words.join(',')}}`;
    if (series.has(key)) throw new Error(`twice: ${key}`);
    series.set(key, Number(value.replace('Inf', 'Infinity')));
    if (words.includes('le=+Inf')) whole.set(`${of}_count{${words.filter((word) => !word.startsWith('le=')).join(',')}}`, Number(value));
  }
  expect([...whole].filter(([key, count]) => series.get(key) !== count)).toEqual([]);
  return series;
}

describe.each(ENGINES)('figures for Prometheus on %s', (engine) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(engine, { METRICS_TOKEN: TOKEN });
  });
  afterAll(async () => {
    await server.stop();
  });

  const ask = (authorization: string | undefined = `Bearer ${TOKEN}`) =>
    server.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
  const page = async () => parse((await ask()).body);

  it('are there for whoever brings the token, in Prometheus’ own form, and are kept by nobody', async () => {
    const response = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': expect.stringMatching(/^text\/plain; version=0\.0\.4/),
    });
    const figures = parse(response.body);
    const one = (name: string) => figures.get(`${name}{}`);
    expect(figures.get(`tripmaster_build_info{database=${engine},version=0.1.0}`)).toBe(1);
    for (const part of ['database', 'migrations', 'jobs', 'mail']) expect(figures.get(`tripmaster_health_status{part=${part}}`)).toBe(0);
    expect(one('tripmaster_database_size_bytes')).toBeGreaterThan(100_000);
    expect(one('tripmaster_database_answer_seconds')).toBeGreaterThanOrEqual(0);
    expect(one('tripmaster_disk_total_bytes')).toBeGreaterThan(one('tripmaster_disk_free_bytes') ?? Infinity);
    for (const name of ['live_streams', 'http_connections', 'job_oldest_seconds', 'events_dropped_today', 'model_spend_today_dollars'])
      expect([name, one(`tripmaster_${name}`)]).toEqual([name, 0]);
    expect(one('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(one('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('count what is answered by route, method and class of status, and name neither who asked nor what for', async () => {
    const id = newId();
    const { app } = server;
    await signUp(server, 'canary@example.com');
    await app.inject(`/plans/${id}.pdf`);
    await app.inject(`/canary/${id}`);
    await app.inject(`/trpc/account.me,plans.list?batch=1`);
    await app.inject(`/trpc/canary.${id}`);
    await app.inject(`/calendar/canary${id}.ics`);
    await app.inject({ method: 'OPTIONS', url: '/canary' });
    await app.inject({ method: 'REPORT', url: '/canary' });
    const { body } = await ask();
    const figures = parse(body);
    const count = (route: string, method: string, status: string) =>
      figures.get(`tripmaster_http_request_duration_seconds_count{method=${method},route=${route},status=${status}}`);
    expect(count('/trpc/auth.register', 'POST', '2xx')).toBe(1);
    expect(count('/plans/:file', 'GET', '4xx')).toBe(1);
    expect(count('none', 'GET', '4xx')).toBe(1);
    expect(count('/trpc/:path', 'GET', '4xx')).toBe(2);
    expect(count('/calendar/:file', 'GET', '4xx')).toBe(1);
    expect(body).not.toMatch(/canary/i);
    expect(body).not.toContain(id);
    const routes = new Set([...figures.keys()].flatMap((key) => /route=([^,}]+)/.exec(key)?.[1] ?? []));
    expect(routes.size).toBeLessThan(12);
  });

  it('tell what waits, and for how long', async () => {
    const { db } = server.application;
    const at = server.clock.ms - 90_000;
    const job = { name: 'test.x', data: {}, attempts: 0, mostAttempts: 1, dueAt: at, createdAt: at };
    const mail = { kind: 'welcome', body: 'x', attempts: 0, dueAt: at, createdAt: at };
    await db.write(async (tx) => {
      await tx.delete(db.tables.mailOutbox);
      await tx.insert(db.tables.mailOutbox).values([
        { ...mail, id: newId() },
        { ...mail, id: newId(), dueAt: 8_640_000_000_000_000 },
      ]);
      if (engine === 'sqlite') await tx.insert(db.tables.jobs).values([{ ...job, id: newId(), state: 'waiting' as const }]);
      await tx.insert(db.tables.droppedEvents).values({ day: '2027-01-15', reason: 'bot', count: 7 });
    });
    const figures = await page();
    expect(figures.get('tripmaster_mails{state=waiting}')).toBe(1);
    expect(figures.get('tripmaster_mails{state=dead}')).toBe(1);
    expect(figures.get('tripmaster_mail_oldest_seconds{}')).toBe(90);
    expect(figures.get('tripmaster_events_dropped_today{}')).toBe(7);
    expect(figures.get('tripmaster_jobs{state=waiting}')).toBe(engine === 'sqlite' ? 1 : 0);
    if (engine === 'sqlite') expect(figures.get('tripmaster_job_oldest_seconds{}')).toBe(90);
  });

  it('look missing to everybody else', async () => {
    const access = await signUp(server, 'other@example.com');
    const missing = await server.app.inject('/no-such-path');
    const bare = (body: string) => body.replaceAll(/"requestId":"[^"]*"/g, '');
    const others = [
      undefined,
      '',
      TOKEN,
      `Bearer ${TOKEN.slice(0, -1)}`,
      `Bearer ${TOKEN}x`,
      `Basic ${btoa(`x:${TOKEN}`)}`,
      `Bearer ${access}`,
    ];
    for (const authorization of others) {
      const response = await server.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
      expect([authorization, response.statusCode, bare(response.body)]).toEqual([authorization, 404, bare(missing.body)]);
    }
    const authorization = `Bearer ${TOKEN}`;
    expect((await server.app.inject({ url: `/metrics?token=${TOKEN}` })).statusCode).toBe(404);
    expect((await server.app.inject({ method: 'POST', url: '/metrics', headers: { authorization } })).statusCode).toBe(404);
  });

  it('go on without what can’t be measured', async () => {
    const lost = () => Promise.reject(new Error('canary'));
    const failed = { status: 'failed', problem: 'no-answer' } as const;
    const metrics = serverMetrics({
      db: { engine, size: lost },
      health: {
        ask: async () => ({
          status: 'failed',
          version: '1.2.3',
          uptimeSeconds: 1,
          database: { ...failed, engine },
          migrations: failed,
          disk: failed,
          jobs: failed,
          mail: failed,
          schedules: { ...failed, items: [] },
        }),
      },
      measures: { value: lost },
      procedures: new Set(),
      streams: () => 3,
      connections: lost,
    });
    const figures = parse(await metrics.page());
    expect(figures.get('tripmaster_live_streams{}')).toBe(3);
    expect(figures.get('tripmaster_health_status{part=database}')).toBe(2);
    for (const name of ['database_size_bytes', 'jobs', 'job_oldest_seconds', 'mails', 'mail_oldest_seconds', 'http_connections'])
      expect([...figures.keys()].filter((key) => key.startsWith(`tripmaster_${name}{`))).toEqual([]);
  });
});

describe('without a token', () => {
  it('there are no figures', async () => {
    const server = await startServer('sqlite');
    const response = await server.app.inject({ url: '/metrics', headers: { authorization: 'Bearer undefined' } });
    expect(response.statusCode).toBe(404);
    await server.stop();
  });

  it.each(['short', 'fifteen-letters', 'with a space in the middle'])('the setting is refused: %s', (token) => {
    expect(() => readConfig({ NODE_ENV: 'test', METRICS_TOKEN: token })).toThrow(ConfigError);
  });
});

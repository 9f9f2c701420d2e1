import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definitionsOf } from './description/definitions.ts';
import { PLAIN_PATHS, UNDESCRIBED } from './description/plain-paths.ts';
import { GROUPS } from './description/words.ts';
import { html } from './reference/html.ts';
import { signUp, startServer, tokenOf, type Server } from './testing.ts';

const content = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ name: z.string().optional(), in: z.string().optional(), content: content.optional() })).optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ $ref: z.string().optional(), content: content.optional() })),
});
const document = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
  }),
});

describe('the description of the interface', () => {
  let server: Server;
  let owner: string;
  let api: z.infer<typeof document>;
  beforeAll(async () => {
    server = await startServer('sqlite');
    owner = await signUp(server, 'owner@example.com');
    api = document.parse((await server.app.inject('/api/openapi.json')).json());
  });
  afterAll(() => server.stop());

  const definitions = () => definitionsOf(server.application.router._def.procedures);

  it('has a sentence for every procedure', () => {
    const silent = definitions().filter(({ meta }) => !/^[A-Z].{8,}\.$/s.test(meta.summary ?? ''));
    expect(silent.map(({ path }) => `${path} needs .meta({ summary: 'What it does, in one sentence.' })`)).toEqual([]);
  });

  it('has words for every group', () => {
    const names = new Set(definitions().map(({ path }) => path.split('.')[0] ?? ''));
    expect([...names].filter((name) => GROUPS[name] === undefined)).toEqual([]);
  });

  it('names every procedure that honours an Idempotency-Key', () => {
    const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
    const sources = ['auth', 'plans'].flatMap((name) =>
      readdirSync(`${packages}/${name}/src`, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.routes.ts'))
        .map((file) => `${packages}/${name}/src/${file}`),
    );
    expect(sources.length).toBeGreaterThan(5);
    // Where the key is passed on there is `once` as well, so that clients know they may try again.
    const bare = sources.filter((name) => {
      const text = readFileSync(name, 'utf8');
      return text.split('ctx.idempotencyKey').length !== text.split('once: true').length;
    });
    expect(bare).toEqual([]);
  });

  it('marks no stream as a tool', () => {
    expect(definitions().filter(({ kind, meta }) => kind === 'subscription' && meta.tool !== undefined)).toEqual([]);
  });

  it('describes every way in', () => {
    const described = new Set([
      ...PLAIN_PATHS.map(({ path }) =>
        path
          .replace('plan.{format}', 'plan.:extension')
          .replace(/\{\w+\}\.(\{format\}|ics|csv)/, ':file')
          .replace(/\{(\w+)\}/g, ':$1'),
      ),
      ...UNDESCRIBED,
    ]);
    const answered = routesIn(server.app.printRoutes({ commonPrefix: false }));
    expect(answered).toContain('/api/docs.css');
    expect(answered.length).toBeGreaterThan(8);
    // Where two names stand at one place (`/plans/:file|:id`), one of them is described.
    const namesOf = (path: string) => {
      const [both = '', first = '', second = ''] = /(:\w+)\|(:\w+)/.exec(path) ?? [];
      return both === '' ? [path] : [path.replace(both, first), path.replace(both, second)];
    };
    expect(answered.filter((path) => !path.startsWith('/trpc/') && !namesOf(path).some((name) => described.has(name)))).toEqual([]);
  });

  it('is a valid OpenAPI 3.1 document that names every procedure, its guard and its failures', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(api));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
    const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId)).toEqual(expect.arrayContaining(definitions().map(({ path }) => path)));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const references = [...JSON.stringify(api).matchAll(/#\/components\/(\w+)\/([\w.]+)/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [ref, kind = '', name = ''] of references)
      expect([ref, z.record(z.string(), z.unknown()).parse(api.components[kind])[name]]).toEqual([ref, expect.anything()]);
    expect(Object.keys(api.components.schemas)).toEqual(
      expect.arrayContaining(['Plan', 'TripRequest', 'TripRequestInput', 'Money', 'Failure']),
    );
    expect(api.paths['/trpc/discover.list']?.['get']?.security).toEqual([]);
    expect(api.paths['/trpc/plans.get']?.['get']?.security).toEqual([{}, { session: [] }, { apiToken: ['read'] }]);
    expect(api.paths['/trpc/account.apiTokens.create']?.['post']?.security).toEqual([{ session: [] }]);
    expect(api.paths['/trpc/plans.generate']?.['get']?.responses['200']?.content).toHaveProperty(['text/event-stream']);
  });

  /** Calls an operation by what the document says of it, and nothing else. */
  async function call(path: string, input?: unknown, token?: string): Promise<{ status: number; body: unknown; schema: unknown }> {
    const [method = '', found] = Object.entries(api.paths[path] ?? {})[0] ?? [];
    const query = found?.parameters?.find(({ in: where, content }) => where === 'query' && content?.['application/json'] !== undefined);
    const address = new URL(path, api.servers[0]?.url);
    if (query !== undefined && input !== undefined) address.searchParams.set(query.name ?? '', JSON.stringify(input));
    const takesToken = found !== undefined && found.security.length > 0;
    const [type = ''] = Object.keys(found?.requestBody?.content ?? {});
    const response = await server.app.inject({
      method: method === 'post' ? 'POST' : 'GET',
      url: address.pathname + address.search,
      headers: {
        ...(token === undefined || !takesToken ? {} : { authorization: `Bearer ${token}` }),
        ...(type === '' ? {} : { 'content-type': type }),
      },
      ...(type === '' ? {} : { payload: JSON.stringify(input) }),
    });
    const said = found?.responses[String(response.statusCode)] ?? found?.responses['default'];
    const answer = said?.$ref === undefined ? said : api.components.responses[said.$ref.split('/').at(-1) ?? ''];
    return { status: response.statusCode, body: response.json(), schema: answer?.content?.['application/json']?.schema };
  }

  it('is enough to call by: what comes back is what the document says', async () => {
    const trip = { destinations: [{ name: 'Porto' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 2 } };
    const made = await call('/trpc/plans.create', trip, owner);
    const { id } = z.object({ result: z.object({ data: z.looseObject({ id: z.string() }) }) }).parse(made.body).result.data;
    const answers = [
      made,
      await call('/trpc/plans.list', undefined, owner),
      await call('/trpc/plans.list', { limit: 1, sort: 'title' }, owner),
      await call('/trpc/plans.verify', { id }, owner),
      await call('/trpc/plans.history', { id }, owner),
      await call('/trpc/plans.setVisibility', { id, visibility: 'public' }, owner),
      await call('/trpc/plans.get', { id }),
      await call('/trpc/discover.list'),
      await call('/trpc/destinations.search', { q: 'porto' }),
      await call('/trpc/account.me', undefined, owner),
      await call('/trpc/account.apiTokens.create', { name: 'mine', scopes: ['read'] }, owner),
      await call('/livez'),
      await call('/readyz'),
      // Failures, too, are what the document says.
      await call('/trpc/plans.create', { ...trip, destinations: [{ name: 'Xyzzyville' }] }, owner),
      await call('/trpc/plans.get', { id: 7 }),
      await call('/trpc/plans.list'),
      await call('/trpc/admin.users.list', undefined, owner),
    ];
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 13 }, () => 200), 400, 400, 401, 404]);
    for (const { body, schema } of answers) {
      const checked = fromDocument(schema, api.components.schemas).safeParse(body);
      expect(checked.error?.issues.slice(0, 3)).toBeUndefined();
    }
  });

  it('says truly what API tokens may do', async () => {
    const reader = await tokenOf(server, owner, ['read']);
    expect((await call('/trpc/account.me', undefined, reader)).status).toBe(200);
    const writes = Object.entries(api.paths).filter(([, { post }]) => post?.security.some((way) => way['apiToken']?.[0] === 'write'));
    expect(writes.length).toBeGreaterThan(5);
    for (const [path] of writes.filter(([, { post }]) => post?.security.every((way) => Object.keys(way).length > 0)))
      expect([path, (await call(path, {}, reader)).body]).toEqual([
        path,
        expect.objectContaining({ error: expect.objectContaining({ data: expect.objectContaining({ code: 'scope-missing' }) }) }),
      ]);
  });

  it('is kept, and not sent again to who has it', async () => {
    for (const url of ['/api/openapi.json', '/api/docs', '/api/docs.css']) {
      const first = await server.app.inject(url);
      expect(first.headers['cache-control']).toBe('public, no-cache');
      const again = await server.app.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
      expect([url, again.statusCode, again.body]).toEqual([url, 304, '']);
    }
  });

  it('is a page without any script, too', async () => {
    const { headers, body } = await server.app.inject('/api/docs');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*style-src 'self'; font-src 'self'; img-src 'self'$/);
    expect(String(headers['content-security-policy'])).not.toContain('unsafe');
    expect(body).not.toMatch(/<script|\son\w+=|javascript:|style=/i);
    for (const { path, meta } of definitions()) {
      expect(body).toContain(`<article id="${path}">`);
      expect(body).toContain(html`${meta.summary ?? ''}`.text);
    }
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, anchor] of body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor);
    expect((await server.app.inject('/api/docs.css')).body).toContain('--cover');
  });

  it('lets no text out as markup', () => {
    expect(html`<p title="${'"><script>'}">${'<b>&'}</p>`.text).toBe('<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#38;</p>');
  });
});

/** The paths of Fastify's drawing of its routes, in which a path may hang on the one it continues. */
function routesIn(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    if (part === '' || part === '*') return [];
    above.splice(indent.length / 4, Infinity, part);
    return methods === undefined ? [] : above.join('').replace(/\(\^.*$/, '');
  });
}

/** A check made of a schema of the document: the second opinion on what the router's own schemas say. */
function fromDocument(schema: unknown, schemas: Record<string, unknown>): z.ZodType {
  const whole = JSON.parse(
    JSON.stringify({ ...z.looseObject({}).parse(schema), $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  return z.fromJSONSchema(whole);
}

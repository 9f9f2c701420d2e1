import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type Server } from '../testing.ts';
import { inputsOf } from './inputs.ts';
import { faultOf } from './judge.ts';
import { proceduresOf } from './procedures.ts';
import { takes, valuesOf } from './values.ts';

const SEED = 7;
const share = (schema: z.core.$ZodType) => {
  const values = fc.sample(valuesOf(schema), { numRuns: 150, seed: SEED });
  return values.filter((value) => takes(schema, value)).length / values.length;
};

describe('generated input', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer('sqlite');
  });
  afterAll(() => server.stop());

  it('gets past the schema of every procedure, so that what lies behind is tried too', () => {
    const shares = proceduresOf(server.application.router).flatMap(({ path, input }) =>
      input === undefined ? [] : [{ path, share: share(input) }],
    );
    // A procedure named here asks for a kind of text that samples.ts has no example of.
    expect(shares.filter(({ share }) => share < 0.1)).toEqual([]);
  });

  it.each([
    ['bounds and patterns', z.strictObject({ a: z.int().min(3).max(5), b: z.string().regex(/^[a-f]{4}$/), c: z.string().min(2).max(3) })],
    ['formats', z.strictObject({ id: z.uuid({ version: 'v7' }), at: z.iso.date(), mail: z.email(), link: z.url(), zone: z.ipv4() })],
    [
      'choices',
      z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a') }), z.strictObject({ kind: z.enum(['b', 'c']), n: z.number() })]),
    ],
    [
      'what may be absent',
      z.strictObject({ a: z.string().optional(), b: z.boolean().nullable(), c: z.int().default(4), d: z.string().prefault('x') }),
    ],
    [
      'lists and maps',
      z.strictObject({ a: z.array(z.int()).min(2).max(4), b: z.record(z.string(), z.boolean()), c: z.tuple([z.literal(1), z.string()]) }),
    ],
    [
      'steps',
      z
        .string()
        .transform((text) => text.trim())
        .pipe(z.email()),
    ],
    [
      'rules across fields',
      z.strictObject({ from: z.int().min(0).max(9), to: z.int().min(0).max(9) }).refine(({ from, to }) => from <= to),
    ],
    ['two halves', z.intersection(z.object({ a: z.int() }), z.object({ b: z.boolean() }))],
    [
      'itself',
      z.strictObject({
        n: z.int(),
        get next() {
          return z.lazy(() => z.strictObject({ n: z.int() })).optional();
        },
      }),
    ],
  ])('is mostly valid for a schema of %s', (_name, schema) => {
    expect(share(schema)).toBeGreaterThan(0.7);
  });

  it('holds valid, broken and hostile texts', () => {
    const schema = z.strictObject({ name: z.string().max(50), count: z.int().min(0).max(9) });
    const texts = fc.sample(inputsOf(schema), { numRuns: 3_000, seed: SEED }).map(String);
    const some = (test: (text: string) => boolean) => expect(texts.some(test)).toBe(true);
    const value = (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    };
    some((text) => takes(schema, value(text)));
    some((text) => text.length < 300 && value(text) === undefined);
    some((text) => text.includes('"__proto__":'));
    some((text) => text.includes('\\ud800'));
    some((text) => text.includes('\\u0000'));
    some((text) => text.includes('1e999'));
    some((text) => text.includes('['.repeat(10_000)));
    some((text) => text.length > 9_000_000);
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
  });

  it.each([
    ['a failure', 500, { error: {} }, 'status 500'],
    ['a body of another shape', 400, { message: 'no' }, 'no error body of ours'],
    ['a code of its own', 400, refusal({ code: 'oops' }), 'no error body of ours'],
    ['another status than it says', 404, refusal({}), 'says 400, is 404'],
    ['a stack trace', 400, refusal({}, 'Error: x\n    at run (/srv/app/main.js:1:2)'), 'shows its inside'],
    ['SQL', 400, refusal({}, 'Failed query: select "id" from "users"'), 'shows its inside'],
    ['SQL that changes', 400, refusal({}, 'at: update "plans" set "title" = ?'), 'shows its inside'],
    ['SQL over lines', 400, refusal({}, 'update plans\n set title = ?'), 'shows its inside'],
    ['a schema’s own words', 400, refusal({ details: { issues: [{ code: 'invalid_type' }] } }), 'shows its inside'],
    ['a wait that no header tells', 400, refusal({ details: { retryAfterSeconds: 5 } }), 'asks to wait'],
  ])('is not satisfied with an answer that is %s', (_name, status, body, fault) => {
    expect(faultOf({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).toContain(fault);
  });

  it('is satisfied with a refusal as it should be, and with a result', () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(faultOf({ status: 400, headers, body: JSON.stringify(refusal({})) })).toBeUndefined();
    expect(faultOf({ status: 200, headers, body: '{"result":{"data":null}}' })).toBeUndefined();
    expect(faultOf({ status: 200, headers: { 'content-type': 'text/html' }, body: '{"result":{"data":null}}' })).toContain('content type');
  });
});

function refusal(data: Record<string, unknown>, message = 'This can’t be used.') {
  return { error: { code: -32_600, message, data: { code: 'invalid-input', httpStatus: 400, details: {}, ...data } } };
}

import fc from 'fast-check';
import type { Call, Procedure } from './procedures.ts';

const METHODS = ['GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const PATHS = [
  '',
  ',',
  '.',
  '..',
  '__proto__',
  'constructor',
  'toString',
  'auth',
  'auth.',
  '.login',
  'plans.get.call',
  'plans._def',
  '%00',
  '%2e%2e%2f',
  '%E0%A4%A',
  '%FF',
  'a'.repeat(4_000),
  'plans.get%2Cplans.get',
  'plans.get ',
  '😀',
];
const TEXTS = [
  '',
  '{',
  '[]',
  '{}',
  'null',
  '7',
  '"x"',
  '{"0":{}}',
  '{"-1":1}',
  '{"1e3":{}}',
  '{"99999999999":{}}',
  '{"__proto__":{"0":{}}}',
  '{"0":null,"1":[]}',
  '[{},{}]',
  '{"constructor":1}',
  '\0',
  'undefined',
  '[object Object]',
  '{"0":',
  '\ufeff{}',
  '['.repeat(10_000),
  `{"0":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;charset=\u0001',
  'APPLICATION/JSON',
  'application/jsonx',
  'application/json, text/html',
  'text/plain',
  'text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/xml',
  'application/trpc+json',
  ';',
  '/',
  '*',
  '*/*',
  '',
];

/** Values of each header that a server of ours looks at. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'content-type': TYPES,
  accept: [
    'application/jsonl',
    'text/event-stream',
    'text/html',
    'text/event-stream, application/jsonl',
    '*/*;q=-1',
    '',
    'x'.repeat(9_000),
  ],
  'trpc-accept': ['application/jsonl', 'text/event-stream', 'x', ''],
  authorization: [
    '',
    'Bearer',
    'Bearer ',
    'bearer x',
    'Bearer a.b.c',
    'Bearer .',
    'Bearer ..',
    'Basic YTpi',
    'Bearer a b',
    `Bearer ${'a'.repeat(20_000)}`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'Bearer eyJhbGciOiJFZERTQSIsImtpZCI6Ii4uLy4uLy4uIn0.e30.AA',
    `Bearer tmk_${'0'.repeat(43)}`,
    'Bearer \u00ff',
    'Digest username="x"',
  ],
  'idempotency-key': ['', ' ', 'k', 'k k', '\u00e9', 'k'.repeat(200), 'k'.repeat(201), '__proto__', "'; --", 'k'.repeat(20_000)],
  cookie: [
    '',
    '=',
    ';',
    '; ; ;',
    'a',
    '__Host-tripmaster=',
    '__Host-tripmaster=%',
    '__Host-tripmaster=%00',
    '__Host-tripmaster=%ED%A0%80',
    '__Host-tripmaster=a.b',
    `__Host-tripmaster=${'a'.repeat(10_000)}`,
    '__Host-tripmaster=x; __Host-tripmaster=y',
    '__proto__=x',
    'tripmaster="\u00ff"',
    '__Host-tripmaster-device=%',
    '__Host-tripmaster-device=x.y.z',
  ],
  'x-client': ['token', 'TOKEN', '', 'x', '__proto__'],
  origin: ['', 'null', 'http://localhost:3000', 'https://evil.example', 'http://', '::', 'x', 'http://[', 'http://127.0.0.1:3000'],
  host: ['', 'evil.example', '[::1', 'a:b:c', '127.0.0.1:3000', 'x y', 'h'.repeat(5_000)],
  'last-event-id': ['', '0', '-1', '1e999', 'x'.repeat(9_000), '\u00ff', '__proto__'],
  'user-agent': ['', '\u00ff\u0080', 'x'.repeat(20_000), '<script>', '%s%n%d'],
  'accept-language': ['', ';q=', 'xx-XX;q=99', '*', ','.repeat(2_000)],
  'x-forwarded-for': ['', 'x', '1.2.3.4, ::1', ','.repeat(500), '999.999.999.999'],
  'cf-ipcountry': ['', 'XX', 'x'.repeat(300), '\u00ff'],
  'content-encoding': ['gzip', 'br', 'x'],
  range: ['bytes=0-', 'bytes=-1', 'x'],
  'if-none-match': ['*', '"x"'],
  'access-control-request-method': ['POST', 'x'],
};

const header = fc
  .constantFrom(...Object.entries(HEADERS))
  .chain(([name, values]) =>
    fc
      .oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: latin(60) })
      .map((value): [string, string] => [name, value]),
  );

const parameter = fc.oneof(
  fc.constantFrom('batch=1', 'batch=1', 'batch=0', 'batch', 'batch=1&batch=1', 'batch[]=1', 'batch=true'),
  fc.constantFrom(...TEXTS).map((text) => `input=${encodeURIComponent(text)}`),
  fc
    .constantFrom(...TEXTS, '{"token":1}', '{"token":"a.b.c"}', '{"token":"\\u0000"}', '{"authorization":{}}')
    .map((text) => `connectionParams=${encodeURIComponent(text)}`),
  fc.constantFrom(
    'input=1&input=2',
    'input[]=1',
    'input[a]=b',
    'input',
    '=',
    '&&&',
    '%',
    'input=%',
    'input=%ff',
    '__proto__=x',
    '__proto__[a]=1',
    'constructor=x',
    'lastEventId=%00',
    'lastEventId=x',
    `x=${'y'.repeat(9_000)}`,
  ),
);

/** Requests that no client of ours would send: wrong methods, batches out of step, broken queries, garbage headers and bodies. */
export function requestsOf(procedures: readonly Procedure[]): fc.Arbitrary<Call> {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...procedures.map(({ path }) => path)) },
    { weight: 1, arbitrary: fc.constantFrom(...PATHS) },
  );
  const path = fc.oneof(
    { weight: 4, arbitrary: name },
    { weight: 3, arbitrary: fc.array(name, { minLength: 2, maxLength: 5 }).map((names) => names.join(',')) },
    {
      weight: 1,
      arbitrary: fc.tuple(name, fc.constantFrom(19, 20, 21, 200)).map(([one, times]) => Array.from({ length: times }, () => one).join(',')),
    },
  );
  const query = fc.array(parameter, { maxLength: 3 }).map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`));
  const json = fc.constant<[string, string]>(['content-type', 'application/json']);
  const headers = fc
    .tuple(fc.oneof(json, header), fc.array(header, { maxLength: 3 }))
    .map(([first, more]) => Object.fromEntries([first, ...more]));
  const payload = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: latin(200) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  return fc.tuple(fc.constantFrom(...METHODS), path, query, headers, payload).map(([method, where, how, lines, body]) => ({
    method,
    url: `/trpc/${where}${how}`,
    headers: lines,
    ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { payload: body }),
  }));
}

/** What may stand in a header: Latin-1 without control characters. */
function latin(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0x20, max: 0xff }).filter((point) => point < 0x7f || point > 0x9f);
  return fc.string({ unit: unit.map((point) => String.fromCodePoint(point)), maxLength });
}

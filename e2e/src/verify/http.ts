import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

/** An answer as it came; `data` is a procedure's result, `code` the application's code of its refusal. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; data: unknown; code: string | undefined };

export type Sending = {
  method?: 'GET' | 'POST' | 'HEAD' | 'OPTIONS' | 'PUT';
  headers?: OutgoingHttpHeaders;
  body?: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const GIVE_UP_MS = 60_000;

/**
 * One request by Node's own client: unlike `fetch` it sends whatever headers it is told, `Host` and `Origin`
 * among them, and adds none of its own.
 */
export function ask(url: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, timeout: GIVE_UP_MS }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const parsed = parse(text);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: text,
          data: at(parsed, 'result', 'data'),
          code: wordOf(at(parsed, 'error', 'data', 'code')),
        });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${GIVE_UP_MS / 1000} s`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What stands at a path inside JSON; `undefined` when there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The text at a path of an answer's result; throws with the answer when there is none. */
export function textIn(answer: Answer, ...path: (string | number)[]): string {
  const value = at(answer.data, ...path);
  if (typeof value !== 'string') throw new Error(`no ${path.join('.')} in the answer ${answer.status} ${answer.body.slice(0, 300)}`);
  return value;
}

/** The list at a path of an answer's result. */
export function listIn(answer: Answer, ...path: (string | number)[]): unknown[] {
  const value = at(answer.data, ...path);
  if (!Array.isArray(value)) throw new Error(`no ${path.join('.')} in the answer ${answer.status} ${answer.body.slice(0, 300)}`);
  return value;
}

/** An answer in two words, for tallies: `200`, `429 too-many-requests`. */
export function inWords({ status, code }: Answer): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}

/** The cookies an answer sets, by name. */
export function cookiesIn({ headers }: Answer): Map<string, { value: string; attributes: string[] }> {
  return new Map(
    (headers['set-cookie'] ?? []).map((line) => {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      return [name, { value: value.join('='), attributes }];
    }),
  );
}

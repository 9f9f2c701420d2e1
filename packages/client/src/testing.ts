import { startServer as startUnheard } from '@tripmaster/api/testing';

export type Request = { method: string; path: string; authorization: string | undefined; headers: Headers };

/** A real server on a port of its own, on a database of its own, whose clock the test moves. */
export async function startServer(engine: 'sqlite' | 'postgres') {
  const server = await startUnheard(engine);
  return {
    ...server,
    baseUrl: await server.app.listen({ port: 0, host: '127.0.0.1' }),
    async close() {
      server.app.server.closeAllConnections();
      await server.stop();
    },
  };
}

type Answer = Response | Error | undefined;

/** `fetch` that remembers what it was asked, and lets a test answer in its place. */
export function listeningFetch(answer: (request: Request, count: number) => Answer | Promise<Answer> = () => undefined) {
  const seen: Request[] = [];
  const listening: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init?.headers);
    const request = {
      method: init?.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      authorization: headers.get('authorization') ?? undefined,
      headers,
    };
    seen.push(request);
    const own = await answer(request, seen.filter(({ path }) => path === request.path).length);
    if (own instanceof Error) throw own;
    return own ?? fetch(input, init);
  };
  return { fetch: listening, seen, paths: () => seen.map(({ path }) => path) };
}

/** A browser's cookie jar for one site, shared by its tabs. */
export function cookieJar(send: typeof fetch = fetch): { fetch: typeof fetch; cookie: () => string } {
  const cookies = new Map<string, string>();
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookie: header,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      if (cookies.size > 0) headers.set('cookie', header());
      const response = await send(input, { ...init, headers });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const [name = '', value = ''] = pair.split('=');
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}

/** An answer of the server that says no. */
export const refusal = (code: string, status: number, number: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ error: { code: number, message: code, data: { code, httpStatus: status, details: {} } } }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** Everything of a stream. */
export async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}

/** The response's first `count` events, and then a broken line. */
export function cutAfter(response: Response, count: number): Response {
  let left = count;
  const reader = response.body?.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done || value === undefined) return controller.close();
      controller.enqueue(value);
      left -= 1;
      if (left > 0) return;
      await reader?.cancel();
      controller.error(new TypeError('terminated'));
    },
  });
  return Object.defineProperty(new Response(body, { headers: response.headers }), 'url', { value: response.url });
}

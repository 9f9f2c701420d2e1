import type { FetchLike } from 'eventsource';
import { errorOf } from './errors.ts';
import { delayBefore, isPassing, wait } from './retry.ts';
import type { TripmasterSession } from './session.ts';

const TRIES = 3;

/**
 * `fetch` for an EventSource: sends the session along, waits when the server says not now, and passes a refusal
 * on in the stream itself, where tRPC reads it (a plain EventSource would only say that it failed).
 */
export function streamFetch(session: TripmasterSession): FetchLike {
  return async (url, init) => {
    const signal = init.signal instanceof AbortSignal ? init.signal : null;
    for (let attempt = 1; ; attempt += 1) {
      const all = { ...init.headers, ...(await session.headers()) };
      const response = await session.send(String(url), {
        headers: all,
        cache: 'no-store',
        mode: 'cors',
        redirect: 'follow',
        signal,
        credentials: 'include',
      });
      if (response.ok) return response;
      const shape = errorOf(
        await response
          .clone()
          .json()
          .catch(() => undefined),
      );
      const failure = { data: shape?.data, meta: { response } };
      const delay = attempt < TRIES && isPassing(failure) ? delayBefore(attempt, failure) : undefined;
      if (delay === undefined) return shape === undefined ? response : inStream(shape, response.url);
      await wait(delay, signal);
    }
  };
}

/** A stream of one event that says what went wrong. */
function inStream(shape: unknown, url: string): Response {
  const response = new Response(`event: serialized-error\ndata: ${JSON.stringify(shape)}\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  });
  return Object.defineProperty(response, 'url', { value: url });
}

type Subscribable<Input, Value> = {
  subscribe(
    input: Input,
    options: { onData?: (value: Value) => void; onError?: (error: Error) => void; onComplete?: () => void; signal?: AbortSignal },
  ): { unsubscribe(): void };
};

/**
 * A subscription as something to loop over: `for await (const { data } of events(client.plans.generate, request))`.
 * Ends with the stream, throws what it fails with, and closes it when the loop is left.
 */
export async function* events<Input, Value>(
  procedure: Subscribable<Input, Value>,
  input: Input,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<Value, void, undefined> {
  const waiting: Value[] = [];
  let over = false;
  let failure: { error: unknown } | undefined;
  let wake = () => {};
  const subscription = procedure.subscribe(input, {
    ...(signal === undefined ? {} : { signal }),
    onData(value) {
      waiting.push(value);
      wake();
    },
    onError(error) {
      failure = { error };
      wake();
    },
    onComplete() {
      over = true;
      wake();
    },
  });
  try {
    for (;;) {
      const value = waiting.shift();
      if (value !== undefined) yield value;
      else if (failure !== undefined) throw failure.error;
      else if (over) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    subscription.unsubscribe();
  }
}

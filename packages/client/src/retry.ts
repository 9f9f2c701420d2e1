import { codeOf, property } from './errors.ts';

/** Statuses that say: not now, and nothing was done. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const FIRST_MS = 300;
const LONGEST_MS = 10_000;
/** Who is asked to wait longer than this is told so, rather than left waiting. */
const PATIENCE_MS = 30_000;

/** Whether a failed call might succeed later: the line broke, or the server said not now. */
export function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return NOT_NOW.has(status);
  return codeOf(error) === undefined && !isAbort(error);
}

function statusOf(error: unknown): number | undefined {
  const status = property(property(error, 'data'), 'httpStatus') ?? property(property(property(error, 'meta'), 'response'), 'status');
  return typeof status === 'number' ? status : undefined;
}

function isAbort(error: unknown): boolean {
  const name = property(error, 'name');
  return name === 'AbortError' || (error instanceof Error && error.cause !== undefined && isAbort(error.cause));
}

/** How long the server may ask to wait before the next try, for whoever waits to be told instead. */
export type Patience = { patienceMs?: number | undefined };

/**
 * How long to wait before the next try: at least what the server asked for, else a random part of an
 * exponentially growing span ("full jitter"; M. Brooker, Exponential Backoff And Jitter, AWS 2015).
 * Undefined when the server asks for more than anybody would wait.
 */
export function delayBefore(attempt: number, error: unknown, { patienceMs = PATIENCE_MS }: Patience = {}): number | undefined {
  const asked = askedMs(error);
  if (asked !== undefined && asked > patienceMs) return undefined;
  return (asked ?? 0) + Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
}

function askedMs(error: unknown): number | undefined {
  const seconds = property(property(property(error, 'data'), 'details'), 'retryAfterSeconds');
  if (typeof seconds === 'number') return seconds * 1000;
  const response = property(property(error, 'meta'), 'response');
  return response instanceof Response ? retryAfterMs(response) : undefined;
}

/** `Retry-After` in milliseconds: a number of seconds or a date (RFC 9110, section 10.2.3). */
function retryAfterMs(response: Response): number | undefined {
  const text = response.headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function wait(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new DOMException('The call was aborted.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

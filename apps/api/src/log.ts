import { isIP } from 'node:net';

type LoggedError = { type: string; message: string; stack: string; code?: string; cause?: LoggedError };

const MAX_LENGTH = 4_000;
const DEEPEST = 4;
const MAX_PATH = 300;

/** Where a request went, without what came with it: questions and fragments may hold tokens. */
export function pathOf({ url }: { url: string }): string {
  return url.slice(0, MAX_PATH).split(/[?#]/, 1)[0] ?? '';
}

/** Who asked; a forwarded address that is none is not repeated. */
export function addressOf({ ip }: { ip: string }): string {
  return isIP(ip) === 0 ? 'unknown' : ip;
}

/**
 * An error as it may stand in a log: what, where and why, without the values of a failed query (they are
 * people's addresses, hashes and plans), and never longer than a page.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)), stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // PostgreSQL repeats a value that does not fit its column (class 22) at the end of the message.
  const message = withoutValues(code?.startsWith('22') === true ? error.message.replace(/: "[\s\S]*$/, ': …') : error.message);
  return {
    type: error.name,
    message,
    stack: framesOf(error),
    ...(code === undefined ? {} : { code }),
    ...(error.cause !== undefined && depth < DEEPEST ? { cause: errorForLog(error.cause, depth + 1) } : {}),
  };
}

/** Drizzle puts a query's values behind `params:`, at the end of the message. */
function withoutValues(text: string): string {
  return text.replace(/\nparams:[\s\S]*$/, '').slice(0, MAX_LENGTH);
}

/** The stack without the message it begins with: a value may look like a line of it. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const rest = at < 0 ? stack : stack.slice(at + message.length);
  return (/\n\s+at [\s\S]*$/.exec(rest)?.[0] ?? '').trim().slice(0, MAX_LENGTH);
}

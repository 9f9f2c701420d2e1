type LoggedError = { type: string; message: string; stack: string; code?: string; cause?: LoggedError };

const MAX_LENGTH = 4_000;
const DEEPEST = 4;

/**
 * An error as it may stand in a log: what, where and why, without the values of a failed query (they are
 * people's addresses, hashes and plans), and never longer than a page.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)), stack: '' };
  return {
    type: error.name,
    message: withoutValues(error.message),
    stack: withoutValues(error.stack ?? ''),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause !== undefined && depth < DEEPEST ? { cause: errorForLog(error.cause, depth + 1) } : {}),
  };
}

/** Drizzle puts a query's values behind `params:`, up to the stack's first line. */
function withoutValues(text: string): string {
  return text.replace(/\nparams:[\s\S]*?(?=\n\s+at |$)/g, '').slice(0, MAX_LENGTH);
}

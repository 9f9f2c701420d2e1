/** Tokens of one question and its answer, reasoning included. */
export type Usage = { inputTokens: number; outputTokens: number };

/** Why a model gave nothing that can be used. */
export type FailureKind =
  | 'timeout'
  | 'rate-limited'
  | 'refused'
  | 'truncated'
  | 'garbage'
  | 'unreachable'
  | 'server-error'
  | 'unauthorised'
  | 'over-budget';

type Details = {
  /** For logs; never shown to travellers. */
  message?: string;
  /** Whether the same question may be answered the next time. Default: every kind but a time-out, a refused key and a used-up budget. */
  retryable?: boolean;
  /** The least milliseconds to wait, as the server asked. */
  retryAfterMs?: number;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** What it cost all the same, where the server says so. */
  usage?: Usage | undefined;
  cause?: unknown;
};

const FINAL: ReadonlySet<FailureKind> = new Set(['timeout', 'unauthorised', 'over-budget']);

/** The only error a model call ends with, but for the caller's own abort. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly kind: FailureKind;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly usage: Usage | undefined;

  constructor(kind: FailureKind, { message, retryable, retryAfterMs, status, usage, cause }: Details = {}) {
    super(message ?? `the model failed: ${kind}`, cause === undefined ? {} : { cause });
    this.kind = kind;
    this.retryable = retryable ?? !FINAL.has(kind);
    this.retryAfterMs = retryAfterMs;
    this.status = status;
    this.usage = usage;
  }
}

const CLAUSES: Record<FailureKind, string> = {
  timeout: 'The model did not answer in time',
  'rate-limited': 'The model has too much to do at the moment',
  refused: 'The model declined to answer',
  truncated: 'The model’s answer broke off',
  garbage: 'The model’s answer could not be used',
  unreachable: 'The model could not be reached',
  'server-error': 'The model had a fault',
  unauthorised: 'The model is not available',
  'over-budget': 'Today’s budget for the model is used up',
};

/** What happened, as the first half of a sentence to the traveller; says nothing about keys, addresses or servers. */
export function failureClause(error: unknown): string {
  return CLAUSES[error instanceof ModelFailure ? error.kind : 'server-error'];
}

/** A failure as it may stand in a log: its kind and codes. Texts may repeat the key or the traveller's words. */
export type ModelTrouble = { kind: FailureKind | 'not-booked' | 'unknown'; status?: number; code?: string };

export function troubleOf(error: unknown): ModelTrouble {
  const { kind, status }: { kind: ModelTrouble['kind']; status?: number | undefined } =
    error instanceof ModelFailure ? error : { kind: 'unknown' };
  const code = codeBehind(error);
  return { kind, ...(status === undefined ? {} : { status }), ...(code === undefined ? {} : { code }) };
}

/** The system's word for what went wrong, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
export function codeBehind(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(error.code)) return error.code;
  return codeBehind(error.cause, depth + 1);
}

/** What the client library's errors have in common; read by shape, since the library is loaded only when it is needed. */
type ApiErrorLike = { status?: number; code?: string; headers?: Headers };

function apiErrorOf(error: Error): ApiErrorLike | undefined {
  if (!('status' in error) && !('code' in error)) return undefined;
  const status = 'status' in error && typeof error.status === 'number' ? { status: error.status } : {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const headers = 'headers' in error && error.headers instanceof Headers ? { headers: error.headers } : {};
  return { ...status, ...code, ...headers };
}

/** No try can succeed while nothing is paid for. */
const SPENT = /insufficient_quota|billing/i;
const BUSY = /rate_limit/i;
const DECLINED = /content_filter|content_policy|invalid_prompt|safety/i;

/** A failure by the code that a server gives within its answer (`response.failed`, an `error` event). */
export function failureOfCode(code: string | undefined, cause?: unknown, usage?: Usage): ModelFailure {
  const message = `the model's server says ${code ?? 'that it failed'}`;
  const details = { message, usage, ...(cause === undefined ? {} : { cause }) };
  if (code !== undefined && SPENT.test(code)) return new ModelFailure('rate-limited', { ...details, retryable: false });
  if (code !== undefined && BUSY.test(code)) return new ModelFailure('rate-limited', details);
  if (code !== undefined && DECLINED.test(code)) return new ModelFailure('refused', details);
  return new ModelFailure('server-error', details);
}

/** Makes a typed failure of whatever a call threw: the client library's errors, broken streams, failed parsing. */
export function asFailure(error: unknown, now = Date.now()): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (!(error instanceof Error)) return new ModelFailure('server-error', { cause: error });
  if (error instanceof TypeError)
    return new ModelFailure('unreachable', { message: `the connection broke: ${error.message}`, cause: error });
  const api = apiErrorOf(error);
  // Not an answer of the server at all: its stream was no stream of events.
  if (api === undefined) return new ModelFailure('garbage', { message: error.message, cause: error });
  const { status, code } = api;
  if (status === undefined) return failureOfCode(code, error);
  const details = { message: `the model's server answered ${status}${code === undefined ? '' : ` (${code})`}`, status, cause: error };
  if (status === 401 || status === 403) return new ModelFailure('unauthorised', details);
  if (status === 429) {
    const wait = retryAfter(api.headers, now);
    return new ModelFailure('rate-limited', {
      ...details,
      retryable: code === undefined || !SPENT.test(code),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  if (status === 404 || status === 405 || status === 501) return new ModelFailure('unreachable', { ...details, retryable: false });
  if (code !== undefined && DECLINED.test(code)) return new ModelFailure('refused', details);
  const wait = retryAfter(api.headers, now);
  return new ModelFailure('server-error', {
    ...details,
    retryable: status >= 500 || status === 408 || status === 409,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

/** Milliseconds of `Retry-After` (seconds or an HTTP date, RFC 9110 section 10.2.3) or of OpenAI's `retry-after-ms`. */
export function retryAfter(headers: Headers | undefined, now: number): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? NaN);
  if (exact >= 0) return exact;
  const text = headers?.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

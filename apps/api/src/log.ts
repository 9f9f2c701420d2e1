import { isIP } from 'node:net';
import { MAX_BATCH, type ErrorCode } from '@tripmaster/contracts';
import type { LogAddresses } from './env-analytics.ts';

type LoggedError = { type: string; message: string; stack: string; code?: string; cause?: LoggedError };

const MAX_LENGTH = 4_000;
const DEEPEST = 4;
const MAX_PATH = 300;
const MAX_NAME = 60;

/** Paths behind which a secret stands, however they are written. */
const SECRET = /(?:^|[\\/])(calendar|s|unsubscribe)[\\/]+(?=.)/i;

/** Where a request went, without what came with it: questions and fragments may hold tokens, and some paths are one. */
export function pathOf({ url }: { url: string }): string {
  const path = url.slice(0, MAX_PATH).split(/[?#]/, 1)[0] ?? '';
  // Letters may come as `%63`; what is no letter is left, and no more of it can be undone than there is.
  const plain = path.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const [, folder] = SECRET.exec(plain) ?? [];
  return folder === undefined ? path : `/${folder.toLowerCase()}/…`;
}

/** Who asked, as far as the operator wants to know; a forwarded address that is none is not repeated. */
export function addressOf({ ip }: { ip: string }, kept: LogAddresses = 'full'): string {
  const version = isIP(ip);
  if (kept === 'none' || version === 0) return 'unknown';
  if (kept === 'full') return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (version === 4 || mapped !== undefined) return (mapped ?? ip).replace(/\.\d+$/, '.0/24');
  // The first three groups; what `::` stands for begins at the earliest behind them or is nothing but zeros.
  const [head = ''] = ip.split('::');
  const groups = [...head.split(':'), '0', '0', '0'].slice(0, 3).map((group) => (group === '' ? '0' : group));
  return `${groups.join(':')}::/48`;
}

/** Whether a request only tells what was seen: beside the events it brings no log says from where they came. */
export function isCounting({ url }: { url: string }): boolean {
  return /^\/trpc\/analytics\.track(?:,analytics\.track)*(?:$|[?#])/.test(url);
}

type Refusal = { code: ErrorCode; procedure?: string };
type Note = { actor?: string; refused: Refusal[] };

/** What is known of a request only while it is worked on, for its line. */
const notes = new WeakMap<object, Note>();

function noteOf(request: object): Note {
  const known = notes.get(request);
  if (known !== undefined) return known;
  const note: Note = { refused: [] };
  notes.set(request, note);
  return note;
}

/** Notes who asks, by their name in the audit log: it leads nowhere once the account is gone. */
export function noteActor(request: object, auditRef: string): void {
  noteOf(request).actor = auditRef;
}

/** Notes that a call was refused or failed: wrong passwords, missing rights, one try too many. */
export function noteRefusal(request: object, code: ErrorCode, procedure?: string): void {
  const { refused } = noteOf(request);
  if (refused.length < MAX_BATCH) refused.push({ code, ...(procedure === undefined ? {} : { procedure: procedure.slice(0, MAX_NAME) }) });
}

/** What was noted, where there is anything. */
export function noted(request: object): Partial<Note> {
  const { actor, refused } = noteOf(request);
  return { ...(actor === undefined ? {} : { actor }), ...(refused.length === 0 ? {} : { refused }) };
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

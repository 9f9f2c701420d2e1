import type { Resend } from 'resend';
import { NotTaken, type Fault, type Transport } from './letter.ts';
import { extraHeaders } from './message.ts';

export type ResendSettings = { apiKey: string; /** Where its API is, if not where it is for everybody. */ baseUrl?: string };

const AT_ONCE = 5;
/** The tag that a mail carries its outbox id in: what is told of the mail later names it. */
const OUTBOX_TAG = 'outbox';

/**
 * Hands mails to Resend by its API. The outbox id is the idempotency key: a mail that was taken already is not sent a
 * second time, for a day at least, which is longer than it is tried.
 */
export function resendTransport({ apiKey, baseUrl }: ResendSettings): Transport {
  let opened: Promise<Resend> | undefined;
  const open = async () => {
    const { Resend: Client } = await import('resend');
    return new Client(apiKey, baseUrl === undefined ? {} : { baseUrl });
  };

  return {
    atOnce: AT_ONCE,
    async send(message, { signal }) {
      const headers = extraHeaders(message);
      opened ??= open();
      const client = await opened;
      const { id, from, to, subject, text, html } = message;
      const words = { from, to: [to], subject, text, ...(html === undefined ? {} : { html }) };
      const tags = [{ name: OUTBOX_TAG, value: id }];
      const answer: { data: unknown; error: unknown; headers: Record<string, string> | null } = await client.emails.send(
        { ...words, headers, tags },
        { idempotencyKey: id, signal },
      );
      if (answer.error !== null || answer.data === null) throw notTaken(answer.error, answer.headers ?? {}, signal);
      const providerId = textIn(answer.data, 'id');
      // It was taken, or it wasn't: the key makes it safe to ask again.
      if (providerId === undefined || providerId.length > 100) throw new NotTaken('silent', 'Resend unreadable answer');
      return { providerId };
    },
  };
}

function notTaken(error: unknown, headers: Record<string, string>, signal: AbortSignal): NotTaken {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  const name = textIn(error, 'name') ?? '';
  const words = ['Resend', ...(typeof status === 'number' ? [String(status)] : []), ...(/^\w{1,60}$/.test(name) ? [name] : [])];
  const waitMs = typeof status === 'number' && (status === 429 || status >= 500) ? waitOf(headers['retry-after']) : undefined;
  return new NotTaken(signal.aborted ? 'silent' : faultOf(status, name, textIn(error, 'message') ?? ''), words.join(' '), { waitMs });
}

function faultOf(status: unknown, name: string, message: string): Fault {
  // No answer came, or none that could be read: the client does not tell which.
  if (status === null) return 'away';
  if (typeof status !== 'number') return 'silent';
  // One too many, or the key, the domain or the account is not in order: none of our mails are taken now.
  if (status === 429 || status === 401 || status === 403) return 'away';
  if (status === 413) return 'refused';
  // Whether it is the sender that is wrong is told in words only.
  if (status === 400 || status === 422) return name === 'invalid_from_address' || /`from`/.test(message) ? 'away' : 'refused';
  return status >= 500 ? 'silent' : 'later';
}

/** `Retry-After`: seconds, or a moment. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,6}(?:\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

function textIn(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : undefined;
}

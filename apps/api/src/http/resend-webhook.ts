import { AppError, isStorableText } from '@tripmaster/contracts';
import type { MailEvent, MailService } from '@tripmaster/mail';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sentAt } from './resend-signature.ts';

const WHAT: Readonly<Record<string, MailEvent['what']>> = {
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.suppressed': 'suppressed',
  'email.failed': 'failed',
  'email.delivered': 'delivered',
};
const told = z.looseObject({ type: z.string().max(100) });
/** Looked for in the database, which does not take every text. */
const word = z.string().refine(isStorableText, 'can’t be stored');
const address = word.max(400);
const mailEvent = z.looseObject({
  created_at: z.string().max(40),
  data: z.looseObject({
    email_id: word.min(1).max(100),
    to: z.union([address.transform((one) => [one]), z.array(address).max(50)]),
    tags: z
      .looseObject({ outbox: word.max(64).optional() })
      .optional()
      .catch(undefined),
    bounce: z
      .looseObject({ type: z.string().max(40) })
      .optional()
      .catch(undefined),
  }),
});

type Parts = { returned: MailService['returned']; /** Absent: Resend tells nothing. */ secret: Buffer | undefined; now: () => number };

/**
 * `POST /webhooks/resend`: what Resend tells of mails. Nothing changes unless it is signed, was sent just now and was not
 * taken before. What is told of other things is heard and left alone.
 */
export async function resendWebhookRoutes(app: FastifyInstance, { returned, secret, now }: Parts): Promise<void> {
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post('/webhooks/resend', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (secret === undefined) throw new AppError('not-found');
    const { body } = request;
    const headers = headersOf(request);
    const toldAt = Buffer.isBuffer(body) && headers !== undefined ? sentAt(secret, body, headers, now()) : undefined;
    if (!Buffer.isBuffer(body) || headers === undefined || toldAt === undefined)
      throw new AppError('unauthenticated', {}, 'The signature is missing, not right, or too old.');
    const event = eventOf(body, { id: headers.id, toldAt }, now());
    if (event === undefined) return { status: 'ignored' };
    const outcome = await returned.take(event);
    if (outcome === 'replayed') throw new AppError('conflict', {}, 'This was told before.');
    return { status: outcome };
  });
}

function headersOf({ headers }: FastifyRequest): { id: string; timestamp: string; signature: string } | undefined {
  const { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return undefined;
  return { id, timestamp, signature };
}

/** `undefined` for what is told of other things than mails that came back. Throws `malformed-request`. */
function eventOf(body: Buffer, head: Pick<MailEvent, 'id' | 'toldAt'>, now: number): MailEvent | undefined {
  const json = told.safeParse(parsed(body));
  if (!json.success) throw new AppError('malformed-request');
  const what = Object.hasOwn(WHAT, json.data.type) ? WHAT[json.data.type] : undefined;
  if (what === undefined) return undefined;
  const event = mailEvent.safeParse(json.data);
  const at = event.success ? Date.parse(event.data.created_at) : NaN;
  if (!event.success || !Number.isFinite(at)) throw new AppError('malformed-request');
  const { email_id: providerId, to, tags, bounce } = event.data.data;
  return {
    ...head,
    at: Math.min(at, now),
    what,
    // A full mailbox, or one that is away for now, is no reason to stop.
    forGood: bounce === undefined || !/^(?:transient|undetermined)$/i.test(bounce.type),
    providerId,
    mailId: tags?.outbox,
    to: to.map((one) => /<([^<>]+)>\s*$/.exec(one)?.[1] ?? one),
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

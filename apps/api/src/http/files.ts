import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { AppError, fieldProblems, fileUpload } from '@tripmaster/contracts';
import { UPLOADS_AN_ACCOUNT, type OpenFile, type Plans } from '@tripmaster/plans';
import type { Actor } from '@tripmaster/rpc';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';
import { idIn, signedInFor } from './asked.ts';
import { dispositionOf } from './disposition.ts';
import { stretchOf } from './range.ts';

/** After a refusal the rest of a body is read and thrown away for as long, so that whoever still sends comes to read why. */
const LINGER_MS = 30_000;
/** What browsers show as a picture and nothing else; all other files are to be kept, not opened. */
const PICTURE = /^image\/(?:jpeg|png|webp)$/;

type Parts = { plans: Plans; makeContext: MakeContext };

/** `POST /files?plan=…` takes a file in, `GET /files/<id>` and `GET /files/<id>/thumbnail` give it out. */
export async function fileRoutes(app: FastifyInstance, { plans: { files }, makeContext }: Parts): Promise<void> {
  // Whatever a body is said to be, here it is octets, looked at as they come.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 10, parts: 11, headerPairs: 20, fieldSize: 2_000 },
  });

  async function allowed(request: FastifyRequest, reply: FastifyReply, scope: 'read' | 'write'): Promise<Actor> {
    reply.header('content-security-policy', DOWNLOAD_POLICY).header('cache-control', 'private, no-store');
    const context = makeContext(request, reply);
    const actor = await signedInFor(context, scope);
    if (scope === 'write') await context.limiter.take(UPLOADS_AN_ACCOUNT, actor.userId);
    return actor;
  }

  app.post('/files', async (request, reply) => {
    try {
      const actor = await allowed(request, reply, 'write');
      const { idempotencyKey } = makeContext(request, reply);
      const { plan: planId, item: itemId, name, shared } = readQuery(request.query);
      const sent = await sentFile(request);
      const upload = { planId, itemId, shared: shared === 'true', name: name ?? sent.name, length: sent.length, idempotencyKey };
      return await reply.status(201).send(await files.attach(actor, upload, sent.body));
    } catch (error) {
      readOut(request);
      throw request.raw.errored === null
        ? error
        : new AppError('malformed-request', {}, 'The file did not arrive whole.', { cause: error });
    }
  });

  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const actor = await allowed(request, reply, 'read');
    return give(request, reply, await files.open(actor, idIn(request.params.id), 'original'));
  });

  app.get<{ Params: { id: string } }>('/files/:id/thumbnail', async (request, reply) => {
    const actor = await allowed(request, reply, 'read');
    return give(request, reply, await files.open(actor, idIn(request.params.id), 'thumbnail'));
  });
}

function readQuery(query: unknown) {
  const parsed = fileUpload.safeParse(query);
  if (!parsed.success) throw new AppError('invalid-input', { fields: fieldProblems(parsed.error) }, undefined, { cause: parsed.error });
  return parsed.data;
}

type Sent = { body: AsyncIterable<Uint8Array>; name?: string; length?: number };

/** The file in a request: its body, or the first file of a form. */
async function sentFile(request: FastifyRequest): Promise<Sent> {
  if (!request.isMultipart()) {
    const length = Number(request.headers['content-length']);
    return { body: octetsOf(request.raw), ...(Number.isFinite(length) ? { length } : {}) };
  }
  // The service counts the octets itself.
  const part = await request.file({ limits: { fileSize: Number.MAX_SAFE_INTEGER } }).catch((error: unknown) => {
    throw new AppError('malformed-request', {}, 'The form can’t be read.', { cause: error });
  });
  if (part === undefined) throw new AppError('malformed-request', {}, 'The form has no file in it.');
  return { body: octetsOf(part.file), name: part.filename };
}

/** What a stream brings. It is not destroyed when nobody wants the rest: with a request its line would go, and the answer. */
function octetsOf(stream: Readable): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) };
}

/** Throws away what is still to come of a refused body, and hangs up when that takes too long. */
function readOut({ raw }: FastifyRequest): void {
  if (raw.complete) return;
  raw.resume();
  setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, LINGER_MS).unref();
}

async function give(request: FastifyRequest, reply: FastifyReply, { name, type, size, read }: OpenFile): Promise<FastifyReply> {
  const shown = PICTURE.test(type) ? 'inline' : 'attachment';
  reply
    .type(type === 'text/plain' ? 'text/plain; charset=utf-8' : type)
    .header('content-disposition', dispositionOf(shown, name))
    .header('accept-ranges', 'bytes')
    .header('vary', 'authorization');
  const stretch = stretchOf(request.headers.range, size);
  if (stretch === 'outside') return reply.status(416).header('content-range', `bytes */${size}`).type('text/plain; charset=utf-8').send('');
  const body = await read(stretch);
  if (stretch === undefined) return reply.header('content-length', size).send(body);
  return reply
    .status(206)
    .header('content-range', `bytes ${stretch.start}-${stretch.end}/${size}`)
    .header('content-length', stretch.end - stretch.start + 1)
    .send(body);
}

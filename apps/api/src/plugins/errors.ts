import { AppError } from '@tripmaster/contracts';
import { errorShape } from '@tripmaster/rpc';
import type { FastifyReply } from 'fastify';
import { noteRefusal } from '../log.ts';

/** Every failure outside the procedures, in the same body as inside them. */
export function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  const shape = errorShape(transportError(error));
  noteRefusal(reply.request, shape.data.code);
  if (shape.data.httpStatus >= 500) reply.log.error({ err: error }, 'request failed');
  if (shape.data.details.retryAfterSeconds !== undefined) reply.header('retry-after', shape.data.details.retryAfterSeconds);
  return reply.status(shape.data.httpStatus).send({ error: shape });
}

/** Fastify's own refusals as application errors. */
function transportError(error: unknown): unknown {
  if (!(error instanceof Error) || !('statusCode' in error)) return error;
  if (error.statusCode === 413) return new AppError('payload-too-large', {}, undefined, { cause: error });
  if (error.statusCode === 415) return new AppError('unsupported-media-type', {}, undefined, { cause: error });
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
    return new AppError('malformed-request', {}, undefined, { cause: error });
  return error;
}

import type { Flags } from '@tripmaster/analytics';
import { AppError, isShallow } from '@tripmaster/contracts';
import type { Actor } from '@tripmaster/rpc';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { etagOf, isKnown } from './etag.ts';
import { turnstile } from './turnstile.ts';

type Evaluation = Awaited<ReturnType<Flags['evaluate']>>[number];
type Failure = {
  errorCode: 'FLAG_NOT_FOUND' | 'PARSE_ERROR' | 'TARGETING_KEY_MISSING' | 'INVALID_CONTEXT' | 'GENERAL';
  errorDetails: string;
};
type Context = Readonly<Record<string, unknown>>;

/** What a context may be: patterns run on its texts. */
const DEPTH = 6;
const VALUES = 500;
const TEXT = 1_000;

/** Evaluations of one caller at once, and how many come back a second: of strangers by their address, of others by account. */
const STRANGERS = { burst: 1_200, aSecond: 20 };
const OTHERS = { burst: 6_000, aSecond: 1_000 };

type Options = { flags: Flags; makeContext: MakeContext; scale: number };

/**
 * The OpenFeature Remote Evaluation Protocol (OFREP 0.3, core part): what flags are for the context that is sent. Anybody
 * may ask and gets values, never rules. What is shown to whom is remembered only where staff's own programs ask: a
 * stranger could make up any number of people.
 */
export async function ofrepRoutes(app: FastifyInstance, { flags, makeContext, scale }: Options): Promise<void> {
  const strangers = turnstile(STRANGERS, scale);
  const others = turnstile(OTHERS, scale);
  // A body that can't be read is answered in the protocol's words.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));

  app.post<{ Params: { key: string } }>('/ofrep/v1/evaluate/flags/:key', async (request, reply) => {
    const { key } = request.params;
    const remembered = isStaff(await admit(makeContext(request, reply)));
    const context = contextIn(request.body);
    if ('errorCode' in context) return reply.status(400).send({ key, ...context });
    const [evaluation] = await flags.evaluate([key], context.given, remembered);
    return answer(evaluation ?? { key, reason: 'UNKNOWN' }, reply);
  });

  app.post('/ofrep/v1/evaluate/flags', async (request, reply) => {
    const remembered = isStaff(await admit(makeContext(request, reply)));
    const context = contextIn(request.body);
    if ('errorCode' in context) return reply.status(400).send(context);
    const evaluations = await flags.evaluate('all', context.given, remembered);
    const body = JSON.stringify({ flags: evaluations.map((evaluation) => failureOf(evaluation) ?? successOf(evaluation)) });
    const etag = etagOf(body);
    reply.header('etag', etag);
    if (isKnown(request, etag)) return reply.status(304).send();
    return reply.type('application/json; charset=utf-8').send(body);
  });

  /** Counts the call in memory alone: an evaluation costs less than counting it in the database would. */
  async function admit(context: ReturnType<MakeContext>): Promise<Actor | undefined> {
    const actor = await context.authenticate();
    const wait = actor === undefined ? strangers.take(context.origin.address) : others.take(actor.userId);
    if (wait > 0) throw new AppError('too-many-requests', { retryAfterSeconds: wait });
    return actor;
  }
}

function isStaff(actor: Actor | undefined): boolean {
  return actor !== undefined && actor.role !== 'traveller' && (actor.scopes === undefined || actor.scopes.includes('write'));
}

/** The context of a body, or what is wrong with it. */
function contextIn(body: unknown): { given: Context } | Failure {
  let parsed: unknown;
  try {
    parsed = JSON.parse(typeof body === 'string' ? body : '');
  } catch {
    return { errorCode: 'PARSE_ERROR', errorDetails: 'The body is not valid JSON.' };
  }
  if (!isRecord(parsed)) return { errorCode: 'PARSE_ERROR', errorDetails: 'The body must be an object with a context.' };
  const { context } = parsed;
  if (!isRecord(context)) return invalid('The context must be an object.');
  if ('targetingKey' in context && typeof context['targetingKey'] !== 'string') return invalid('The targetingKey must be text.');
  if (!isShallow(context, DEPTH)) return invalid(`The context is nested more than ${DEPTH} levels deep.`);
  const values = valuesIn(context);
  if (values.length > VALUES) return invalid(`The context has more than ${VALUES} values.`);
  if (values.some((value) => typeof value === 'string' && value.length > TEXT))
    return invalid(`A text of the context is longer than ${TEXT} characters.`);
  return { given: context };
}

function invalid(errorDetails: string): Failure {
  return { errorCode: 'INVALID_CONTEXT', errorDetails };
}

function isRecord(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every value of something that is not nested deep. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [value];
}

function answer(evaluation: Evaluation, reply: FastifyReply): FastifyReply {
  const failure = failureOf(evaluation);
  if (failure === undefined) return reply.send(successOf(evaluation));
  const status = failure.errorCode === 'FLAG_NOT_FOUND' ? 404 : evaluation.error?.code === 'PROVIDER_NOT_READY' ? 500 : 400;
  return reply.status(status).send(failure);
}

function failureOf({ key, error }: Evaluation): ({ key: string } & Failure) | undefined {
  if (error === undefined) return undefined;
  const { code, details } = error;
  const errorCode = code === 'TYPE_MISMATCH' || code === 'PROVIDER_NOT_READY' ? 'GENERAL' : code;
  return { key, errorCode, errorDetails: details };
}

/** Without a value the default of whoever asks holds. */
function successOf({ key, value, reason, variant, metadata }: Evaluation): Partial<Evaluation> {
  return {
    key,
    reason,
    ...(value === undefined ? {} : { value }),
    ...(variant === undefined ? {} : { variant }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

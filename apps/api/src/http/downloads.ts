import type { Analytics } from '@tripmaster/analytics';
import { AppError, invalidField, ticketToken, type Plan } from '@tripmaster/contracts';
import { FILES_A_READER, HTML_STYLE, PREVIEW_FILES_A_READER, type Plans } from '@tripmaster/plans';
import { requireScope, type Actor, type Limit } from '@tripmaster/rpc';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY, styledDownloadPolicy } from '../plugins/policies.ts';
import { idIn } from './asked.ts';
import { isKnown } from './etag.ts';
import { fileCache, fileTag, type FileBytes } from './file-cache.ts';

type Format = {
  type: string;
  write: (plan: Plan, plans: Plans, option?: string) => FileBytes | Promise<FileBytes>;
  /** What the file may do when it is opened in a browser; by default nothing. */
  policy?: string;
  /** One thing that can be chosen in the question, the usual one first. */
  option?: { name: string; values: readonly [string, ...string[]] };
};

/** What a plan is given as, by the ending of its name. */
export const FORMATS: Readonly<Record<string, Format>> = {
  pdf: {
    type: 'application/pdf',
    write: (plan, plans, paper) => plans.exports.pdf(plan, { paper: paper === 'letter' ? 'letter' : 'a4' }),
    option: { name: 'paper', values: ['a4', 'letter'] },
  },
  md: { type: 'text/markdown; charset=utf-8', write: (plan, plans) => plans.exports.markdown(plan) },
  html: {
    type: 'text/html; charset=utf-8',
    write: (plan, plans) => plans.exports.html(plan),
    policy: styledDownloadPolicy(HTML_STYLE),
  },
  ics: { type: 'text/calendar; charset=utf-8', write: (plan, plans) => plans.exports.ics(plan) },
  json: { type: 'application/json; charset=utf-8', write: (plan, plans) => plans.exports.json(plan) },
  gpx: { type: 'application/gpx+xml; charset=utf-8', write: (plan, plans) => plans.exports.gpx(plan) },
  kml: { type: 'application/vnd.google-earth.kml+xml; charset=utf-8', write: (plan, plans) => plans.exports.kml(plan) },
  csv: { type: 'text/csv; charset=utf-8', write: (plan, plans) => plans.exports.csv(plan) },
};

type Parts = { plans: Plans; track: Analytics['track']; makeContext: MakeContext };
type Asked<Params = unknown> = { Params: Params; Querystring: Record<string, unknown> };
type Find = (actor: Actor | undefined) => Promise<Plan>;
/** How a plan was come by: what a link shows is not what the same person reads as a traveller. */
type Way = 'reader' | 'link';

/**
 * `GET /plans/<id>.<format>`: a saved plan as a file, for whoever may read the plan; `.pdf?paper=letter` on the
 * paper of North America. `GET /plans/<id>/preview.png`: its picture for pages that link to it. The same of what a
 * link shows: `GET /s/<token>/plan.<format>` and `GET /s/<token>/preview.png`.
 */
export async function downloadRoutes(app: FastifyInstance, { plans, track, makeContext }: Parts): Promise<void> {
  const fileOf = fileCache();

  app.get<Asked<{ file: string }>>('/plans/:file', async (request, reply) => {
    const [, name = '', extension = ''] = /^([^.]+)\.(\w+)$/.exec(request.params.file) ?? [];
    return file(request, reply, extension, (actor) => readable(actor, name), 'reader');
  });
  app.get<Asked<{ token: string; extension: string }>>('/s/:token/plan.:extension', async (request, reply) =>
    file(request, reply, request.params.extension, (actor) => shown(actor, reply, request.params.token), 'link'),
  );
  app.get<Asked<{ id: string }>>('/plans/:id/preview.png', async (request, reply) =>
    picture(request, reply, (actor) => readable(actor, request.params.id), 'reader'),
  );
  app.get<Asked<{ token: string }>>('/s/:token/preview.png', async (request, reply) =>
    picture(request, reply, (actor) => shown(actor, reply, request.params.token), 'link'),
  );

  async function file(request: FastifyRequest<Asked>, reply: FastifyReply, extension: string, find: Find, way: Way) {
    const format = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
    if (format === undefined) return reply.callNotFound();
    reply.header('content-security-policy', format.policy ?? DOWNLOAD_POLICY);
    const option = chosen(format, request.query);
    const { actor, origin } = await callerOf(request, reply);
    const plan = await find(actor);
    // A calendar is nothing but dates: whoever is not told them finds none.
    if (plan.datesHidden === true && extension === 'ics') throw new AppError('not-found');
    const write = () => format.write(plan, plans, option);
    const disposition = attachment(plan, extension);
    await answer(request, reply, plan, way, [extension, option ?? ''], { type: format.type, write, disposition, limit: FILES_A_READER });
    if (reply.statusCode === 200) await track.notice({ name: 'plan-exported' }, { actor, origin });
    return reply;
  }

  async function picture(request: FastifyRequest<Asked>, reply: FastifyReply, find: Find, way: Way) {
    reply.header('content-security-policy', DOWNLOAD_POLICY);
    const plan = await find((await callerOf(request, reply)).actor);
    const write = () => plans.exports.previewImage(plan);
    return answer(request, reply, plan, way, ['preview'], { type: 'image/png', write, limit: PREVIEW_FILES_A_READER });
  }

  async function callerOf(request: FastifyRequest<Asked>, reply: FastifyReply) {
    const context = makeContext(request, reply);
    const actor = await context.authenticate();
    if (actor !== undefined) requireScope(actor, 'read');
    return { actor, origin: context.origin };
  }

  /** The plan of this id as the caller may see it; `not-found` alike for what is not there and what is not theirs. */
  async function readable(actor: Actor | undefined, name: string): Promise<Plan> {
    return plans.plans.get(actor, idIn(name));
  }

  /** The plan that a link shows. */
  async function shown(actor: Actor | undefined, reply: FastifyReply, secret: string): Promise<Plan> {
    const token = ticketToken.safeParse(secret);
    if (!token.success) throw new AppError('not-found');
    reply.header('x-robots-tag', 'noindex, nofollow');
    return (await plans.links.shared(actor, token.data)).plan;
  }

  async function answer(
    request: FastifyRequest<Asked>,
    reply: FastifyReply,
    plan: Plan,
    way: Way,
    format: string[],
    { type, write, disposition, limit }: { type: string; write: () => FileBytes | Promise<FileBytes>; disposition?: string; limit: Limit },
  ): Promise<FastifyReply> {
    const tag = fileTag(plan, way, ...format);
    // A traveller's own file may hold their needs and bookings, and a link may be revoked: no browser keeps it.
    reply.header('cache-control', plan.role !== undefined || way === 'link' ? 'no-store' : 'private, no-cache');
    reply.header('etag', tag).header('vary', 'authorization');
    if (isKnown(request, tag)) return reply.status(304).send();
    const bytes = await fileOf(tag, async () => {
      // Only what has to be written is counted: asking again costs nothing.
      const { limiter, origin } = makeContext(request, reply);
      await limiter.take(limit, origin.address);
      return write();
    });
    if (disposition !== undefined) reply.header('content-disposition', disposition);
    return reply.type(type).send(typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

/** What the question chooses; `invalid-input` for a value that there is not. */
function chosen({ option }: Format, query: Record<string, unknown>): string | undefined {
  if (option === undefined) return undefined;
  const asked = query[option.name] ?? option.values[0];
  const value = option.values.find((one) => one === asked);
  if (value === undefined) throw invalidField(option.name, `must be one of ${option.values.join(', ')}`);
  return value;
}

/** The file under the plan's title: in plain letters for every system, and as it is (RFC 6266). */
function attachment({ title }: Plan, extension: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^\w -]/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .slice(0, 60);
  const whole = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const encoded = encodeURIComponent([...whole].slice(0, 60).join('') || 'trip');
  return `attachment; filename="${plain === '' ? 'trip' : plain}.${extension}"; filename*=UTF-8''${encoded}.${extension}`;
}

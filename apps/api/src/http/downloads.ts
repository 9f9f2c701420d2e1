import { AppError, id as idSchema, type Plan } from '@tripmaster/contracts';
import type { Plans } from '@tripmaster/plans';
import { requireScope } from '@tripmaster/rpc';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';

type Format = { type: string; write: (plan: Plan, plans: Plans) => string | Promise<string> };

/** What a plan is given as, by the ending of its name. */
export const FORMATS: Readonly<Record<string, Format>> = {
  md: { type: 'text/markdown; charset=utf-8', write: (plan, plans) => plans.exports.markdown(plan) },
  html: { type: 'text/html; charset=utf-8', write: (plan, plans) => plans.exports.html(plan) },
  ics: { type: 'text/calendar; charset=utf-8', write: (plan, plans) => plans.exports.ics(plan) },
  json: { type: 'application/json; charset=utf-8', write: (plan, plans) => plans.exports.json(plan) },
  gpx: { type: 'application/gpx+xml; charset=utf-8', write: (plan, plans) => plans.exports.gpx(plan) },
  kml: { type: 'application/vnd.google-earth.kml+xml; charset=utf-8', write: (plan, plans) => plans.exports.kml(plan) },
  csv: { type: 'text/csv; charset=utf-8', write: (plan, plans) => plans.exports.csv(plan) },
};

/** `GET /plans/<id>.<format>`: a saved plan as a file, for whoever may read the plan. */
export async function downloadRoutes(
  app: FastifyInstance,
  { plans, makeContext }: { plans: Plans; makeContext: MakeContext },
): Promise<void> {
  app.get<{ Params: { file: string } }>('/plans/:file', async (request, reply) => {
    const [, name, extension] = /^([^.]+)\.(\w+)$/.exec(request.params.file) ?? [];
    const format = extension !== undefined && Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
    if (format === undefined) return reply.callNotFound();
    const id = idSchema.safeParse(name);
    if (!id.success) throw new AppError('not-found');
    reply.header('content-security-policy', DOWNLOAD_POLICY);
    const actor = await makeContext(request, reply).authenticate();
    if (actor !== undefined) requireScope(actor, 'read');
    const plan = await plans.plans.get(actor, id.data);
    // A calendar is nothing but dates: whoever is not told them finds none.
    if (plan.datesHidden === true && extension === 'ics') throw new AppError('not-found');
    const etag = `"${plan.id}-${plan.version}-${Date.parse(plan.updatedAt)}-${plan.role ?? 'other'}-${extension}"`;
    // A traveller's own file may hold their needs and bookings: no browser keeps it. Others get the impersonal one.
    reply.header('cache-control', plan.role !== undefined ? 'no-store' : 'private, no-cache').header('etag', etag);
    reply.header('vary', 'authorization');
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply
      .type(format.type)
      .header('content-disposition', `attachment; filename="${fileName(plan)}.${extension}"`)
      .send(await format.write(plan, plans));
  });
}

/** A file name that every system takes: the title in plain letters. */
function fileName(plan: Plan): string {
  const plain = plan.title
    .normalize('NFKD')
    .replace(/[^\w -]/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .slice(0, 60);
  return plain === '' ? 'trip' : plain;
}

import { planExportSchema } from '@tripmaster/contracts';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../env.ts';
import { etagOf, isKnown } from './etag.ts';

const PATH = '/schemas/plan-1.json';

/** `GET /schemas/plan-1.json`: the JSON Schema of a plan's file for programs. */
export async function schemaRoutes(app: FastifyInstance, { config }: { config: Pick<Config, 'baseUrl'> }): Promise<void> {
  let made: { text: string; etag: string } | undefined;
  app.get(PATH, async (request, reply) => {
    if (made === undefined) {
      const text = JSON.stringify(planExportSchema(`${config.baseUrl}${PATH}`), null, 2);
      made = { text, etag: etagOf(text) };
    }
    reply.header('cache-control', 'public, max-age=3600').header('etag', made.etag);
    if (isKnown(request, made.etag)) return reply.status(304).send();
    return reply.type('application/schema+json; charset=utf-8').send(made.text);
  });
}

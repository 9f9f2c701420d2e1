import { AppError } from '@tripmaster/contracts';
import type { Plans } from '@tripmaster/plans';
import type { Limit, Limiter } from '@tripmaster/rpc';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';
import { isKnown } from './etag.ts';

const HOUR_MS = 3_600_000;
/** Programs look a few times an hour; many people's come from the same few addresses, so each calendar counts by itself. */
const READS_A_CALENDAR: Limit = { name: 'calendar-reads', max: 240, windowMs: HOUR_MS };
const GUESSES_AN_ADDRESS: Limit = { name: 'calendar-guesses', max: 120, windowMs: HOUR_MS };

/** `GET /calendar/<token>.ics`: trips for a calendar program that subscribed. The token is all that lets it in. */
export async function calendarFeedRoutes(
  app: FastifyInstance,
  { plans, limiter, makeContext }: { plans: Pick<Plans, 'calendar'>; limiter: Limiter; makeContext: MakeContext },
): Promise<void> {
  app.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const [, token = ''] = /^(.*)\.ics$/.exec(request.params.file) ?? [];
    reply.header('content-security-policy', DOWNLOAD_POLICY).header('cache-control', 'no-store');
    const feed = await plans.calendar.find(token);
    if (feed === undefined) {
      await limiter.take(GUESSES_AN_ADDRESS, makeContext(request, reply).origin.address);
      throw new AppError('not-found');
    }
    await limiter.take(READS_A_CALENDAR, feed.id);
    reply.header('cache-control', 'private, no-cache').header('etag', feed.etag);
    if (isKnown(request, feed.etag)) return reply.status(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="trips.ics"')
      .send(await feed.write());
  });
}

import { AppError, bookingKind, bookingSearch, fieldProblems } from '@tripmaster/contracts';
import type { Analytics } from '@tripmaster/analytics';
import type { Plans } from '@tripmaster/plans';
import type { Limit } from '@tripmaster/rpc';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';

const FOLLOWED_AN_ADDRESS: Limit = { name: 'booking-links', max: 600, windowMs: 3_600_000 };

/**
 * `GET /go/<provider>/<kind>?place=…&start=…`: sends the browser to a provider's own search. The address is made here, of the
 * provider's host and of words that were checked; nothing of the request decides where it leads. That it was followed is
 * counted; whose doing it was only under their pseudonym, where the link carries it (`by`, see `PassFor`).
 */
export async function bookingLinkRoutes(
  app: FastifyInstance,
  { bookingLinks, track, makeContext }: { bookingLinks: Plans['bookingLinks']; track: Analytics['track']; makeContext: MakeContext },
): Promise<void> {
  app.get<{ Params: { provider: string; kind: string } }>('/go/:provider/:kind', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex, nofollow');
    const { origin, limiter } = makeContext(request, reply);
    await limiter.take(FOLLOWED_AN_ADDRESS, origin.address);
    const kind = bookingKind.safeParse(request.params.kind);
    if (!kind.success) throw new AppError('not-found');
    const search = bookingSearch.safeParse(request.query);
    if (!search.success) throw new AppError('invalid-input', { fields: fieldProblems(search.error) });
    const address = bookingLinks.follow(request.params.provider, kind.data, search.data);
    await track.notice({ name: 'booking-clicked' }, { actor: undefined, origin, pass: passIn(request.query) });
    return reply.redirect(address, 303);
  });
}

function passIn(query: unknown): string | undefined {
  const by = typeof query === 'object' && query !== null && 'by' in query ? query.by : undefined;
  return typeof by === 'string' ? by : undefined;
}

import type { Payments } from '@tripmaster/analytics';
import { AppError } from '@tripmaster/contracts';
import type { Limit } from '@tripmaster/rpc';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';

/** An invoice of many lines is the longest that Stripe sends. */
const BODY_LIMIT = 512 * 1024;
/** Stripe's own are never refused, so only others are counted. */
const REFUSED_AN_ADDRESS: Limit = { name: 'stripe-refused', max: 120, windowMs: 3_600_000 };

/** `POST /webhooks/stripe`: what Stripe tells us. Its signature, over the body as it came, is all that lets it in. */
export async function stripeRoutes(
  app: FastifyInstance,
  { payments, makeContext }: { payments: Payments; makeContext: MakeContext },
): Promise<void> {
  // Read as JSON and written again it would no longer be what was signed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));

  app.post('/webhooks/stripe', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { 'stripe-signature': signature } = request.headers;
    try {
      await payments.receive(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), [signature].flat()[0]);
    } catch (error) {
      if (error instanceof AppError && error.code === 'malformed-request') {
        const { limiter, origin } = makeContext(request, reply);
        await limiter.take(REFUSED_AN_ADDRESS, origin.address);
      }
      throw error;
    }
    return reply.send({ received: true });
  });
}

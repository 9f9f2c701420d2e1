import type { Auth } from '@tripmaster/auth';
import type { MailService, Unsubscription } from '@tripmaster/mail';
import type { Limit, Limiter } from '@tripmaster/rpc';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { FORM_POLICY } from '../plugins/policies.ts';
import { fontFaces, pageStyle } from '../reference/style.ts';
import { foreignPage, unsubscribePage } from '../unsubscribe/page.ts';
import { etagOf, isKnown } from './etag.ts';

const GUESSES_AN_ADDRESS: Limit = { name: 'unsubscribe-guesses', max: 120, windowMs: 3_600_000 };
/** A mail program sends one line; more is not read. */
const BODY_LIMIT = 16 * 1024;

type Parts = {
  mail: Pick<MailService, 'unsubscribing'>;
  auth: { accounts: Pick<Auth['accounts'], 'setNotification'> };
  limiter: Limiter;
  makeContext: MakeContext;
  webFolder: string | undefined;
};
type Route = { Params: { token: string } };

/**
 * `GET /unsubscribe/<token>` shows what a link turns off and changes nothing, as programs look at links before people do.
 * `POST` turns it off, by the page's button or by one click in a mail program (RFC 8058), without a cookie and from
 * anywhere: the token is all that counts. `POST …/undo` turns it on again.
 */
export async function unsubscribeRoutes(app: FastifyInstance, { mail, auth, limiter, makeContext, webFolder }: Parts): Promise<void> {
  const { unsubscribing } = mail;
  let style: { body: string; etag: string } | undefined;
  // What a mail program posts says nothing that the address does not.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, _body, done) => done(null, undefined));

  async function give(request: FastifyRequest<Route>, reply: FastifyReply, change?: (what: Unsubscription) => Promise<void>) {
    reply
      .headers({ 'content-security-policy': FORM_POLICY, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' })
      .type('text/html; charset=utf-8');
    const { token } = request.params;
    const what = unsubscribing.read(token);
    if (what === undefined) {
      await limiter.take(GUESSES_AN_ADDRESS, makeContext(request, reply).origin.address);
      return reply.status(404).send(foreignPage());
    }
    await change?.(what);
    return reply.send(unsubscribePage({ token, kind: what.kind, isOff: await unsubscribing.isOff(what), changed: change !== undefined }));
  }

  async function set(what: Unsubscription, wanted: boolean): Promise<void> {
    if ('userId' in what) await auth.accounts.setNotification(what.userId, what.kind, wanted);
    else await unsubscribing.setForAddress(what, wanted);
  }

  const options = { config: { anyOrigin: true } };
  app.get<Route>('/unsubscribe/:token', (request, reply) => give(request, reply));
  app.post<Route>('/unsubscribe/:token', options, (request, reply) => give(request, reply, (what) => set(what, false)));
  app.post<Route>('/unsubscribe/:token/undo', options, (request, reply) => give(request, reply, (what) => set(what, true)));
  app.get('/unsubscribe.css', async (request, reply) => {
    style ??= styled(fontFaces(webFolder) + pageStyle('unsubscribe'));
    reply.header('cache-control', 'public, no-cache').header('etag', style.etag);
    return isKnown(request, style.etag) ? reply.status(304).send() : reply.type('text/css; charset=utf-8').send(style.body);
  });
}

function styled(body: string): { body: string; etag: string } {
  return { body, etag: etagOf(body) };
}

import { byId, mailListInput, mailsRetried, mailView, page } from '@tripmaster/contracts';
import { admin, router, support } from '@tripmaster/rpc';
import type { MailOperations } from './mail.service.ts';

/** The outbox, for those who run the server. */
export function mailRoutes(mails: MailOperations) {
  return router({
    list: support
      .meta({ summary: 'Lists mails and what became of them, newest first; neither to whom they go nor what they say.' })
      .input(mailListInput.optional())
      .output(page(mailView))
      .query(({ input }) => mails.list(input ?? {})),
    retry: admin
      .meta({ summary: 'Has a mail that was given up tried again.' })
      .input(byId)
      .output(mailView)
      .mutation(({ ctx, input }) => mails.retry(ctx.actor, input.id)),
    retryAll: admin
      .meta({ summary: 'Has the mails that were given up tried again, up to a thousand, oldest first.' })
      .output(mailsRetried)
      .mutation(({ ctx }) => mails.retryAll(ctx.actor)),
  });
}

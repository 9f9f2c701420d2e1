import { byId, mailListInput, mailsRetried, mailView, page } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { MailService } from '@tripmaster/mail';
import { admin, router, support, type Audit } from '@tripmaster/rpc';

type Parts = { db: Database; outbox: MailService['outbox']; audit: Audit };

/** The outbox, for those who run the server. */
export function mailRoutes({ db, outbox, audit }: Parts) {
  return router({
    list: support
      .meta({ summary: 'Lists mails and what became of them, newest first; neither to whom they go nor what they say.' })
      .input(mailListInput.optional())
      .output(page(mailView))
      .query(({ input }) => outbox.list(input ?? {})),
    retry: admin
      .meta({ summary: 'Has a mail that was given up tried again.' })
      .input(byId)
      .output(mailView)
      .mutation(({ ctx, input }) =>
        db.write(async (tx) => {
          const mail = await outbox.retry(tx, input.id);
          await audit.record(tx, { action: 'admin.mails-retried', actor: ctx.actor.auditRef, detail: { mail: mail.id, kind: mail.kind } });
          return mail;
        }),
      ),
    retryAll: admin
      .meta({ summary: 'Has the mails that were given up tried again, up to a thousand, oldest first.' })
      .output(mailsRetried)
      .mutation(({ ctx }) =>
        db.write(async (tx) => {
          const retried = await outbox.retryAll(tx);
          if (retried > 0) await audit.record(tx, { action: 'admin.mails-retried', actor: ctx.actor.auditRef, detail: { mails: retried } });
          return { retried };
        }),
      ),
  });
}

import type { MailListInput, MailView, Page } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { MailService } from '@tripmaster/mail';
import type { Actor, Audit } from '@tripmaster/rpc';

type Deps = { db: Database; outbox: MailService['outbox']; audit: Audit };

/** What administrators see of the outbox, and do with it; what they do is in the audit log. */
export function mailOperations({ db, outbox, audit }: Deps) {
  return {
    list: (input: MailListInput): Promise<Page<MailView>> => outbox.list(input),
    /** Throws `not-found`. */
    async retry({ auditRef }: Actor, id: string): Promise<MailView> {
      return db.write(async (tx) => {
        const mail = await outbox.retry(tx, id);
        await audit.record(tx, { action: 'admin.mails-retried', actor: auditRef, detail: { mail: mail.id, kind: mail.kind } });
        return mail;
      });
    },
    async retryAll({ auditRef }: Actor): Promise<{ retried: number }> {
      return db.write(async (tx) => {
        const retried = await outbox.retryAll(tx);
        if (retried > 0) await audit.record(tx, { action: 'admin.mails-retried', actor: auditRef, detail: { mails: retried } });
        return { retried };
      });
    },
  };
}

export type MailOperations = ReturnType<typeof mailOperations>;

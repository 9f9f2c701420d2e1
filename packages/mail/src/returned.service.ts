import type { Database } from '@tripmaster/db';
import type { AddresseesRepo } from './addressees.repo.ts';
import type { Addressees } from './addressees.service.ts';
import type { OutboxRepo } from './outbox.repo.ts';

/** What what Resend told us is kept under. */
export const SOURCE = 'resend';

/** What the service that takes our mails tells of one of them. */
export type MailEvent = {
  /** The event's own id, the same however often it is told. */
  id: string;
  /** When it was told, this time. */
  toldAt: number;
  /** When it happened. */
  at: number;
  what: 'bounced' | 'complained' | 'suppressed' | 'failed' | 'delivered';
  /** Whether a mail that came back will always come back. */
  forGood: boolean;
  providerId: string;
  /** Our own id of the mail, where it is told along. */
  mailId?: string | undefined;
  to: readonly string[];
};

type Deps = {
  db: Database;
  repo: Pick<OutboxRepo, 'returned'>;
  people: Pick<AddresseesRepo, 'heard'>;
  addressees: Pick<Addressees, 'stop' | 'arrived'>;
};

/** What comes back of mails that were handed over. */
export function returnedService({ db, repo, people, addressees }: Deps) {
  return {
    /**
     * Takes in an event: `replayed` when just this telling of it was taken before, `known` when it is told once more
     * because the service did not hear our answer. Only a new one changes anything.
     */
    async take({ id, toldAt, at, what, forGood, providerId, mailId, to }: MailEvent): Promise<'taken' | 'known' | 'replayed'> {
      return db.write(async (tx) => {
        const before = await people.heard(tx, { source: SOURCE, id, at: toldAt });
        if (before !== undefined) return before < toldAt ? 'known' : 'replayed';
        if (what === 'delivered') {
          for (const address of to) await addressees.arrived(tx, address, at);
          return 'taken';
        }
        await repo.returned(tx, { id: mailId, providerId, problem: what });
        const reason = what === 'complained' ? 'complained' : what !== 'failed' && forGood ? 'bounced' : undefined;
        if (reason !== undefined) for (const address of to) await addressees.stop(tx, address, reason, at);
        return 'taken';
      });
    },
  };
}

export type Returned = ReturnType<typeof returnedService>;

import { AppError, MOST_RETRIED, pageOf, toInstant, type MailListInput, type MailView, type Page } from '@tripmaster/contracts';
import type { Database, Sealer, Transaction } from '@tripmaster/db';
import type { Addressees } from './addressees.service.ts';
import { placeOf } from './delivery.ts';
import type { Letter } from './letter.ts';
import { NEVER, type OutboxRepo, type OutboxRow } from './outbox.repo.ts';

/** Counting stops here: more than this is as bad. */
const MOST_COUNTED = 10_000;

type Deps = { db: Database; repo: OutboxRepo; addressees: Pick<Addressees, 'arrived'>; sealer: Sealer; now: () => number };
type Seen = NonNullable<Awaited<ReturnType<OutboxRepo['one']>>>;

/** The outbox as operators see it: what became of mails, never to whom they go or what they say. */
export function outboxService({ db, repo, addressees, sealer, now }: Deps) {
  /** An operator thinks that it works now: that mails came back from the address counts no more. */
  async function lift(tx: Transaction, { id, body }: OutboxRow): Promise<void> {
    if (body === null) return;
    const { to }: Pick<Letter, 'to'> = JSON.parse(sealer.open(body, placeOf(id)));
    await addressees.arrived(tx, to, now() + 1);
  }

  return {
    /** Newest first. */
    async list({ cursor, limit = 20, state, kind }: MailListInput): Promise<Page<MailView>> {
      const rows = await repo.list(db.read, { before: cursor, limit: limit + 1, state, kind });
      return pageOf(rows, limit, viewOf, ({ id }) => id);
    },
    /** Has a dead letter tried again. Throws `not-found`, `conflict` when it is no dead letter. */
    async retry(tx: Transaction, id: string): Promise<MailView> {
      const [revived] = await repo.revive(tx, { id }, now());
      const seen = await repo.one(tx, id);
      if (seen === undefined) throw new AppError('not-found');
      if (revived === undefined) throw new AppError('conflict', {}, 'Only a mail that was given up can be tried again.');
      await lift(tx, revived);
      return viewOf(seen);
    },
    /** Has the oldest dead letters tried again; gives how many. */
    async retryAll(tx: Transaction): Promise<number> {
      const revived = await repo.revive(tx, { most: MOST_RETRIED }, now());
      for (const row of revived) await lift(tx, row);
      return revived.length;
    },
    /** How many mails wait and how many were given up, each counted up to 10,000, and since when the oldest waits. Costs next to nothing. */
    depth: () => repo.depth(db.read, MOST_COUNTED),
  };
}

export type Outbox = ReturnType<typeof outboxService>;

function viewOf({ id, kind, state, attempts, createdAt, dueAt, sentAt, problem }: Seen): MailView {
  return {
    id,
    kind,
    state,
    attempts,
    createdAt: toInstant(createdAt),
    ...(sentAt === null && dueAt !== NEVER ? { dueAt: toInstant(dueAt) } : {}),
    ...(sentAt === null ? {} : { sentAt: toInstant(sentAt) }),
    ...(problem === null ? {} : { problem }),
  };
}

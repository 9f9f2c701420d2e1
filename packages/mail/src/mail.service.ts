import { newId } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import { everySecond, problemOf } from '@tripmaster/jobs';
import type { Letter, Transport } from './letter.ts';
import type { Mail, Mailer } from './mail.ts';
import { NEVER, outboxRepo } from './outbox.repo.ts';
import { inert } from './templates/inert.ts';
import { render } from './templates/render.ts';

const DAY_MS = 86_400_000;
/** How long a node may be at a mail before another takes over; longer than a transport may take. */
const LEASE_MS = 60_000;
const TIMEOUT_MS = 45_000;
const AT_ONCE = 10;
const MOST_ATTEMPTS = 10;
/** 30 s, 90 s, 4.5 min … 6 h: ten attempts outlast an outage of most of a day. */
const BACKOFF = { firstMs: 30_000, factor: 3, capMs: 6 * 3_600_000 };
/** How long the outbox remembers that a mail was sent, and keeps a dead letter. */
const KEPT_MS = { long: 30 * DAY_MS, short: DAY_MS };
const HOUSEKEEPING_MS = 3_600_000;

export type MailService = {
  mailer: Mailer;
  /** Delivers all that is due; gives how many were handed over. Several nodes may do so at once. */
  deliver(): Promise<number>;
  /** Delivers about once a second, and once an hour removes what was kept long enough. */
  start(options: { onError: (error: unknown) => void }): { /** Waits for the mails under way. */ stop(): Promise<void> };
};

type Parts = {
  db: Database;
  sealer: Sealer;
  transport: Transport;
  now: () => number;
  /** `Name <address>`, an address that somebody reads: some mails ask for a reply. */
  from: string;
};

/**
 * Mails by way of an outbox: queued in the transaction they belong to, sealed while they wait, delivered
 * afterwards outside of any transaction. A mail is delivered once, or, when a node ends between handing it over
 * and noting that, once more with the same id. After ten failures it stays as a dead letter, with its problem.
 */
export function createMail({ db, sealer, transport, now, from }: Parts): MailService {
  const repo = outboxRepo(db);
  type Claimed = Awaited<ReturnType<typeof repo.claim>>[number];

  async function claim(): Promise<Claimed[]> {
    const ids = (await repo.due(db.read, { now: now(), most: AT_ONCE })).map(({ id }) => id);
    return ids.length === 0 ? [] : db.write((tx) => repo.claim(tx, ids, { now: now(), leaseMs: LEASE_MS }));
  }

  /** False for a mail that names somebody who was erased since: it is not sent, and is gone. */
  async function handOver({ id, userId, body, createdAt }: Claimed): Promise<boolean> {
    const kept: Mail | Letter = JSON.parse(sealer.open(body ?? '', placeOf(id)));
    const { alsoAbout } = kept;
    const isErased = async () => alsoAbout !== undefined && !(await repo.hasAccount(db.read, alsoAbout));
    if (await isErased()) {
      await db.write((tx) => repo.drop(tx, id));
      return false;
    }
    // What an earlier release queued has its words already.
    const letter = 'text' in kept ? kept : await render(kept);
    await within(TIMEOUT_MS, transport.send({ ...letter, id, userId, from, date: createdAt }));
    // Erased while it was under way.
    if (alsoAbout !== undefined && (await isErased())) await transport.forget?.(alsoAbout);
    return true;
  }

  async function settle({ id, userId, attempts: before }: Claimed, failure: { error: unknown } | undefined): Promise<void> {
    if (failure === undefined) {
      const known = await db.write((tx) => repo.delivered(tx, id, now()));
      // Erased while it was under way: what the transport has just kept must go as well.
      if (!known && userId !== null) await transport.forget?.(userId);
      return;
    }
    const attempts = before + 1;
    const waitMs = Math.min(BACKOFF.capMs, BACKOFF.firstMs * BACKOFF.factor ** before);
    const dueAt = attempts >= MOST_ATTEMPTS ? NEVER : now() + waitMs;
    await db.write((tx) => repo.failed(tx, id, { attempts, dueAt, problem: problemOf(failure.error) }));
  }

  /** Delivers some; each is noted as soon as it is done, one after the other, as the notes would get in each other's way. */
  async function deliverSome(claimed: Claimed[]): Promise<number> {
    let notes: Promise<unknown> = Promise.resolve();
    let sent = 0;
    const outcomes = await Promise.allSettled(
      claimed.map(async (row) => {
        const { handedOver, failure } = await handOver(row).then(
          (done) => ({ handedOver: done, failure: undefined }),
          (error: unknown) => ({ handedOver: false, failure: { error } }),
        );
        if (!handedOver && failure === undefined) return;
        const note = () => settle(row, failure);
        const noted = notes.then(note, note);
        notes = noted;
        await noted;
        if (failure === undefined) sent += 1;
      }),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return sent;
  }

  async function deliverUntil(over: () => boolean): Promise<number> {
    let sent = 0;
    while (!over()) {
      const claimed = await claim();
      if (claimed.length === 0) break;
      sent += await deliverSome(claimed);
    }
    return sent;
  }

  async function keepHouse(): Promise<void> {
    const before = { long: now() - KEPT_MS.long, short: now() - KEPT_MS.short };
    if (await repo.hasOld(db.read, before)) await db.write((tx) => repo.purge(tx, before));
    await transport.prune?.();
  }

  return {
    mailer: {
      async queue(tx, mail) {
        const id = newId(now());
        // Its words are found when it is delivered: no transaction waits for them.
        const body = sealer.seal(JSON.stringify(inert(mail)), placeOf(id));
        await repo.add(tx, { id, userId: mail.userId ?? null, kind: mail.kind, body, now: now() });
      },
      async forget(userId) {
        await transport.forget?.(userId);
      },
    },
    deliver: () => deliverUntil(() => false),
    start({ onError }) {
      let houseKeptAt = -Infinity;
      return everySecond(async (over) => {
        await deliverUntil(over);
        if (over() || now() - houseKeptAt < HOUSEKEEPING_MS) return;
        houseKeptAt = now();
        await keepHouse();
      }, onError);
    },
  };
}

function placeOf(id: string): string {
  return `mail_outbox.body:${id}`;
}

/** The same promise, but rejected when it takes too long. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('the transport took too long'), { code: 'ETIMEDOUT' })), ms);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

import { newId, type Notifications } from '@tripmaster/contracts';
import type { Database, Sealer, Transaction } from '@tripmaster/db';
import { everySecond } from '@tripmaster/jobs';
import { addresseesRepo } from './addressees.repo.ts';
import { addresseesService } from './addressees.service.ts';
import { delivery, placeOf, type Timing } from './delivery.ts';
import type { Transport } from './letter.ts';
import type { Mailer } from './mail.ts';
import { outboxRepo } from './outbox.repo.ts';
import { outboxService, type Outbox } from './outbox.service.ts';
import { returnedService, SOURCE, type Returned } from './returned.service.ts';
import { inert } from './templates/inert.ts';
import type { Unsubscription } from './unsubscribe-tokens.ts';

const DAY_MS = 86_400_000;
/** How long the outbox remembers that a mail was sent, and keeps a dead letter. */
const KEPT_MS = { long: 30 * DAY_MS, short: DAY_MS };
/** How long what a service told us is known again: longer than it goes on telling. */
const HEARD_MS = 14 * DAY_MS;
const HOUSEKEEPING_MS = 3_600_000;

export type MailService = {
  mailer: Mailer;
  /** Delivers all that is due; gives how many were handed over. Several nodes may do so at once. */
  deliver(): Promise<number>;
  /** Delivers about once a second, and once an hour removes what was kept long enough. */
  start(options: { onError: (error: unknown) => void }): { /** Waits for the mails under way. */ stop(): Promise<void> };
  /** What operators see of the mails. */
  outbox: Outbox;
  /** What the links do that turn mails off. */
  unsubscribing: {
    /** `undefined` for a token that was not made here. */
    read(token: string): Unsubscription | undefined;
    isOff(what: Unsubscription): Promise<boolean>;
    setForAddress(what: { addressHash: string; kind: keyof Notifications }, wanted: boolean): Promise<void>;
  };
  returned: Returned;
  /** Removes what is kept under an address alone, in the transaction that erases its account. */
  erase(tx: Transaction, address: string): Promise<void>;
  /** What is held about the address of an account, for its export. */
  heldAbout(userId: string): Promise<{ kind: string; reason: string; at: number }[]>;
  /** Lets go of the transport's connections. */
  close(): Promise<void>;
};

type Parts = {
  db: Database;
  sealer: Sealer;
  transport: Transport;
  now: () => number;
  /** `Name <address>`, an address that somebody reads: some mails ask for a reply. */
  from: string;
  /** Where people reach the server, without a trailing slash. */
  baseUrl: string;
  /** Kept secret: what addresses are hashed with, and links to turn mails off are made with. */
  key: string;
  /** Other times than the usual ones, so that tests need not wait for them. */
  timing?: Timing;
};

/**
 * Mails by way of an outbox: queued in the transaction they belong to, sealed while they wait, delivered
 * afterwards outside of any transaction. A mail is delivered once, or, when a node ends between handing it over
 * and noting that, once more with the same id. After ten failures, or when it is refused for good, it stays as a dead
 * letter, with its problem. What somebody doesn't want is not even queued.
 */
export function createMail({ db, sealer, transport, now, from, baseUrl, key, timing }: Parts): MailService {
  const repo = outboxRepo(db);
  const people = addresseesRepo(db);
  const addressees = addresseesService({ db, repo: people, key, now });
  const deliverUntil = delivery({ db, repo, addressees, sealer, transport, now, from, timing });

  async function keepHouse(): Promise<void> {
    const before = { long: now() - KEPT_MS.long, short: now() - KEPT_MS.short };
    if (await repo.hasOld(db.read, before)) await db.write((tx) => repo.purge(tx, before));
    await db.write((tx) => people.forgetHeard(tx, SOURCE, now() - HEARD_MS));
    await transport.prune?.();
  }

  return {
    mailer: {
      async queue(tx, mail) {
        const { wanted, unsubscription } = await addressees.check(tx, mail);
        if (!wanted) return;
        const id = newId(now());
        const { alsoAbout, userId = null, kind } = mail;
        const unsubscribe = unsubscription === undefined ? undefined : `${baseUrl}/unsubscribe/${addressees.tokenOf(unsubscription)}`;
        // Its words are found when it is delivered: no transaction waits for them.
        const kept = inert(unsubscribe === undefined ? mail : { ...mail, unsubscribe });
        const body = sealer.seal(JSON.stringify(kept), placeOf(id));
        await repo.add(tx, { id, userId, alsoUserId: alsoAbout ?? null, kind, body, now: now() });
      },
      used: (tx, address) => addressees.used(tx, address),
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
    outbox: outboxService({ db, repo, addressees, sealer, now }),
    unsubscribing: {
      read: (token) => addressees.readToken(token),
      isOff: (what) => addressees.isOff(what),
      setForAddress: (what, wanted) => addressees.setForAddress(what, wanted),
    },
    returned: returnedService({ db, repo, people, addressees }),
    erase: (tx, address) => addressees.erase(tx, address),
    heldAbout: (userId) => addressees.heldAbout(userId),
    close: async () => transport.close?.(),
  };
}

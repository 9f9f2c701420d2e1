import { email, wantedMails, type Notifications } from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import { createHmac, hkdfSync } from 'node:crypto';
import { EVERY, type AddresseesRepo } from './addressees.repo.ts';
import { choiceOf, isMending } from './kinds.ts';
import { unsubscribeTokens, type Unsubscription } from './unsubscribe-tokens.ts';

type Deps = { db: Database; repo: AddresseesRepo; /** Kept secret. */ key: string; now: () => number };

/** Who gets which mails: what people switched off, and addresses from which mails came back. */
export function addresseesService({ db, repo, key, now }: Deps) {
  const tokens = unsubscribeTokens(key);
  const hashKey = Buffer.from(hkdfSync('sha256', key, '', 'tripmaster mail addresses', 32));
  /** An address as it is kept where it must be known again and never read. */
  const hashOf = (address: string) =>
    createHmac('sha256', hashKey)
      .update(email.safeParse(address).data ?? address.toLowerCase())
      .digest('base64url');

  async function isStopped(reader: Reader, addressHash: string, kind: string): Promise<boolean> {
    return (await repo.suppressions(reader, { hash: addressHash })).some((row) => row.kind === kind);
  }

  /** Whether somebody wants a mail, and what turns such mails off where that can be done. */
  async function check(
    reader: Reader,
    { to, kind }: { to: string; kind: string },
  ): Promise<{ wanted: boolean; unsubscription?: Unsubscription }> {
    const addressHash = hashOf(to);
    if (!isMending(kind) && (await isStopped(reader, addressHash, EVERY))) return { wanted: false };
    const by = choiceOf(kind);
    if (by === undefined) return { wanted: true };
    const [person] = await repo.byAddress(reader, { email: to });
    // With an account its own switches say what is wanted; without one what the address said.
    if (person === undefined) return { wanted: !(await isStopped(reader, addressHash, by)), unsubscription: { kind: by, addressHash } };
    return { wanted: wantedMails(person.notifications)[by], unsubscription: { kind: by, userId: person.id } };
  }

  return {
    check,
    tokenOf: (what: Unsubscription) => tokens.make(what),

    /** What the token of a link turns off; `undefined` for what was not made here. */
    readToken: (token: string) => tokens.read(token),
    /** Whether such mails are turned off; also when the account they would go to is gone. */
    async isOff(what: Unsubscription): Promise<boolean> {
      if ('addressHash' in what) return isStopped(db.read, what.addressHash, what.kind);
      const person = await repo.byId(db.read, what.userId);
      return person === undefined || !wantedMails(person.notifications)[what.kind];
    },
    /** Turns mails of a kind off, or on again, for an address without an account. */
    async setForAddress({ addressHash, kind }: { addressHash: string; kind: keyof Notifications }, wanted: boolean): Promise<void> {
      await db.write(async (tx) => {
        if (wanted) await repo.lift(tx, addressHash, { kind });
        else await repo.suppress(tx, { addressHash, kind, reason: 'unsubscribed', at: now() });
      });
    },

    /** From now on only mails that mend it go to an address: one came back from there, or its reader complained. */
    async stop(tx: Transaction, address: string, reason: 'bounced' | 'complained', at: number): Promise<void> {
      await repo.suppress(tx, { addressHash: hashOf(address), kind: EVERY, reason, at });
    },
    /** A mail arrived at an address after it had come back from there. */
    async arrived(tx: Transaction, address: string, at: number): Promise<void> {
      await repo.lift(tx, hashOf(address), { reasons: ['bounced'], before: at });
    },
    /** Somebody used what was mailed to an address: mails arrive there, and are read. */
    async used(tx: Transaction, address: string): Promise<void> {
      await repo.lift(tx, hashOf(address), { reasons: ['bounced', 'complained'] });
    },
    /** An account is erased: what was asked of us about its address stays, as it must be kept; that mails came back goes. */
    async erase(tx: Transaction, address: string): Promise<void> {
      await repo.lift(tx, hashOf(address), { reasons: ['bounced'] });
    },
    /** What is held about the address of an account. */
    async heldAbout(userId: string): Promise<{ kind: string; reason: string; at: number }[]> {
      const person = await repo.byId(db.read, userId);
      if (person === undefined) return [];
      const rows = await repo.suppressions(db.read, { hash: hashOf(person.email) });
      return rows.map(({ kind, reason, at }) => ({ kind, reason, at }));
    },
  };
}

export type Addressees = ReturnType<typeof addresseesService>;

import { AppError, pageOf, toInstant, type AccountStatus, type AdminUser, type Page, type Paging, type Role } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, AuditAction } from '@tripmaster/rpc';
import type { AccountsRepo, UserRow } from '../accounts/accounts.repo.ts';
import type { ApiTokensRepo } from '../api-tokens/api-tokens.repo.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import type { Pages } from '../pages.ts';
import type { SessionsService } from '../sessions/sessions.service.ts';
import type { AdminRepo } from './admin.repo.ts';

type ListInput = Paging & {
  search?: string | undefined;
  role?: Role | undefined;
  status?: AccountStatus | undefined;
};
type Deps = {
  db: Database;
  repo: AdminRepo;
  accounts: AccountsRepo;
  apiTokens: ApiTokensRepo;
  sessions: SessionsService;
  factors: FactorsService;
  mailer: Mailer;
  pages: Pages;
  audit: AuditService;
  now: () => number;
};

/** What administrators do with accounts. Every act is in the audit log, by whom and to whom. */
export function adminService({ db, repo, accounts, apiTokens, sessions, factors, mailer, pages, audit, now }: Deps) {
  async function withMore(rows: UserRow[]): Promise<AdminUser[]> {
    const { seen, protectedIds } = await repo.more(
      db.read,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => {
      const lastSeen = seen.get(row.id);
      return {
        id: row.id,
        email: row.email,
        ...(row.name === null ? {} : { name: row.name }),
        role: row.role,
        status: row.status,
        emailVerified: row.emailVerifiedAt !== null,
        secondFactor: protectedIds.has(row.id),
        createdAt: toInstant(row.createdAt),
        ...(lastSeen === undefined ? {} : { lastSeenAt: toInstant(lastSeen) }),
      };
    });
  }

  async function get(id: string): Promise<{ person: AdminUser; auditRef: string }> {
    const [row] = await accounts.byId(db.read, { id });
    const [person] = row === undefined ? [] : await withMore([row]);
    if (row === undefined || person === undefined) throw new AppError('not-found');
    return { person, auditRef: row.auditRef };
  }

  /** Somebody has to be left who can administer. */
  async function keepAnAdmin(tx: Transaction, person: UserRow): Promise<void> {
    if (person.role === 'admin' && person.status === 'active' && !(await accounts.hasOtherAdmin(tx, person.id)))
      throw new AppError('conflict', {}, 'This is the last administrator.');
  }

  /** The caller, as of now: who was relieved of administration a moment ago has no last word. */
  async function checkStillAdmin(tx: Transaction, actor: Actor): Promise<void> {
    const [caller] = await accounts.byId(tx, { id: actor.userId });
    if (caller?.role !== 'admin' || caller.status !== 'active') throw new AppError('forbidden');
  }

  async function setRole(actor: Actor | undefined, id: string, role: Role): Promise<void> {
    await db.write(async (tx) => {
      if (actor !== undefined) await checkStillAdmin(tx, actor);
      const [person] = await accounts.byId(tx, { id });
      if (person === undefined) throw new AppError('not-found');
      if (person.role === role) return;
      if (actor !== undefined) await keepAnAdmin(tx, person);
      await accounts.change(tx, id, { role }, now());
      // What a token may do was decided under the old role.
      await apiTokens.removeAll(tx, id);
      await audit.record(tx, {
        action: 'admin.role-set',
        actor: actor?.auditRef,
        subject: person.auditRef,
        detail: { from: person.role, to: role },
      });
    });
  }

  /** Whose data staff look at is written down, too; the command line leaves its traces in the shell. */
  async function note(actor: Actor | undefined, action: AuditAction, subject?: string): Promise<void> {
    if (actor !== undefined) await db.write((tx) => audit.record(tx, { action, actor: actor.auditRef, subject }));
  }

  return {
    async get(actor: Actor, id: string): Promise<AdminUser> {
      const { person, auditRef } = await get(id);
      await note(actor, 'admin.person-read', auditRef);
      return person;
    },

    /** People, newest account first; `search` is the beginning of an address. */
    async list(actor: Actor | undefined, { cursor, limit = 20, search, role, status }: ListInput): Promise<Page<AdminUser>> {
      const begin = search === undefined || search.trim() === '' ? undefined : search.normalize('NFC').trim().toLowerCase();
      const rows = await repo.list(db.read, { search: begin, role, status, before: cursor, limit: limit + 1 });
      const people = await withMore(rows);
      await note(actor, 'admin.people-listed');
      return pageOf(
        people,
        limit,
        (person) => person,
        ({ id }) => id,
      );
    },

    /** Suspends an account, which ends its sessions at once, or lets it in again. */
    async setStatus(actor: Actor, id: string, status: AccountStatus): Promise<AdminUser> {
      if (id === actor.userId) throw new AppError('conflict', {}, 'Nobody suspends their own account.');
      await db.write(async (tx) => {
        await checkStillAdmin(tx, actor);
        const [person] = await accounts.byId(tx, { id });
        if (person === undefined) throw new AppError('not-found');
        if (person.status === status) return;
        if (status === 'suspended') {
          await keepAnAdmin(tx, person);
          await sessions.endAll(tx, id);
        }
        await accounts.change(tx, id, { status }, now());
        await audit.record(tx, { action: 'admin.status-set', actor: actor.auditRef, subject: person.auditRef, detail: { to: status } });
      });
      return (await get(id)).person;
    },

    async setRole(actor: Actor, id: string, role: Role): Promise<AdminUser> {
      await setRole(actor, id, role);
      return (await get(id)).person;
    },

    /** The audit log, newest first; that it was read is in it, too. */
    async auditLog(actor: Actor, input: Parameters<AuditService['list']>[0]) {
      const found = await audit.list(input);
      await note(actor, 'admin.audit-read');
      return found;
    },

    async verifyAudit(actor: Actor) {
      const verification = await audit.verify();
      await note(actor, 'admin.audit-verified');
      return verification;
    },

    /**
     * Sets a role from the command line, which whoever owns the machine may do; even to the last administrator. Gives the
     * account as it is now and the role it had, `undefined` when nobody has the address.
     */
    async grant(email: string, role: Role): Promise<{ person: AdminUser; before: Role } | undefined> {
      const [person] = await accounts.byEmail(db.read, { email });
      if (person === undefined) return undefined;
      await setRole(undefined, person.id, role);
      return { person: (await get(person.id)).person, before: person.role };
    },

    /**
     * Takes every second factor off an account whose owner has lost them all, and ends its sessions and API tokens: from
     * then on the password lets in. For the command line, by somebody who has made sure who asks. The owner is told by
     * mail. Gives whether anybody has the address.
     */
    async removeFactors(email: string): Promise<boolean> {
      return db.write(async (tx) => {
        const [person] = await accounts.byEmail(tx, { email });
        if (person === undefined) return false;
        await factors.removeAll(tx, person.id);
        await sessions.endAll(tx, person.id);
        await apiTokens.removeAll(tx, person.id);
        await audit.record(tx, { action: 'admin.factors-removed', subject: person.auditRef });
        const { id: userId, locale } = person;
        await mailer.queue(tx, { kind: 'second-factor-changed', to: email, userId, locale, at: now(), link: pages.security });
        return true;
      });
    },
  };
}

export type AdminService = ReturnType<typeof adminService>;

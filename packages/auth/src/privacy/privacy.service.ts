import { AppError, toInstant, type AccountExport } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit, Erased, Erasure, PersonalData, PersonalEntry } from '@tripmaster/rpc';
import type { AccountsRepo } from '../accounts/accounts.repo.ts';
import type { AccountsService } from '../accounts/accounts.service.ts';
import type { ApiTokensService } from '../api-tokens/api-tokens.service.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import type { PasskeysService } from '../passkeys/passkeys.service.ts';
import type { SessionsService } from '../sessions/sessions.service.ts';
import type { ProofService } from '../sign-in/proof.service.ts';

const PAGE = 100;

type Deps = {
  db: Database;
  repo: AccountsRepo;
  accounts: AccountsService;
  factors: FactorsService;
  sessions: SessionsService;
  passkeys: PasskeysService;
  apiTokens: ApiTokensService;
  audit: Audit & Pick<AuditService, 'activity'>;
  proof: ProofService;
  mailer: Mailer;
  /** What other features hold about a person. */
  others: PersonalData;
  /** Removes what they hold under a person's address alone. */
  eraseElsewhere: Erasure;
  erased: Erased;
  now: () => number;
};

/** Taking one's data along, and being forgotten. */
export function privacyService({
  db,
  repo,
  accounts,
  factors,
  sessions,
  passkeys,
  apiTokens,
  audit,
  proof,
  mailer,
  others,
  eraseElsewhere,
  erased,
  now,
}: Deps) {
  /** Everything held about the person, entry by entry; secrets and hashes are not theirs to read and stay out. */
  async function* entries(actor: Actor): AsyncGenerator<PersonalEntry> {
    const {
      passwordHash,
      auditRef: _ref,
      createdAt,
      updatedAt,
      emailVerifiedAt,
      passwordChangedAt,
      ...account
    } = await accounts.personOf(actor);
    yield {
      section: 'account',
      entry: {
        ...account,
        hasPassword: passwordHash !== null,
        createdAt: toInstant(createdAt),
        updatedAt: toInstant(updatedAt),
        emailVerifiedAt: emailVerifiedAt === null ? null : toInstant(emailVerifiedAt),
        passwordChangedAt: passwordChangedAt === null ? null : toInstant(passwordChangedAt),
      },
    };
    const { openId, totpSince, recoveryCodesLeft } = await factors.overview(actor);
    yield { section: 'secondFactors', entry: { totpSince: totpSince ?? null, recoveryCodesLeft } };
    for (const entry of openId) yield { section: 'openId', entry };
    for (const entry of await passkeys.list(actor.userId)) yield { section: 'passkeys', entry };
    yield* paged('sessions', (cursor) => sessions.list(actor, { cursor, limit: PAGE }));
    yield* paged('apiTokens', (cursor) => apiTokens.list(actor, { cursor, limit: PAGE }));
    yield* paged('activity', (cursor) => audit.activity(actor, { cursor, limit: PAGE }));
    yield* others(actor.userId);
  }

  async function begin(actor: Actor): Promise<void> {
    await db.write((tx) => audit.record(tx, { action: 'account.exported', actor: actor.auditRef, subject: actor.auditRef }));
  }

  return {
    /** Everything held about the person, at once. */
    async export(actor: Actor): Promise<AccountExport> {
      await begin(actor);
      const sections: Record<string, Record<string, unknown>[]> = {};
      for await (const { section, entry } of entries(actor)) (sections[section] ??= []).push(entry);
      return { format: 'tripmaster-account', formatVersion: 1, exportedAt: toInstant(now()), sections };
    },

    /** The same as the text of a JSON file, piece by piece, however much it is. */
    async *exportFile(actor: Actor): AsyncGenerator<string> {
      await begin(actor);
      yield `{"format":"tripmaster-account","formatVersion":1,"exportedAt":"${toInstant(now())}","sections":{`;
      let open: string | undefined;
      for await (const { section, entry } of entries(actor)) {
        if (section === open) yield ',\n';
        else yield `${open === undefined ? '' : ']'}${open === undefined ? '' : ','}\n${JSON.stringify(section)}:[`;
        open = section;
        yield JSON.stringify(entry);
      }
      yield `${open === undefined ? '' : ']'}}}\n`;
    },

    /**
     * Forgets a person for good: account, trips, sessions, keys, mails. The audit log keeps that it was done, under a
     * name that nothing leads back from. Throws `wrong-credentials`.
     */
    async erase(actor: Actor, password: string | undefined): Promise<void> {
      const person = await accounts.personOf(actor);
      await proof.byPasswordOrRecent(actor, person, password, 'password');
      await db.write(async (tx) => {
        if (!(await repo.isAsJudged(tx, person))) throw new AppError('session-ended');
        await audit.record(tx, { action: 'account.deleted', actor: actor.auditRef, subject: actor.auditRef });
        await eraseElsewhere(tx, person);
        await repo.remove(tx, actor.userId);
      });
      await mailer.forget(actor.userId);
      // The account is gone, whatever a store says; housekeeping tries again.
      await erased().catch(() => undefined);
      await db.scrub();
    },
  };
}

async function* paged(
  section: string,
  read: (cursor: string | undefined) => Promise<{ items: Record<string, unknown>[]; nextCursor?: string }>,
): AsyncGenerator<PersonalEntry> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await read(cursor);
    for (const entry of items) yield { section, entry };
    cursor = nextCursor;
  } while (cursor !== undefined);
}

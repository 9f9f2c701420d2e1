import { AppError, newId } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Activity, Audit, FlagPort, Limiter } from '@tripmaster/rpc';
import type { AccountsRepo, UserRow } from '../accounts/accounts.repo.ts';
import { hashPassword } from '../passwords/hash.ts';
import { checkNewPassword } from '../passwords/policy.ts';
import type { Entered, Entrance, Visit } from '../sign-in/entrance.ts';
import { ALARMS_TO_ADDRESS, MAILS_TO_ADDRESS } from '../sign-in/limits.ts';
import type { TicketsService } from '../tickets/tickets.service.ts';
import type { Pages } from '../pages.ts';
import { welcome } from './welcome.ts';

type Registration = {
  email: string;
  password: string;
  name?: string | undefined;
  locale?: string | undefined;
  timeZone?: string | undefined;
  country?: string | undefined;
};

type Deps = {
  db: Database;
  accounts: AccountsRepo;
  tickets: TicketsService;
  entrance: Entrance;
  limiter: Limiter;
  audit: Audit;
  flags: FlagPort;
  activity: Activity;
  mailer: Mailer;
  pages: Pages;
  passwordMinLength: number;
  /** Whether an address has to be proven before it lets anybody in. */
  verificationRequired: boolean;
  now: () => number;
};

/** Opening an account, and proving that its address is one's own. */
export function registrationService(deps: Deps) {
  const { db, accounts, tickets, entrance, limiter, audit, activity, flags, mailer, pages, now } = deps;

  /** Mails a link that proves an address, and with `greeting` a welcome; silently not, when there were many of late. */
  async function sendLink(tx: Transaction, person: UserRow, { greeting = false } = {}): Promise<void> {
    const { id: userId, email, locale } = person;
    if ('retryAfterSeconds' in (await limiter.takeIn(tx, MAILS_TO_ADDRESS, `verify:${email}`))) return;
    if (greeting) await welcome(tx, mailer, pages, person);
    const token = await tickets.issue(tx, 'verify-email', { userId, data: { email } });
    await mailer.queue(tx, { kind: 'verify-email', to: email, userId, locale, link: pages.verifyEmail(token) });
  }

  return {
    /**
     * Makes an account. Where addresses have to be proven the answer is the same whether or not somebody has the
     * address (who has it is told by mail); elsewhere the person is signed in, and a taken address is `email-taken`.
     * Throws `invalid-input` for a weak password, `forbidden` while no new accounts are taken.
     */
    async register(
      { password, ...person }: Registration,
      visit: Visit,
    ): Promise<{ status: 'entered'; entered: Entered } | { status: 'verify-email' }> {
      if (!(await flags.value('sign-ups'))) throw new AppError('forbidden', {}, 'New accounts can’t be made here just now.');
      checkNewPassword(password, { minLength: deps.passwordMinLength, email: person.email, name: person.name });
      const passwordHash = await hashPassword(password);
      const at = now();
      const entering = await db.write(async (tx) => {
        const added = await accounts.add(tx, {
          ...person,
          id: newId(at),
          passwordHash,
          passwordChangedAt: at,
          role: 'traveller',
          status: 'active',
          createdAt: at,
          updatedAt: at,
        });
        if (added === undefined) {
          if (!deps.verificationRequired) throw new AppError('email-taken');
          const told = await limiter.takeIn(tx, ALARMS_TO_ADDRESS, `registered:${person.email}`);
          const [owner] = await accounts.byEmail(tx, { email: person.email });
          if (!('retryAfterSeconds' in told) && owner !== undefined)
            await mailer.queue(tx, {
              kind: 'already-registered',
              to: owner.email,
              userId: owner.id,
              locale: owner.locale,
              link: pages.signIn,
            });
          return undefined;
        }
        await audit.record(tx, { action: 'account.registered', actor: added.auditRef, subject: added.auditRef });
        await activity.record(tx, { name: 'signed-up', userId: added.id, origin: visit.origin });
        await sendLink(tx, added, { greeting: !deps.verificationRequired });
        return deps.verificationRequired
          ? undefined
          : entrance.enter(tx, added, visit, { method: 'password', secondFactor: false, first: true });
      });
      return entering === undefined ? { status: 'verify-email' } : { status: 'entered', entered: await entering.finish() };
    },

    /** Sends the link again, to an address that has an account and was not proven; says nothing about that. */
    async resend(email: string): Promise<void> {
      await db.write(async (tx) => {
        const [person] = await accounts.byEmail(tx, { email });
        if (person !== undefined && person.emailVerifiedAt === null) await sendLink(tx, person);
      });
    },

    /** Takes an address as proven. Throws `link-over`. */
    async verifyEmail(token: string): Promise<void> {
      const done = await db.write(async (tx) => {
        const ticket = await tickets.take(tx, 'verify-email', token);
        const [person] = await accounts.byId(tx, { id: ticket?.userId ?? '' });
        if (person === undefined || person.email !== ticket?.data['email']) return false;
        await mailer.used(tx, person.email);
        if (person.emailVerifiedAt === null) {
          await accounts.change(tx, person.id, { emailVerifiedAt: now() }, now());
          await audit.record(tx, { action: 'account.email-verified', actor: person.auditRef, subject: person.auditRef });
          if (deps.verificationRequired) await welcome(tx, mailer, pages, person);
        }
        return true;
      });
      if (!done) throw new AppError('link-over');
    },
  };
}

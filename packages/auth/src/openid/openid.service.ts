import { randomBytes } from 'node:crypto';
import { newId, type SecondFactorMethod } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Activity, Audit, FlagPort, Origin } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AccountsRepo, UserRow } from '../accounts/accounts.repo.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import type { Pages } from '../pages.ts';
import { welcome } from '../registration/welcome.ts';
import type { Entered, Entrance, Visit } from '../sign-in/entrance.ts';
import type { TicketsService } from '../tickets/tickets.service.ts';
import { deriveKey } from '../tokens/secrets.ts';
import type { OpenIdRepo } from './openid.repo.ts';
import { OpenIdFailed, type Identity, type OpenIdProvider, type Secrets } from './provider.ts';
import { wayBack } from './way-back.ts';

/**
 * Why somebody is not let in. `unverified`: the provider doesn't say that the address is theirs. `taken`: there is
 * an account with it that never proved it, so whoever opened it may be somebody else. `closed`: they have no account, and
 * no new ones are taken.
 */
export type OpenIdRefusal = 'cancelled' | 'failed' | 'unverified' | 'taken' | 'suspended' | 'closed';

/** `next` is where the browser wanted to go, on this site. */
export type OpenIdOutcome = { next?: string | undefined } & (
  | { status: 'entered'; entered: Entered }
  | { status: 'second-factor'; challenge: string; methods: SecondFactorMethod[] }
  | { status: 'refused'; reason: OpenIdRefusal; cause?: Error }
);

type Deps = {
  db: Database;
  accounts: AccountsRepo;
  identities: OpenIdRepo;
  provider: OpenIdProvider;
  tickets: TicketsService;
  entrance: Entrance;
  factors: FactorsService;
  audit: Audit;
  flags: FlagPort;
  activity: Activity;
  mailer: Mailer;
  pages: Pages;
  baseUrl: string;
  now: () => number;
};

const kept = z.object({ next: z.string().optional(), deviceCookie: z.string().optional() });
const MAX_DEVICE_COOKIE = 200;
/** How long somebody may take at the provider: as long as the ticket lives. */
const TIME_MS = 10 * 60_000;

type Found = { person: UserRow; first: boolean };

/**
 * Signing in at a provider (OpenID Connect). One random secret binds a sign-in to the browser it began in: it stays
 * there in a cookie, and state, nonce and PKCE verifier come from it by a one-way function. So an answer of the
 * provider that was stolen, or planted in another browser, does nothing there; the server keeps the secret's hash
 * alone, in a ticket of which one use gets in.
 */
export function openIdService(deps: Deps) {
  const { db, accounts, identities, provider, tickets, entrance, factors, audit, activity, flags, mailer, pages, baseUrl, now } = deps;

  /** The person of this identity, linked or new where that is safe. */
  async function personOf(tx: Transaction, identity: Identity, origin: Origin, open: boolean): Promise<Found | OpenIdRefusal> {
    const { issuer, subject, email, emailVerified, name = null, locale = null } = identity;
    const [linked] = await identities.bySubject(tx, { issuer, subject });
    if (linked !== undefined) {
      const person = await accounts.active(tx, linked.userId);
      return person === undefined ? 'suspended' : { person, first: false };
    }
    if (email === undefined || !emailVerified) return 'unverified';
    const [owner] = await accounts.byEmail(tx, { email });
    if (owner?.status === 'suspended') return 'suspended';
    // Somebody may have opened it in advance with an address that isn't theirs, to share it with whoever owns that.
    if (owner !== undefined && owner.emailVerifiedAt === null) return 'taken';
    if (owner === undefined && !open) return 'closed';
    const at = now();
    const person = owner ?? (await accounts.add(tx, { ...blank(at), email, emailVerifiedAt: at, name, locale }));
    if (person === undefined || !(await identities.add(tx, { issuer, subject, userId: person.id, email, createdAt: at })))
      throw new Error('an identity changed inside a transaction');
    const { id: userId, auditRef } = person;
    if (owner === undefined) {
      await audit.record(tx, { action: 'account.registered', actor: auditRef, subject: auditRef, detail: { method: 'openid' } });
      await activity.record(tx, { name: 'signed-up', userId, origin });
      await welcome(tx, mailer, pages, person);
      return { person, first: true };
    }
    await audit.record(tx, { action: 'identity.linked', actor: auditRef, subject: auditRef });
    await mailer.queue(tx, { kind: 'identity-linked', to: email, userId, locale: person.locale, at, link: pages.security });
    return { person, first: false };
  }

  /** Lets the person of this identity in, or asks for the second factor where they have one: the provider's word is the first. */
  async function letIn(identity: Identity, visit: Visit): Promise<OpenIdOutcome> {
    const open = await flags.value('sign-ups');
    // In one transaction: who is suspended or sets up a second factor meanwhile does so before or after.
    const outcome = await db.write(async (tx) => {
      const found = await personOf(tx, identity, visit.origin, open);
      if (typeof found === 'string') return { status: 'refused', reason: found } as const;
      const { person, first } = found;
      const methods = await factors.methodsOf(tx, person.id);
      if (methods.length === 0) return entrance.enter(tx, person, visit, { method: 'openid', secondFactor: false, first });
      const challenge = await tickets.issue(tx, 'second-factor', { userId: person.id, data: { method: 'openid' } });
      return { status: 'second-factor', challenge, methods } as const;
    });
    return 'status' in outcome ? outcome : { status: 'entered', entered: await outcome.finish() };
  }

  return {
    /**
     * Begins a sign-in: where to send the browser, and the cookie it is to bring back within ten minutes. The
     * device cookie is kept meanwhile, which browsers don't send along when they come back from another site.
     */
    async begin({
      next,
      deviceCookie,
    }: {
      next?: string | undefined;
      deviceCookie?: string | undefined;
    }): Promise<
      { status: 'begun'; redirectTo: string; cookie: string; expiresAt: number } | Extract<OpenIdOutcome, { status: 'refused' }>
    > {
      const back = wayBack(next, baseUrl);
      const cookie = randomBytes(32).toString('base64url');
      try {
        const redirectTo = await provider.authorizationUrl(secretsOf(cookie));
        const known = deviceCookie !== undefined && deviceCookie.length <= MAX_DEVICE_COOKIE ? { deviceCookie } : {};
        const data = { ...(back === undefined ? {} : { next: back }), ...known };
        await db.write((tx) => tickets.issue(tx, 'openid', { secret: cookie, data }));
        return { status: 'begun', redirectTo, cookie, expiresAt: now() + TIME_MS };
      } catch (error) {
        return refused(error, back);
      }
    },

    /** Ends a sign-in with what the browser brought back from the provider, once. */
    async finish(
      { answer, cookie }: { answer: URLSearchParams; cookie: string | undefined },
      { origin, deviceCookie }: Visit,
    ): Promise<OpenIdOutcome> {
      // Checked before the ticket is taken, so that another sign-in's answer doesn't end the one under way.
      const secrets = cookie === undefined ? undefined : secretsOf(cookie);
      if (cookie === undefined || secrets?.state !== answer.get('state')) return { status: 'refused', reason: 'failed' };
      const ticket = await db.write((tx) => tickets.take(tx, 'openid', cookie));
      if (ticket === undefined) return { status: 'refused', reason: 'failed' };
      const { next, deviceCookie: atBeginning } = kept.parse(ticket.data);
      try {
        const identity = await provider.identify(answer, secrets);
        return { ...(await letIn(identity, { origin, deviceCookie: deviceCookie ?? atBeginning })), next };
      } catch (error) {
        return refused(error, next);
      }
    },
  };
}

export type OpenIdService = ReturnType<typeof openIdService>;

function secretsOf(cookie: string): Secrets {
  return {
    state: deriveKey(cookie, 'openid state'),
    nonce: deriveKey(cookie, 'openid nonce'),
    verifier: deriveKey(cookie, 'openid verifier'),
  };
}

/** An account without a password. */
function blank(at: number) {
  return { id: newId(at), passwordHash: null, role: 'traveller', status: 'active', createdAt: at, updatedAt: at } as const;
}

/** What the provider did wrong is no failure of ours; anything else is. */
function refused(error: unknown, next: string | undefined): Extract<OpenIdOutcome, { status: 'refused' }> {
  if (!(error instanceof OpenIdFailed)) throw error;
  return { status: 'refused', reason: error.reason, cause: error, next };
}

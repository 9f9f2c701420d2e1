import { FLAG_DEFAULTS, type SignInSettings } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import { repeated, together } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Activity, Actor, Erased, Erasure, FlagPort, Limiter, PersonalData } from '@tripmaster/rpc';
import { accountsRepo } from './accounts/accounts.repo.ts';
import { accountsService } from './accounts/accounts.service.ts';
import { adminRepo } from './admin/admin.repo.ts';
import { adminService } from './admin/admin.service.ts';
import { apiTokensRepo } from './api-tokens/api-tokens.repo.ts';
import { apiTokensService } from './api-tokens/api-tokens.service.ts';
import { auditRepo } from './audit/audit.repo.ts';
import { auditService } from './audit/audit.service.ts';
import { credentialsService } from './credentials/credentials.service.ts';
import { deviceCookies } from './devices/devices.ts';
import { factorsService } from './factors/factors.service.ts';
import { openIdRepo } from './openid/openid.repo.ts';
import { openIdService } from './openid/openid.service.ts';
import { openIdProvider, type OpenIdSettings } from './openid/provider.ts';
import { pagesOf } from './pages.ts';
import { passkeysRepo } from './passkeys/passkeys.repo.ts';
import { passkeysService } from './passkeys/passkeys.service.ts';
import { privacyService } from './privacy/privacy.service.ts';
import { recoveryCodesRepo } from './recovery-codes/recovery-codes.repo.ts';
import { recoveryCodesService } from './recovery-codes/recovery-codes.service.ts';
import { registrationService } from './registration/registration.service.ts';
import { sessionsRepo } from './sessions/sessions.repo.ts';
import { sessionsService } from './sessions/sessions.service.ts';
import { entrance } from './sign-in/entrance.ts';
import { proofService } from './sign-in/proof.service.ts';
import { signInService } from './sign-in/sign-in.service.ts';
import { ticketsRepo } from './tickets/tickets.repo.ts';
import { ticketsService } from './tickets/tickets.service.ts';
import { accessTokens, type SigningKey } from './tokens/access-tokens.ts';
import { deriveKey, refreshSecrets } from './tokens/secrets.ts';
import { totpRepo } from './totp/totp.repo.ts';
import { totpService } from './totp/totp.service.ts';

export type AuthConfig = {
  /** The first signs access tokens, all of them verify; asked anew each time. */
  signingKeys: () => readonly SigningKey[];
  /** Brings `signingKeys` up to date; asked when a token names an unknown key. */
  reloadKeys?: () => Promise<boolean>;
  /** Kept secret. Refresh tokens are made with it; the keys of the audit log and of device cookies come from it. */
  macKey: string;
  /** Where people reach the server: issuer of tokens, origin of passkeys, beginning of links in mails. */
  baseUrl: string;
  passwordMinLength: number;
  emailVerification: SignInSettings['emailVerification'];
  /** A provider people may sign in with. */
  openId?: OpenIdSettings;
};

type Deps = {
  db: Database;
  config: AuthConfig;
  sealer: Sealer;
  mailer: Mailer;
  limiter: Limiter;
  /** By default the flags of the code. */
  flags?: FlagPort;
  /** What counts what is done; by default nothing does. */
  activity?: Activity;
  /** What other features hold about a person. */
  personalData: PersonalData;
  /** Removes what other features hold under a person's address alone. */
  eraseElsewhere?: Erasure;
  /** Is told when an account is gone. */
  erased?: Erased;
  now?: () => number;
};

const HOURLY = { everyMs: 3_600_000 };

/** Where signing in at the provider begins, and where the provider sends people back to. */
export const OPENID_PATHS = { begin: '/auth/openid', callback: '/auth/openid/callback' } as const;

/** The accounts feature, put together. */
export function createAuth({
  db,
  config,
  sealer,
  mailer,
  limiter,
  flags = { value: async (key) => FLAG_DEFAULTS[key] },
  activity = { record: async () => undefined },
  personalData,
  eraseElsewhere = async () => undefined,
  erased = async () => undefined,
  now = Date.now,
}: Deps) {
  const { macKey, baseUrl, passwordMinLength, emailVerification, openId } = config;
  const pages = pagesOf(baseUrl);
  const verificationRequired = emailVerification === 'required';
  const tokens = accessTokens({
    keys: config.signingKeys,
    reload: config.reloadKeys,
    issuer: baseUrl,
    now,
  });
  const devices = deviceCookies(deriveKey(macKey, 'device'));
  const audit = auditService({ db, repo: auditRepo(db), key: deriveKey(macKey, 'audit'), now });
  const tickets = ticketsService({ repo: ticketsRepo(db), now });
  const totp = totpService({ repo: totpRepo(db), sealer, now });
  const recoveryCodes = recoveryCodesService({ repo: recoveryCodesRepo(db), now });
  const passkeys = passkeysService({ db, repo: passkeysRepo(db), tickets, baseUrl, now });
  const sessionRows = sessionsRepo(db);
  const sessions = sessionsService({ db, repo: sessionRows, tokens, secrets: refreshSecrets(macKey), audit, now });
  const repo = accountsRepo(db);
  const identities = openIdRepo(db);
  const apiTokenRows = apiTokensRepo(db);
  const common = { db, audit, activity, flags, mailer, limiter, pages, now };
  const entering = entrance({ ...common, sessions, devices });
  const accounts = accountsService({ ...common, repo });
  const factors = factorsService({ ...common, accounts, totp, passkeys, identities, recoveryCodes, sessions, apiTokens: apiTokenRows });
  const proof = proofService({ ...common, totp, factors, recoveryCodes });
  const registration = registrationService({
    ...common,
    accounts: repo,
    tickets,
    entrance: entering,
    passwordMinLength,
    verificationRequired,
  });
  const signIn = signInService({
    ...common,
    accounts: repo,
    tickets,
    factors,
    passkeys,
    sessions,
    entrance: entering,
    proof,
    devices,
    verificationRequired,
  });
  const openIdSignIn =
    openId === undefined
      ? undefined
      : openIdService({
          ...common,
          accounts: repo,
          identities,
          provider: openIdProvider(openId, baseUrl + OPENID_PATHS.callback),
          tickets,
          entrance: entering,
          factors,
          baseUrl,
        });
  const credentials = credentialsService({
    ...common,
    repo,
    accounts,
    apiTokens: apiTokenRows,
    factors,
    devices,
    sessions,
    tickets,
    proof,
    passwordMinLength,
    verificationRequired,
  });
  const apiTokens = apiTokensService({ ...common, repo: apiTokenRows, sessions });
  const admin = adminService({ ...common, repo: adminRepo(db), accounts: repo, apiTokens: apiTokenRows, factors, sessions });
  const privacy = privacyService({
    ...common,
    repo,
    accounts,
    factors,
    sessions,
    passkeys,
    apiTokens,
    proof,
    others: personalData,
    eraseElsewhere,
    erased,
  });
  const settings: SignInSettings = {
    passwordMinLength,
    emailVerification,
    ...(openId === undefined ? {} : { openId: { name: openId.name, path: OPENID_PATHS.begin } }),
  };

  return {
    accounts,
    admin,
    apiTokens,
    audit,
    credentials,
    factors,
    /** Absent where no provider is set up. */
    openId: openIdSignIn,
    passkeys,
    privacy,
    registration,
    sessions,
    settings,
    signIn,
    jwks: () => tokens.jwks(),
    /** The caller behind a bearer token: an access token of a session, or an API token. */
    actorOf: (token: string): Promise<Actor> => (apiTokens.looksLikeOne(token) ? apiTokens.actorOf(token) : sessions.actorOf(token)),
    /** Which of these sessions and API tokens still let their person in: asked while somebody follows something for long. */
    async standing(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const at = now();
      return new Set([...(await sessionRows.standing(db.read, ids, at)), ...(await apiTokenRows.standing(db.read, ids, at))]);
    },
    /** What is done by itself: each hour, what has run out is removed. */
    ...together([
      repeated('auth.sessions.purge', HOURLY, () => sessions.purge()),
      repeated('auth.api-tokens.purge', HOURLY, () => apiTokens.purge()),
      repeated('auth.tickets.purge', HOURLY, () => db.write((tx) => tickets.purge(tx))),
      repeated('auth.limits.purge', HOURLY, () => limiter.purge()),
    ]),
  };
}

export type Auth = ReturnType<typeof createAuth>;

import type { Database } from '@tripmaster/db';
import { accountsRepo } from './accounts/accounts.repo.ts';
import { accountsService } from './accounts/accounts.service.ts';
import { sessionsRepo } from './sessions/sessions.repo.ts';
import { sessionsService } from './sessions/sessions.service.ts';
import { accessTokens, type SigningKey } from './tokens/access-tokens.ts';
import { refreshSecrets } from './tokens/secrets.ts';

export { accountRoutes, authRoutes } from './accounts/accounts.routes.ts';
export { hashPassword } from './passwords/hash.ts';
export { newRefreshKey } from './tokens/secrets.ts';
export { newSigningKey } from './tokens/signing-keys.ts';
export type { SigningKey } from './tokens/access-tokens.ts';

export type AuthConfig = {
  /** The first signs access tokens, all of them verify; asked anew each time. */
  signingKeys: () => readonly SigningKey[];
  /** Brings `signingKeys` up to date; asked when a token names an unknown key. */
  reloadKeys?: () => Promise<boolean>;
  /** Kept secret; refresh tokens are made with it. */ refreshKey: string;
  issuer: string;
  passwordMinLength: number;
};

/** The accounts feature, put together. */
export async function createAuth({ db, config, now = Date.now }: { db: Database; config: AuthConfig; now?: () => number }) {
  const tokens = accessTokens({
    keys: config.signingKeys,
    ...(config.reloadKeys === undefined ? {} : { reload: config.reloadKeys }),
    issuer: config.issuer,
    now,
  });
  const sessions = sessionsService({ db, repo: sessionsRepo(db), tokens, secrets: refreshSecrets(config.refreshKey), now });
  const accounts = accountsService({ db, repo: accountsRepo(db), sessions, passwordMinLength: config.passwordMinLength, now });
  return { accounts, sessions, jwks: () => tokens.jwks() };
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

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
  signingKeys: SigningKey[];
  /** Kept secret; refresh tokens are made with it. */ refreshKey: string;
  issuer: string;
  passwordMinLength: number;
};

/** The accounts feature, put together. */
export async function createAuth({ db, config, now = Date.now }: { db: Database; config: AuthConfig; now?: () => number }) {
  const tokens = await accessTokens({ keys: config.signingKeys, issuer: config.issuer, now });
  const sessions = sessionsService({ db, repo: sessionsRepo(db), tokens, secrets: refreshSecrets(config.refreshKey), now });
  const accounts = accountsService({ db, repo: accountsRepo(db), sessions, passwordMinLength: config.passwordMinLength, now });
  return { accounts, sessions };
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

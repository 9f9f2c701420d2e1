import { createAuth } from '@tripmaster/auth';
import { openDatabase, type Database } from '@tripmaster/db';
import { createPlans } from '@tripmaster/plans';
import type { Config } from './env.ts';
import { routes, type AppRouter, type Features } from './routes.ts';
import { openSecrets } from './secrets.ts';

export type Application = Features & { db: Database; router: AppRouter; close: () => Promise<void> };

/** Puts features, ports and engines together; the only place that knows them all. */
export async function compose(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'baseUrl' | 'passwordMinLength' | 'model'>,
  { now = Date.now }: { now?: () => number } = {},
): Promise<Application> {
  const secrets = await openSecrets(config.dataDir);
  const db = await openDatabase(config.databaseUrl);
  const auth = await createAuth({
    db,
    now,
    config: {
      signingKeys: () => secrets.current().signingKeys,
      reloadKeys: () => secrets.reload(),
      refreshKey: secrets.current().macKey,
      issuer: config.baseUrl,
      passwordMinLength: config.passwordMinLength,
    },
  });
  const plans = createPlans({ db, now, ...(config.model === undefined ? {} : { model: config.model }) });
  return {
    db,
    auth,
    plans,
    router: routes({ auth, plans }),
    close: () => {
      secrets.close();
      return db.close();
    },
  };
}

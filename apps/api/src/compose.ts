import { join } from 'node:path';
import { createAnalytics } from '@tripmaster/analytics';
import { createAuth, deriveKey } from '@tripmaster/auth';
import { openDatabase, sealer, type Database } from '@tripmaster/db';
import { createMail, fileTransport, type MailService } from '@tripmaster/mail';
import { alsoGuidesFrom, createPlans, type ModelTrouble } from '@tripmaster/plans';
import { createLimiter, type Limiter } from '@tripmaster/rpc';
import type { Config } from './env.ts';
import { routes, type AppRouter, type Features } from './routes.ts';
import { openSecrets, type SecretStore } from './secrets.ts';

export type Application = Features & {
  db: Database;
  mail: MailService;
  limiter: Limiter;
  router: AppRouter;
  close: () => Promise<void>;
};

type Settings = Pick<
  Config,
  | 'dataDir'
  | 'databaseUrl'
  | 'baseUrl'
  | 'passwordMinLength'
  | 'emailVerification'
  | 'openId'
  | 'rateLimitScale'
  | 'mailFrom'
  | 'model'
  | 'modelBudgets'
  | 'bookingProviders'
  | 'files'
  | 'production'
  | 'webhookNetworks'
>;

type Hooks = {
  now?: () => number;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: (trouble: ModelTrouble) => void;
  /** Is told of an imported guide that can't be used. */
  onGuideFault?: (fault: string) => void;
};

/** The server's database and secrets opened, and everything put together on them. */
export async function compose(config: Settings, hooks: Hooks = {}): Promise<Application> {
  const secrets = await openSecrets(config.dataDir);
  const db = await openDatabase(config.databaseUrl);
  const assembled = assemble(config, { db, secrets, ...hooks });
  return {
    ...assembled,
    close: async () => {
      await assembled.plans.stop();
      secrets.close();
      return db.close();
    },
  };
}

/** Puts features, ports and engines together; the only place that knows them all. Whoever opened them closes them. */
export function assemble(
  config: Settings,
  { db, secrets, now = Date.now, onModelTrouble, onGuideFault = () => undefined }: { db: Database; secrets: SecretStore } & Hooks,
): Omit<Application, 'close'> {
  const { baseUrl, passwordMinLength, emailVerification } = config;
  const { macKey } = secrets.current();
  alsoGuidesFrom(join(config.dataDir, 'catalogue'), onGuideFault);
  const seals = sealer(() => secrets.current().sealingKeys, { onUnknownKey: () => void secrets.reloadNow() });
  const limiter = createLimiter({ db, key: deriveKey(macKey, 'limits'), now, scale: config.rateLimitScale });
  const mail = createMail({ db, sealer: seals, now, from: config.mailFrom, transport: fileTransport(join(config.dataDir, 'mail')) });
  const analytics = createAnalytics({ db, now });
  const auth = createAuth({
    db,
    now,
    sealer: seals,
    mailer: mail.mailer,
    limiter,
    personalData: (userId) => plans.personalData(userId),
    eraseElsewhere: (tx, person) => plans.erase(tx, person),
    erased: () => plans.files.sweep(),
    config: {
      signingKeys: () => secrets.current().signingKeys,
      reloadKeys: () => secrets.reload(),
      macKey,
      baseUrl,
      passwordMinLength,
      emailVerification,
      ...(config.openId === undefined ? {} : { openId: config.openId }),
    },
  });
  const plans = createPlans({
    db,
    audit: auth.audit,
    sealer: seals,
    toPeople: { secureOnly: config.production, alsoNetworks: config.webhookNetworks },
    standing: (ids) => auth.standing(ids),
    mailer: mail.mailer,
    limiter,
    baseUrl,
    now,
    files: { folder: join(config.dataDir, 'files'), ...config.files },
    key: deriveKey(macKey, 'proposals'),
    onModelTrouble,
    budgets: config.modelBudgets,
    providers: config.bookingProviders,
    ...(config.model === undefined ? {} : { model: config.model }),
  });
  return {
    db,
    auth,
    plans,
    analytics,
    mail,
    limiter,
    router: routes({ auth, plans, analytics }),
  };
}

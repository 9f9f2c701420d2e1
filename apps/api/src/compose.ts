import { join } from 'node:path';
import { createAnalytics, createPayments } from '@tripmaster/analytics';
import { createAuth, deriveKey } from '@tripmaster/auth';
import { toInstant } from '@tripmaster/contracts';
import { openDatabase, sealer, type Database } from '@tripmaster/db';
import { createJobs, type JobsService, type OwnWork } from '@tripmaster/jobs';
import { createMail, fileTransport, resendTransport, smtpTransport, type MailService, type Transport } from '@tripmaster/mail';
import { alsoGuidesFrom, createPlans, keptFolder, toPeople, type ModelTrouble } from '@tripmaster/plans';
import { createLimiter, type Limiter } from '@tripmaster/rpc';
import type { Config } from './env.ts';
import { createBackups, type Backups } from './operations/backups/index.ts';
import { healthService } from './operations/health.service.ts';
import { jobsOperations } from './operations/jobs.service.ts';
import { mailOperations } from './operations/mail.service.ts';
import { ownWork } from './own-work.ts';
import { routes, type AppRouter, type Features } from './routes.ts';
import { diskUsed } from './disk.ts';
import { openSecrets, type SecretStore } from './secrets.ts';

export type Application = Features & {
  db: Database;
  jobs: JobsService;
  backups: Backups;
  /** What runs by itself. */
  work: OwnWork;
  mail: MailService;
  /** What time it is, in milliseconds since 1970. */
  now: () => number;
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
  | 'mail'
  | 'model'
  | 'modelBudgets'
  | 'bookingProviders'
  | 'files'
  | 'backups'
  | 'payments'
  | 'production'
  | 'analytics'
  | 'eventsKeptDays'
  | 'webhookNetworks'
  | 'ratesRefresh'
>;

type Hooks = {
  now?: () => number;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: (trouble: ModelTrouble) => void;
  /** Is told of an imported guide that can't be used. */
  onGuideFault?: (fault: string) => void;
  /** Is told of a stored flag that can't be followed. */
  onFlagFault?: (fault: { flag: string; fault: string }) => void;
  onAuditEnd?: (end: unknown) => void;
  onRates?: (refreshed: unknown) => void;
  /** Is told of a part of a figure that could not be counted, where the others were given all the same, and of events that can’t be written. */
  onCountingFailure?: (error: unknown, part: string) => void;
};

/** The server's database and secrets opened, and everything put together on them. */
export async function compose(config: Settings, hooks: Hooks = {}): Promise<Application> {
  const secrets = await openSecrets(config.dataDir);
  const db = await openDatabase(config.databaseUrl);
  const assembled = assemble(config, { db, secrets, ...hooks });
  const { jobs, work, plans, analytics, mail } = assembled;
  await analytics.flags.start();
  await jobs.prepare(work.jobs.map(({ kind }) => kind));
  return {
    ...assembled,
    close: async () => {
      await plans.stop();
      await mail.close();
      await analytics.stop();
      await jobs.close();
      secrets.close();
      return db.close();
    },
  };
}

/** Puts features, ports and engines together; the only place that knows them all. Whoever opened them closes them. */
export function assemble(
  config: Settings,
  {
    db,
    secrets,
    now = Date.now,
    onModelTrouble,
    onGuideFault = () => undefined,
    onFlagFault,
    onAuditEnd = () => undefined,
    onRates = () => undefined,
    onCountingFailure,
  }: { db: Database; secrets: SecretStore } & Hooks,
): Omit<Application, 'close'> {
  const { baseUrl, passwordMinLength, emailVerification } = config;
  const { macKey } = secrets.current();
  alsoGuidesFrom(join(config.dataDir, 'catalogue'), onGuideFault);
  const seals = sealer(() => secrets.current().sealingKeys, { onUnknownKey: () => void secrets.reloadNow() });
  const limiter = createLimiter({ db, key: deriveKey(macKey, 'limits'), now, scale: config.rateLimitScale });
  const mail = createMail({
    db,
    sealer: seals,
    now,
    from: config.mailFrom,
    baseUrl,
    key: deriveKey(macKey, 'mail'),
    transport: mailTransport(config),
  });
  const jobs = createJobs({ db, now });
  const outwards = { secureOnly: config.production, alsoNetworks: config.webhookNetworks };
  const analytics = createAnalytics({
    ...(onCountingFailure === undefined ? {} : { onFailure: onCountingFailure }),
    db,
    sealer: seals,
    mailer: mail.mailer,
    jobs,
    audit: { record: (tx, entry) => auth.audit.record(tx, entry) },
    toPeople: toPeople(outwards),
    outside: {
      mail: () => mail.outbox.depth(),
      jobs: () => jobs.figures(),
      diskUsed: () => diskUsed(config.dataDir),
      backupAge: () => backups.service.age(),
    },
    baseUrl,
    counting: { mode: config.analytics, baseUrl, key: deriveKey(macKey, 'passes'), scale: config.rateLimitScale },
    eventsKeptDays: config.eventsKeptDays,
    takings: (days) => payments.takings(days),
    async rates(since) {
      const ratesOn = await plans.rates.ofDays(since);
      return (day, amount, from, to) => ratesOn(day).convertMinor(amount, from, to);
    },
    traits: (userId) => plans.lists.traits(userId),
    onFlagFault,
    now,
  });
  const payments = createPayments({
    db,
    now,
    activity: analytics.activity,
    audit: { record: (tx, entry) => auth.audit.record(tx, entry) },
    jobs,
    rates: () => plans.rates.current(),
    settings: config.payments,
    free: { filesBytes: config.files.limits.person, modelMicros: config.modelBudgets.user },
    baseUrl,
  });
  const flags = analytics.flags.port;
  const auth = createAuth({
    db,
    now,
    sealer: seals,
    mailer: mail.mailer,
    limiter,
    activity: analytics.activity,
    flags,
    async *personalData(userId) {
      yield* plans.personalData(userId);
      yield* analytics.personalData(userId);
      yield* payments.billing.personalData(userId);
      for (const entry of await jobs.ofPerson(userId)) yield { section: 'jobs', entry };
      for (const { at, ...held } of await mail.heldAbout(userId)) yield { section: 'mails', entry: { ...held, at: toInstant(at) } };
    },
    async eraseElsewhere(tx, person) {
      await plans.erase(tx, person);
      await payments.billing.erase(tx, person.id);
      await jobs.erase(tx, person.id);
      await mail.erase(tx, person.email);
    },
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
    flags,
    activity: analytics.activity,
    passFor: (actor) => analytics.track.passFor(actor),
    sealer: seals,
    toPeople: outwards,
    standing: (ids) => auth.standing(ids),
    entitlements: payments.entitlements,
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
  const backups = createBackups({
    db,
    jobs,
    audit: auth.audit,
    settings: config.backups,
    databaseUrl: config.databaseUrl,
    filesFolder: config.files.s3 === undefined ? keptFolder(join(config.dataDir, 'files')) : undefined,
    macKey,
    now,
  });
  const work = ownWork({ auth, plans, analytics, payments, backups, jobs }, config, { onAuditEnd, onRates });
  const operations = {
    backups: backups.service,
    jobs: jobsOperations({ db, jobs, audit: auth.audit }),
    mails: mailOperations({ db, outbox: mail.outbox, audit: auth.audit }),
    health: healthService({
      db,
      jobs,
      schedules: work.schedules,
      dataDir: config.dataDir,
      mail: () => mail.outbox.depth(),
      now,
    }),
  };
  return {
    db,
    jobs,
    backups,
    work,
    auth,
    plans,
    analytics,
    payments,
    operations,
    mail,
    now,
    limiter,
    router: routes({ auth, plans, analytics, payments, operations }),
  };
}

function mailTransport({ mail, dataDir }: Pick<Settings, 'mail' | 'dataDir'>): Transport {
  const files = fileTransport(join(dataDir, 'mail'));
  if (mail.transport === 'file') return files;
  // Mails that were written to files before a server was named: what was promised of them still holds.
  return { ...files, ...(mail.transport === 'resend' ? resendTransport(mail.resend) : smtpTransport(mail.smtp)) };
}

import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { PaymentSettings } from '@tripmaster/analytics';
import type { BookingProvider } from '@tripmaster/plans';
import { z } from 'zod';
import { analyticsOf, analyticsSettings, type AnalyticsConfig } from './env-analytics.ts';
import { backupsOf, backupSettings, type BackupsConfig } from './env-backups.ts';
import { bookingLinkSettings, bookingProvidersOf } from './env-booking-links.ts';
import { filesOf, fileSettings, type FilesConfig } from './env-files.ts';
import { list } from './env-kinds.ts';
import { listeningSettings, tlsOf, type TlsConfig } from './env-listening.ts';
import { mailOf, mailSettings, type MailConfig } from './env-mail.ts';
import { budgetsOf, modelOf, modelSettings, type ModelBudgets, type ModelConfig } from './env-model.ts';
import { paymentSettings, paymentsOf } from './env-payments.ts';
import { weaknesses } from './env-production.ts';
import { signInOf, signInSettings, type SignInConfig } from './env-sign-in.ts';
import type { TrustProxy } from './trust.ts';

/** A setting can't be used; the message names it and says why. */
export class ConfigError extends Error {}

const contacts = list.transform((values, context) => {
  for (const value of values) {
    if (!/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value) || !URL.canParse(value))
      context.addIssue(`has "${value}", which is neither mailto:somebody@example.org nor an https:// address`);
  }
  return values;
});

/** Private networks, each an address and how many bits of it count. */
const networks = list.transform((values, context) => {
  for (const value of values) {
    const [address = '', bits] = value.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits ?? '') || Number(bits) > most)
      context.addIssue(`has "${value}", which is no network such as 10.1.0.0/16`);
  }
  return values;
});

/** Every setting there is. */
export const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|file:)/, 'must begin with file: or postgres://')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be fatal, error, warn, info, debug, trace or silent')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,200}=*$/, 'must be 16 to 200 letters, digits or any of - . _ ~ + /')
    .optional(),
  COUNTRY_HEADER: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of a header')
    .transform((name) => name.toLowerCase())
    .optional(),
  GEOIP_FILE: z.string().optional(),
  SECURITY_CONTACT: contacts.default([]),
  RATE_LIMIT_SCALE: z.coerce.number('is not a number').min(0.1, 'must be at least 0.1').max(10_000, 'must be at most 10000').default(1),
  RATES_REFRESH: z.enum(['off', 'daily'], 'must be off or daily').default('off'),
  ...listeningSettings,
  ...signInSettings,
  ...bookingLinkSettings,
  ...modelSettings,
  ...fileSettings,
  ...backupSettings,
  ...mailSettings,
  ...analyticsSettings,
  ...paymentSettings,
  WEBHOOK_NETWORKS: networks.default([]),
});

export type Config = AnalyticsConfig &
  SignInConfig & {
    production: boolean;
    port: number;
    host: string;
    dataDir: string;
    databaseUrl: string;
    /** Where people reach the server, without a trailing slash; links and the tokens' issuer are made of it. */
    baseUrl: string;
    corsOrigins: string[];
    trustProxy: TrustProxy;
    /** The server speaks TLS itself. */
    tls?: TlsConfig;
    logLevel: string;
    /** What whoever asks for `/metrics` has to bring; absent: there is no such path. */
    metricsToken: string | undefined;
    /** Header in which a trusted proxy names the visitor's country, in lower case. */
    countryHeader: string | undefined;
    /** A table of networks and their countries, in MaxMind's format. */
    geoipFile: string | undefined;
    /** Sender of mails. */
    mailFrom: string;
    /** How mails leave the server. */
    mail: MailConfig;
    /** Where people tell of weaknesses, best first; none: nothing is said about that. */
    securityContacts: string[];
    /** Multiplies every limit of how often. */
    rateLimitScale: number;
    /** Whether the server fetches the ECB's exchange rates by itself. */
    ratesRefresh: 'off' | 'daily';
    /** Whom people can book with. */
    bookingProviders: BookingProvider[];
    /** Absent: plans are made by the built-in engine alone. */
    model?: ModelConfig;
    modelBudgets: ModelBudgets;
    /** Where files of trips lie, and how much may. */
    files: FilesConfig;
    /** Where backups lie, and which are made by themselves. */
    backups: BackupsConfig;
    /** How premium is sold; absent: it is not. */
    payments?: PaymentSettings;
    /** Private networks that webhooks may reach. */
    webhookNetworks: string[];
  };

/** Reads and checks the whole environment; throws `ConfigError` with one line a fault. Empty values count as absent. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'));
  const env = parsed.data;
  const dataDir = resolve(env.DATA_DIR);
  const production = env.NODE_ENV === 'production';
  const files = usable(filesOf(env));
  const modelBudgets = usable(budgetsOf(env));
  const payments = usable(paymentsOf(env, { production, files, modelBudgets }));
  const model = modelOf(env);
  const tls = usable(tlsOf(env));
  const config: Config = {
    production,
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? `file:${resolve(dataDir, 'tripmaster.sqlite')}`,
    baseUrl: env.BASE_URL ?? `${env.TLS_CERT_FILE === undefined ? 'http' : 'https'}://localhost:${env.PORT}`,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    metricsToken: env.METRICS_TOKEN,
    countryHeader: env.TRUST_PROXY ? env.COUNTRY_HEADER : undefined,
    geoipFile: env.GEOIP_FILE,
    mailFrom: env.MAIL_FROM ?? `TripMaster AI <no-reply@${new URL(env.BASE_URL ?? 'http://localhost').hostname}>`,
    mail: usable(mailOf(env)),
    securityContacts: env.SECURITY_CONTACT,
    rateLimitScale: env.RATE_LIMIT_SCALE,
    modelBudgets,
    ratesRefresh: env.RATES_REFRESH,
    bookingProviders: usable(bookingProvidersOf(env)),
    files,
    backups: backupsOf(env, dataDir, environment),
    ...analyticsOf(env),
    ...usable(signInOf(env)),
    webhookNetworks: env.WEBHOOK_NETWORKS,
    ...(payments === undefined ? {} : { payments }),
    ...(model === undefined ? {} : { model }),
    ...(tls === undefined ? {} : { tls }),
  };
  if (production) {
    const faults = weaknesses(config, { baseUrlGiven: env.BASE_URL !== undefined, keyGiven: env.OPENAI_API_KEY !== undefined });
    // Node's own switch; no setting of ours.
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
      faults.push('NODE_TLS_REJECT_UNAUTHORIZED=0 takes any certificate, also a thief’s; unset it');
    if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  }
  return config;
}

/** What was read of some settings. Throws `ConfigError` where they can't be used. */
function usable<Read>(read: Read | { fault: string }): Read {
  if (typeof read === 'object' && read !== null && 'fault' in read) throw new ConfigError(read.fault);
  return read;
}

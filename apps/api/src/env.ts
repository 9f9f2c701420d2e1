import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { PaymentSettings } from '@tripmaster/analytics';
import type { OpenIdSettings } from '@tripmaster/auth';
import { bookingProviders, BookingSettingsRefused, type BookingProvider } from '@tripmaster/plans';
import { z } from 'zod';
import { analyticsOf, analyticsSettings, type AnalyticsConfig } from './env-analytics.ts';
import { backupsOf, backupSettings, type BackupsConfig } from './env-backups.ts';
import { filesOf, fileSettings, type FilesConfig } from './env-files.ts';
import { paymentSettings, paymentsOf } from './env-payments.ts';
import { mailOf, mailSettings, mailWeaknesses, type MailConfig } from './env-mail.ts';
import { trustProxy, type TrustProxy } from './trust.ts';

/** A setting can't be used; the message names it and says why. */
export class ConfigError extends Error {}

const port = z.coerce.number('is not a port').int('is not a port').min(0, 'is not a port').max(65_535, 'is not a port');
const url = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .transform((value) => new URL(value).href.replace(/\/$/, ''));
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const origins = list.transform((values, context) =>
  values.map((value) => {
    if (value === '*') return value;
    const written = value.replace(/\/$/, '').toLowerCase();
    // Browsers send no path; with one behind it the entry would match nothing.
    if (!/^https?:/.test(written) || URL.parse(written)?.origin !== written)
      context.addIssue(`has "${value}", which is no origin such as https://app.example.org`);
    return written;
  }),
);
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

/** Kept as it is written: providers' issuers are compared to the last slash. */
const issuer = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address', abort: true })
  .refine((value) => !/[?#]/.test(value), 'must have neither ? nor #')
  .refine((value) => !value.includes('/.well-known/'), 'is the part before /.well-known/')
  .refine((value) => value.startsWith('https:') || isLoopback(new URL(value).hostname), 'must be https:// (or on this machine)');

const dollars = z.coerce.number('is not an amount in dollars').min(0, 'must not be negative').max(1_000_000, 'is too much');

/** Every setting there is. */
export const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|file:)/, 'must begin with file: or postgres://')
    .optional(),
  BASE_URL: url.optional(),
  CORS_ORIGINS: origins.default([]),
  TRUST_PROXY: trustProxy.default(false),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  HTTP_REDIRECT_PORT: port.optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be fatal, error, warn, info, debug, trace or silent')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,200}=*$/, 'must be 16 to 200 letters, digits or any of - . _ ~ + /')
    .optional(),
  PASSWORD_MIN_LENGTH: z.coerce.number('is not a number').int().min(8, 'must be at least 8').max(64, 'must be at most 64').default(12),
  COUNTRY_HEADER: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of a header')
    .transform((name) => name.toLowerCase())
    .optional(),
  GEOIP_FILE: z.string().optional(),
  EMAIL_VERIFICATION: z.enum(['optional', 'required'], 'must be optional or required').default('optional'),
  OPENID_ISSUER: issuer.optional(),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_NAME: z.string().max(40, 'must be at most 40 characters').optional(),
  SECURITY_CONTACT: contacts.default([]),
  RATE_LIMIT_SCALE: z.coerce.number('is not a number').min(0.1, 'must be at least 0.1').max(10_000, 'must be at most 10000').default(1),
  RATES_REFRESH: z.enum(['off', 'daily'], 'must be off or daily').default('off'),
  BOOKING_LINKS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  BOOKING_LINKS_FILE: z.string().optional(),
  AFFILIATE_BOOKING: z.string().optional(),
  AFFILIATE_HOTELS: z.string().optional(),
  AFFILIATE_GETYOURGUIDE: z.string().optional(),
  AFFILIATE_VIATOR: z.string().optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini'),
  OPENAI_API: z.enum(['responses', 'chat'], 'must be responses or chat').default('responses'),
  OPENAI_TIMEOUT_SECONDS: z.coerce.number('is not a number').int().min(1).max(600).default(60),
  MODEL_PRICE_INPUT: dollars.optional(),
  MODEL_PRICE_OUTPUT: dollars.optional(),
  MODEL_BUDGET_USER_DAILY: dollars.optional(),
  MODEL_BUDGET_DAILY: dollars.optional(),
  ...fileSettings,
  ...backupSettings,
  ...mailSettings,
  ...analyticsSettings,
  ...paymentSettings,
  WEBHOOK_NETWORKS: networks.default([]),
});

export type Config = AnalyticsConfig & {
  production: boolean;
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string;
  /** Where people reach the server, without a trailing slash; links and the tokens' issuer are made of it. */
  baseUrl: string;
  corsOrigins: string[];
  trustProxy: TrustProxy;
  /** The server speaks TLS itself; `redirectPort` listens for plain http and only sends people to `baseUrl`. */
  tls?: { certFile: string; keyFile: string; redirectPort?: number };
  logLevel: string;
  /** What whoever asks for `/metrics` has to bring; absent: there is no such path. */
  metricsToken: string | undefined;
  passwordMinLength: number;
  /** Whether an e-mail address has to be proven before it lets anybody in. */
  emailVerification: 'optional' | 'required';
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
  /** A provider people may sign in with (OpenID Connect). */
  openId?: OpenIdSettings;
  /** Absent: plans are made by the built-in engine alone. */
  model?: {
    apiKey: string;
    baseUrl?: string;
    model: string;
    api: 'responses' | 'chat';
    timeoutMs: number;
    /** Dollars for a million tokens. */
    prices: { input: number; output: number };
  };
  /** What models may cost a day, in millionths of a dollar; absent: no limit. */
  modelBudgets: { user?: number; everyone?: number };
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
  const files = filesOf(env);
  if ('fault' in files) throw new ConfigError(files.fault);
  const modelBudgets = budgetsOf(env);
  const payments = paymentsOf(env, { production, files, modelBudgets, isLoopback });
  if (payments !== undefined && 'fault' in payments) throw new ConfigError(payments.fault);
  const mail = mailOf(env);
  if ('fault' in mail) throw new ConfigError(mail.fault);
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
    passwordMinLength: env.PASSWORD_MIN_LENGTH,
    countryHeader: env.TRUST_PROXY ? env.COUNTRY_HEADER : undefined,
    geoipFile: env.GEOIP_FILE,
    emailVerification: env.EMAIL_VERIFICATION,
    mailFrom: env.MAIL_FROM ?? `TripMaster AI <no-reply@${new URL(env.BASE_URL ?? 'http://localhost').hostname}>`,
    mail,
    securityContacts: env.SECURITY_CONTACT,
    rateLimitScale: env.RATE_LIMIT_SCALE,
    modelBudgets,
    ratesRefresh: env.RATES_REFRESH,
    bookingProviders: bookingProvidersOf(env),
    files,
    backups: backupsOf(env, dataDir, environment),
    ...analyticsOf(env),
    webhookNetworks: env.WEBHOOK_NETWORKS,
    ...(payments === undefined ? {} : { payments }),
  };
  // A local model needs an address and no key.
  if (env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined) {
    config.model = {
      apiKey: env.OPENAI_API_KEY ?? 'none',
      model: env.OPENAI_MODEL,
      api: env.OPENAI_API,
      timeoutMs: env.OPENAI_TIMEOUT_SECONDS * 1000,
      prices: { input: env.MODEL_PRICE_INPUT ?? 0, output: env.MODEL_PRICE_OUTPUT ?? 0 },
      ...(env.OPENAI_BASE_URL === undefined ? {} : { baseUrl: env.OPENAI_BASE_URL }),
    };
  }
  const openId = openIdOf(env);
  if (openId !== undefined) config.openId = openId;
  const tls = tlsOf(env);
  if (tls !== undefined) config.tls = tls;
  if (production) {
    const faults = weaknesses(config, { baseUrlGiven: env.BASE_URL !== undefined, keyGiven: env.OPENAI_API_KEY !== undefined });
    // Node's own switch; no setting of ours.
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
      faults.push('NODE_TLS_REJECT_UNAUTHORIZED=0 takes any certificate, also a thief’s; unset it');
    if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  }
  return config;
}

/** A budget without a price would never be used up: that is refused, not overlooked. */
function budgetsOf(env: z.infer<typeof schema>): Config['modelBudgets'] {
  const { MODEL_BUDGET_USER_DAILY: user, MODEL_BUDGET_DAILY: everyone, MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = env;
  if (user === undefined && everyone === undefined) return {};
  const name = user === undefined ? 'MODEL_BUDGET_DAILY' : 'MODEL_BUDGET_USER_DAILY';
  if (input === undefined || output === undefined || input + output === 0)
    throw new ConfigError(`${name} needs MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT: without prices nothing is ever spent.`);
  return {
    ...(user === undefined ? {} : { user: Math.round(user * 1_000_000) }),
    ...(everyone === undefined ? {} : { everyone: Math.round(everyone * 1_000_000) }),
  };
}

/** The built-in providers, as the operator's file and ids want them. */
function bookingProvidersOf(env: z.infer<typeof schema>): BookingProvider[] {
  const ids = {
    booking: env.AFFILIATE_BOOKING,
    hotels: env.AFFILIATE_HOTELS,
    getyourguide: env.AFFILIATE_GETYOURGUIDE,
    viator: env.AFFILIATE_VIATOR,
  };
  const given = Object.fromEntries(Object.entries(ids).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])));
  const { BOOKING_LINKS_FILE: file } = env;
  try {
    const all = bookingProviders(file === undefined ? undefined : readFileSync(file, 'utf8'), given);
    return env.BOOKING_LINKS === 'off' ? [] : all;
  } catch (error) {
    const fault = error instanceof BookingSettingsRefused ? error.message : `${file} can’t be read`;
    throw new ConfigError(`${file === undefined ? 'AFFILIATE_…' : 'BOOKING_LINKS_FILE'} can’t be used: ${fault}`, { cause: error });
  }
}

function openIdOf(env: z.infer<typeof schema>): Config['openId'] {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret, OPENID_NAME: name } = env;
  if (issuer === undefined && clientId === undefined) {
    const alone = clientSecret !== undefined ? 'OPENID_CLIENT_SECRET' : name !== undefined ? 'OPENID_NAME' : undefined;
    if (alone !== undefined) throw new ConfigError(`${alone} needs OPENID_ISSUER and OPENID_CLIENT_ID.`);
    return undefined;
  }
  if (issuer === undefined || clientId === undefined)
    throw new ConfigError(
      `${issuer === undefined ? 'OPENID_ISSUER' : 'OPENID_CLIENT_ID'} is missing: signing in with a provider needs its issuer and the client's id.`,
    );
  return { issuer, clientId, name: name ?? new URL(issuer).host, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

function tlsOf(env: z.infer<typeof schema>): Config['tls'] {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, HTTP_REDIRECT_PORT: redirectPort } = env;
  if (certFile === undefined && keyFile === undefined) {
    if (redirectPort !== undefined) throw new ConfigError('HTTP_REDIRECT_PORT needs TLS_CERT_FILE and TLS_KEY_FILE.');
    return undefined;
  }
  if (certFile === undefined || keyFile === undefined)
    throw new ConfigError(
      `${certFile === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE'} is missing: TLS needs the certificate and its key.`,
    );
  if (env.BASE_URL?.startsWith('http:') === true) throw new ConfigError('BASE_URL must be https:// when TLS_CERT_FILE is set.');
  return { certFile: resolve(certFile), keyFile: resolve(keyFile), ...(redirectPort === undefined ? {} : { redirectPort }) };
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** What makes a server in production unsafe, one line each. */
function weaknesses(config: Config, { baseUrlGiven, keyGiven }: { baseUrlGiven: boolean; keyGiven: boolean }): string[] {
  const faults: string[] = [];
  const { protocol, hostname } = new URL(config.baseUrl);
  if (!baseUrlGiven) faults.push('BASE_URL must be set in production (the address people type, https://…)');
  else if (protocol !== 'https:' && !isLoopback(hostname)) faults.push('BASE_URL must be https:// in production');
  if (config.passwordMinLength < 12) faults.push('PASSWORD_MIN_LENGTH must be at least 12 in production');
  if (config.rateLimitScale > 10 && !isLoopback(hostname)) faults.push('RATE_LIMIT_SCALE must be at most 10 in production');
  if (config.corsOrigins.includes('*')) faults.push('CORS_ORIGINS must name the origins in production');
  if (config.databaseUrl.startsWith('postgres') && /:\/\/[^@/]+:(postgres|password|changeme|secret)@/.test(config.databaseUrl))
    faults.push('DATABASE_URL has a default password');
  const model = URL.parse(config.model?.baseUrl ?? '');
  if (keyGiven && model?.protocol === 'http:' && !isLoopback(model.hostname))
    faults.push('OPENAI_BASE_URL must be https:// where a key goes along');
  const store = URL.parse(config.files.s3?.endpoint ?? '');
  if (store?.protocol === 'http:' && !isLoopback(store.hostname))
    faults.push('FILES_S3_ENDPOINT must be https:// for a store on another machine');
  faults.push(...mailWeaknesses(config.mail));
  const open = unencryptedDatabase(config.databaseUrl);
  if (open !== undefined) faults.push(open);
  return faults;
}

/**
 * PostgreSQL's own default takes a connection in the clear where nothing is said. On this machine that is no harm;
 * for another one it has to be said, and then it is meant.
 */
function unencryptedDatabase(databaseUrl: string): string | undefined {
  const url = URL.parse(databaseUrl);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  const mode = url.searchParams.get('sslmode');
  if (mode === 'no-verify') return 'DATABASE_URL has sslmode=no-verify, which takes any certificate; say sslmode=verify-full';
  // Without a host, or with a path for one, it is a socket of this machine.
  const host = url.searchParams.get('host') ?? url.hostname;
  if (mode !== null || host === '' || host.startsWith('/') || host.startsWith('%2F') || isLoopback(host)) return undefined;
  return 'DATABASE_URL must say sslmode=verify-full for a database on another machine (or sslmode=disable on a network that is yours alone)';
}

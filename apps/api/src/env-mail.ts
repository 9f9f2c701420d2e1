import type { ResendSettings, SmtpSettings } from '@tripmaster/mail';
import { z } from 'zod';
import { httpAddress } from './env-kinds.ts';

const SECURITIES = ['tls', 'starttls', 'none'] as const;
const PORTS = { tls: 465, starttls: 587, none: 25 } as const;

/** Settings of how mails leave the server. */
export const mailSettings = {
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$|^[^\r\n<>]*<[^\s@]+@[^\s@]+>$/, 'must be an address, or Name <address>')
    .optional(),
  RESEND_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{3,200}$/, 'is not a key')
    .optional(),
  RESEND_BASE_URL: httpAddress.optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .refine((value) => secretOf(value) !== undefined, 'is not a signing secret (whsec_…)')
    .optional(),
  SMTP_URL: z.string().max(1_000).optional(),
  SMTP_HOST: z
    .string()
    .regex(/^[\w.:[\]-]{1,253}$/, 'is not the name or address of a server')
    .optional(),
  SMTP_PORT: z.coerce.number('is not a port').int('is not a port').min(1, 'is not a port').max(65_535, 'is not a port').optional(),
  SMTP_USER: z.string().max(320).optional(),
  SMTP_PASSWORD: z.string().max(1_000).optional(),
  SMTP_SECURITY: z.enum(SECURITIES, 'must be tls, starttls or none').optional(),
};
export type MailEnvironment = z.infer<z.ZodObject<typeof mailSettings>>;

export type MailConfig = (
  | { transport: 'file' }
  | { transport: 'resend'; resend: ResendSettings }
  | { transport: 'smtp'; smtp: SmtpSettings }
) & {
  /** What Resend signs with what it tells; absent: it tells nothing. */
  webhookSecret?: Buffer;
};

/** The same as the server uses it; `fault` tells what is wrong. */
export function mailOf(env: MailEnvironment): MailConfig | { fault: string } {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, RESEND_WEBHOOK_SECRET: secret } = env;
  const smtp = smtpOf(env);
  if (smtp !== undefined && 'fault' in smtp) return smtp;
  if (apiKey !== undefined && smtp !== undefined)
    return {
      fault: `RESEND_API_KEY and ${env.SMTP_URL === undefined ? 'SMTP_HOST' : 'SMTP_URL'} are both set: say which of the two mails go by.`,
    };
  if (apiKey === undefined && baseUrl !== undefined) return { fault: 'RESEND_BASE_URL needs RESEND_API_KEY.' };
  const webhookSecret = secret === undefined ? undefined : secretOf(secret);
  const told = webhookSecret === undefined ? {} : { webhookSecret };
  if (apiKey !== undefined) return { transport: 'resend', resend: { apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) }, ...told };
  return smtp === undefined ? { transport: 'file', ...told } : { transport: 'smtp', smtp, ...told };
}

function smtpOf(env: MailEnvironment): SmtpSettings | { fault: string } | undefined {
  const { SMTP_URL: url, SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password, SMTP_SECURITY: said } = env;
  const parts = { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password };
  const given = Object.entries(parts).find(([, value]) => value !== undefined)?.[0];
  if (url !== undefined) {
    if (given !== undefined) return { fault: `${given} is in SMTP_URL already: set one or the other.` };
    return fromUrl(url, said);
  }
  if (host === undefined) {
    const alone = given ?? (said === undefined ? undefined : 'SMTP_SECURITY');
    return alone === undefined ? undefined : { fault: `${alone} needs SMTP_HOST.` };
  }
  if ((user === undefined) !== (password === undefined))
    return { fault: `${user === undefined ? 'SMTP_USER' : 'SMTP_PASSWORD'} is missing: signing in to a mail server needs both.` };
  return settings({ host: host.replace(/^\[(.*)\]$/, '$1'), port, user, password }, said ?? (port === 465 ? 'tls' : undefined));
}

function fromUrl(text: string, said: SmtpSettings['security'] | undefined): SmtpSettings | { fault: string } {
  const url = URL.parse(text);
  // The address may hold a password: it is not repeated.
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return { fault: 'SMTP_URL is no address such as smtp://user:password@mail.example.org:587 or smtps://…' };
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    return { fault: 'SMTP_URL has something behind the server’s name and port: other settings have variables of their own.' };
  if ((url.username === '') !== (url.password === '')) return { fault: 'SMTP_URL needs both user and password, or neither.' };
  const isTls = url.protocol === 'smtps:';
  if (isTls && said !== undefined && said !== 'tls') return { fault: `SMTP_SECURITY=${said} contradicts smtps:// in SMTP_URL.` };
  try {
    const user = url.username === '' ? undefined : decodeURIComponent(url.username);
    const password = url.password === '' ? undefined : decodeURIComponent(url.password);
    const port = url.port === '' ? undefined : Number(url.port);
    if (port === 0) return { fault: 'SMTP_URL has port 0, where nothing can listen.' };
    return settings(
      { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, user, password },
      isTls || port === 465 ? (said ?? 'tls') : said,
    );
  } catch {
    return { fault: 'SMTP_URL has a % that begins no character: write it as %25.' };
  }
}

type Where = { host: string; port: number | undefined; user: string | undefined; password: string | undefined };

function settings({ host, port, user, password }: Where, said: SmtpSettings['security'] | undefined): SmtpSettings {
  // Nobody listens in between a server and itself, and its certificate is hardly anybody's.
  const security = said ?? (isThisMachine(host) ? 'none' : 'starttls');
  const account = user === undefined || password === undefined ? {} : { user, password };
  return { host, port: port ?? PORTS[security], security, ...account };
}

/** What makes sending mail unsafe in production, one line each. */
export function mailWeaknesses(mail: MailConfig): string[] {
  if (mail.transport === 'smtp' && mail.smtp.security === 'none' && !isThisMachine(mail.smtp.host))
    return ['SMTP_SECURITY=none sends mails, and their links, in the clear to another machine; say starttls or tls'];
  const api = mail.transport === 'resend' ? URL.parse(mail.resend.baseUrl ?? '') : null;
  if (api?.protocol === 'http:' && !isThisMachine(api.hostname.replace(/^\[(.*)\]$/, '$1')))
    return ['RESEND_BASE_URL must be https:// where a key goes along'];
  return [];
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function secretOf(text: string): Buffer | undefined {
  const coded = text.replace(/^whsec_/, '');
  const bytes = Buffer.from(coded, 'base64');
  return bytes.length >= 16 && /^[A-Za-z0-9+/]+={0,2}$/.test(coded) ? bytes : undefined;
}

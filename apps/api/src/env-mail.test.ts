import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './env.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const mailOf = (settings: Record<string, string>) => readConfig({ NODE_ENV: 'test', ...settings }).mail;
const faultOf = (settings: Record<string, string>) => {
  try {
    readConfig({ NODE_ENV: 'test', ...settings });
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('settings of mail', () => {
  it('are files unless something else is said', () => {
    expect(mailOf({})).toEqual({ transport: 'file' });
    expect(mailOf({ RESEND_API_KEY: '', SMTP_URL: '' })).toEqual({ transport: 'file' });
  });

  it.each<[Record<string, string>, object]>([
    [{ SMTP_URL: 'smtp://127.0.0.1:2525' }, { host: '127.0.0.1', port: 2525, security: 'none' }],
    [{ SMTP_URL: 'smtp://localhost' }, { host: 'localhost', port: 25, security: 'none' }],
    [{ SMTP_URL: 'smtp://mail.example.org' }, { host: 'mail.example.org', port: 587, security: 'starttls' }],
    [{ SMTP_URL: 'smtp://mail.example.org:465' }, { host: 'mail.example.org', port: 465, security: 'tls' }],
    [
      { SMTP_URL: 'smtps://a%40example.org:p%3Aq%2F@mail.example.org' },
      { host: 'mail.example.org', port: 465, security: 'tls', user: 'a@example.org', password: 'p:q/' },
    ],
    [{ SMTP_URL: 'smtp://[::1]:25' }, { host: '::1', port: 25, security: 'none' }],
    [
      { SMTP_URL: 'smtp://relay:1025', SMTP_SECURITY: 'none' },
      { host: 'relay', port: 1025, security: 'none' },
    ],
    [
      { SMTP_HOST: 'mail.example.org', SMTP_USER: 'ana', SMTP_PASSWORD: 'secret' },
      { host: 'mail.example.org', port: 587, security: 'starttls', user: 'ana', password: 'secret' },
    ],
    [
      { SMTP_HOST: '127.0.0.1', SMTP_PORT: '2525' },
      { host: '127.0.0.1', port: 2525, security: 'none' },
    ],
    [
      { SMTP_HOST: 'mail.example.org', SMTP_PORT: '465' },
      { host: 'mail.example.org', port: 465, security: 'tls' },
    ],
  ])('name a mail server: %j', (settings, smtp) => {
    expect(mailOf(settings)).toEqual({ transport: 'smtp', smtp });
  });

  it('name Resend, and the secret it signs with', () => {
    const mail = mailOf({ RESEND_API_KEY: 're_123', RESEND_BASE_URL: 'http://127.0.0.1:4000/', RESEND_WEBHOOK_SECRET: SECRET });
    expect(mail).toMatchObject({ transport: 'resend', resend: { apiKey: 're_123', baseUrl: 'http://127.0.0.1:4000' } });
    expect(mail.webhookSecret).toHaveLength(24);
    expect(mailOf({ SMTP_URL: 'smtp://localhost', RESEND_WEBHOOK_SECRET: SECRET })).toHaveProperty('webhookSecret');
  });

  it.each<[Record<string, string>, string]>([
    [{ RESEND_API_KEY: 're_1', SMTP_URL: 'smtp://localhost' }, 'RESEND_API_KEY and SMTP_URL are both set'],
    [{ RESEND_BASE_URL: 'https://x.example' }, 'needs RESEND_API_KEY'],
    [{ RESEND_API_KEY: 're 1' }, 'RESEND_API_KEY is not a key'],
    [{ RESEND_WEBHOOK_SECRET: 'secret' }, 'RESEND_WEBHOOK_SECRET is not a signing secret'],
    [{ SMTP_URL: 'mail.example.org:25' }, 'SMTP_URL is no address'],
    [{ SMTP_URL: 'http://mail.example.org' }, 'SMTP_URL is no address'],
    [{ SMTP_URL: 'smtp://user@mail.example.org' }, 'both user and password'],
    [{ SMTP_URL: 'smtp://mail.example.org/?pool=true' }, 'something behind'],
    [{ SMTP_URL: 'smtp://a:%zz@mail.example.org' }, '%25'],
    [{ SMTP_URL: 'smtps://mail.example.org', SMTP_SECURITY: 'none' }, 'contradicts'],
    [{ SMTP_URL: 'smtp://localhost', SMTP_HOST: 'localhost' }, 'SMTP_HOST is in SMTP_URL already'],
    [{ SMTP_PORT: '25' }, 'SMTP_PORT needs SMTP_HOST'],
    [{ SMTP_SECURITY: 'tls' }, 'SMTP_SECURITY needs SMTP_HOST'],
    [{ SMTP_HOST: 'localhost', SMTP_USER: 'ana' }, 'SMTP_PASSWORD is missing'],
    [{ SMTP_HOST: 'localhost', SMTP_PASSWORD: 'x' }, 'SMTP_USER is missing'],
    [{ SMTP_HOST: 'local host' }, 'SMTP_HOST is not the name'],
    [{ SMTP_HOST: 'localhost', SMTP_PORT: '70000' }, 'SMTP_PORT is not a port'],
    [{ SMTP_SECURITY: 'ssl', SMTP_HOST: 'localhost' }, 'SMTP_SECURITY must be'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be'],
  ])('say what is wrong: %j', (settings, fault) => {
    expect(faultOf(settings)).toContain(fault);
  });

  it('repeat no password in what they say', () => {
    for (const url of ['smtp//ana:s3cret@mail.example.org', 'smtp://ana:s3cret@mail.example.org/x', 'smtp://ana:s3cret%@mail.example.org'])
      expect(faultOf({ SMTP_URL: url })).not.toContain('s3cret');
  });

  it('let nothing go in the clear to another machine in production', () => {
    const production = { NODE_ENV: 'production', BASE_URL: 'https://trip.example' };
    expect(faultOf({ ...production, SMTP_URL: 'smtp://relay:25', SMTP_SECURITY: 'none' })).toContain('in the clear to another machine');
    expect(faultOf({ ...production, RESEND_API_KEY: 're_1', RESEND_BASE_URL: 'http://relay:80' })).toContain(
      'RESEND_BASE_URL must be https://',
    );
    expect(faultOf({ ...production, SMTP_URL: 'smtp://relay:25' })).toBe('');
    expect(faultOf({ ...production, SMTP_URL: 'smtp://127.0.0.1:25' })).toBe('');
    expect(faultOf({ ...production, RESEND_API_KEY: 're_1' })).toBe('');
  });
});

export type { Mail, Mailer } from './mail.ts';

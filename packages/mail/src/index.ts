export { fileTransport } from './file-transport.ts';
export type { Letter, Message, Transport } from './letter.ts';
export { createMail, type MailService } from './mail.service.ts';
export type { Mail, Mailer } from './mail.ts';
export { resendTransport, type ResendSettings } from './resend-transport.ts';
export { smtpTransport, type SmtpSettings } from './smtp-transport.ts';
export type { MailEvent } from './returned.service.ts';
export type { Unsubscription } from './unsubscribe-tokens.ts';

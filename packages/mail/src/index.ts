export { mailFigures, type MailFigures } from './figures.repo.ts';
export { fileTransport } from './file-transport.ts';
export type { Letter, Message, Transport } from './letter.ts';
export { createMail, type MailService } from './mail.service.ts';
export type { Mail, Mailer } from './mail.ts';

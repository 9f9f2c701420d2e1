import type { Mail } from '../mail.ts';

/** What a mail says, in plain text: the layout escapes it. */
export type Content = {
  subject: string;
  /** The subject again, as a heading in the mail. */
  title: string;
  paragraphs: string[];
  /** What happened, as label and value. */
  facts?: [label: string, value: string][];
  action?: { label: string; link: string };
  /** What to do, or that there is nothing to do, if it wasn't you. */
  otherwise: string;
  /** Why this mail came, where it is not about the account's security. */
  footer?: string;
};

/** How a language's words write what is not words. */
export type Say = {
  /** Date and time in UTC, with the zone named. */
  moment(at: number): string;
  /** The country's name. */
  country(code: string): string;
};

/** All mails in one language. To add a language: write one more of these and name it in `render.ts`. */
export type Words = {
  /** Language and region that dates are written for when the person's own locale is another. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** Before the bare link, for readers whose button does nothing. */
  bareLink: string;
  /** The last line, of mails about the account's security: why it came. */
  footer: string;
  /** Texts in `mail` are one line each; links are whole. */
  content(mail: Mail, say: Say): Content;
};

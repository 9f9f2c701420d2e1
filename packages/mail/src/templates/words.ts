import type { Mail } from '../mail.ts';

export type LinkTo = { label: string; link: string };

/** What a mail says, in plain text: the layout escapes it. */
export type Content = {
  subject: string;
  /** The subject again, as a heading in the mail. */
  title: string;
  paragraphs: string[];
  /** What it is about, as label and value. */
  facts?: [label: string, value: string][];
  /** More of them, under headings of their own. */
  tables?: { heading: string; rows: [label: string, value: string][] }[];
  action?: LinkTo;
  /** What to do, or that there is nothing to do, if it wasn't you. */
  otherwise?: string;
  /** Why this mail came, where it is not about the account's security. */
  footer?: string;
};

/** A mail as it is laid out. */
export type Page = Content & {
  language: string;
  direction: 'ltr' | 'rtl';
  footer: string;
  /** Below it all: how to get fewer mails. */
  links: LinkTo[];
  bareLink: string;
};

/** How a language's words write what is not words. */
export type Say = {
  /** Date and time in UTC, with the zone named. */
  moment(at: number): string;
  /** A day (`2027-05-17`) with its weekday. */
  day(date: string): string;
  /** From one day to another. */
  days(from: string, to: string): string;
  /** A time of day (`09:30`) as it is written there. */
  time(clock: string): string;
  number(value: number): string;
  money(value: { amount: number; currency: string }): string;
  /** The country's name. */
  country(code: string): string;
  list(words: readonly string[]): string;
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
  /** Leads to where one chooses which mails one gets. */
  choose: string;
  /** Leads to where mails of this kind end. */
  stop: string;
  /** Texts in `mail` are one line each; links are whole. */
  content(mail: Mail, say: Say): Content;
};

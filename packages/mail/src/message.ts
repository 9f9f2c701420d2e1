import { domainToASCII } from 'node:url';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Message } from './letter.ts';

/** Longest line in bytes that may go as it is; RFC 5322 allows 998. */
const LINE_MAX = 900;

/**
 * A mail as an Internet message (RFC 5322, MIME): text and HTML as alternatives, both as 8-bit UTF-8 wherever
 * their lines allow it, so that a link can be found in the bytes. The Message-ID comes from the outbox row:
 * a mail that was handed over twice is the same mail to the one who reads it.
 */
export function composeMessage(message: Message): Promise<Buffer> {
  const { id, from, to, subject, text, html, date } = message;
  const more = extraHeaders(message);
  const root = new MimeNode('multipart/alternative');
  root.setHeader({
    From: from,
    To: { name: '', address: to },
    Subject: subject,
    'Message-ID': `<${id}@${domainOf(from)}>`,
    Date: new Date(date).toUTCString().replace('GMT', '+0000'),
    ...more,
  });
  addPart(root, 'text/plain; charset=utf-8', text);
  if (html !== undefined) addPart(root, 'text/html; charset=utf-8', html);
  return root.build();
}

/**
 * The headers that every way of sending has beside those it makes itself. Throws `TypeError` when anything that becomes a
 * header is more than one line.
 */
export function extraHeaders({ id, from, to, subject, unsubscribe }: Message): Record<string, string> {
  for (const value of [id, from, to, subject, unsubscribe ?? '']) {
    if (/\p{Cc}/u.test(value)) throw new TypeError('A header of a mail must be one line.');
  }
  // Out-of-office robots leave it alone (RFC 3834).
  const always = { 'Auto-Submitted': 'auto-generated' };
  if (unsubscribe === undefined) return always;
  // One click, without a visit (RFC 8058).
  return { ...always, 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function addPart(root: MimeNode, type: string, content: string): void {
  const body = `${content.trimEnd().replace(/\r\n?|\n/g, '\r\n')}\r\n`;
  const part = root.createChild(type);
  if (body.split('\r\n').some((line) => Buffer.byteLength(line) > LINE_MAX)) part.setContent(body);
  else part.setRaw(`Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`);
}

/** The bare address of `Name <address>`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

function domainOf(from: string): string {
  const domain = domainToASCII(/@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? '');
  return domain === '' ? 'localhost' : domain;
}

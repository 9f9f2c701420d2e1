/**
 * A model's text as plain text. What leaves this file has no markup, no link, no control or invisible character, and
 * is one line; nothing in it is ever read as an instruction. Escaping for HTML, Markdown, calendars or tables is still
 * the business of whoever writes those.
 */

/** Elements whose contents are no text either. */
const HIDDEN = /<(script|style|template|iframe|svg|math|noscript|title)\b[\s\S]*?(<\/\1\s*>|$)/giu;
const COMMENT = /<!--[\s\S]*?(-->|$)/gu;
const TAG = /<\/?[a-z!?][^<>]*(>|$)/giu;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/giu;
const MARKDOWN_LINK = /!?\[([^[\]]{0,300})\]\([^)]{0,500}\)?/gu;
const ADDRESS = /\b(?:[a-z][a-z\d+.-]{0,20}:\/\/|(?:javascript|data|vbscript|mailto|tel|sms|file|blob):|www\.)\S*/giu;
const MAIL = /[^\s@]{1,64}@[^\s@.]{1,63}\.[^\s@]{1,190}/gu;
/** A bare host name is made a link by many readers. The usual ends only: “St.Peter” is no host. */
const HOST =
  /\b(?:[a-z\d][a-z\d-]{0,62}\.){1,5}(?:com|net|org|info|biz|io|co|me|app|dev|xyz|top|site|online|shop|store|link|click|live|ly|gg|tk|ru|cn|zip|page)\b(?:[/?#]\S*)?/giu;
/** Controls, unpaired surrogates, private use, and everything invisible but the joiners that scripts need. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\ufff9-\ufffd]|(?![\u200c\u200d])\p{Cf}/gu;
const SYNTAX = /:\/+|[<>`*_~#|\\[\]{}^=]+/gu;

/** More of a text than this is not looked at; all patterns are bounded, so that none takes longer than its text is long. */
const MOST = 4_000;

/** True for text that holds an address to go or write to; names and notes of places have none. */
export function holdsLink(text: string): boolean {
  const start = text.slice(0, MOST);
  return [ADDRESS, MAIL, HOST, MARKDOWN_LINK].some((pattern) => start.search(pattern) >= 0);
}

/** One plain line of at most `max` UTF-16 units, cut between words where it is too long; may be empty. */
export function plainLine(text: string, max: number): string {
  let plain = text.slice(0, MOST).normalize('NFC');
  plain = plain.replace(/[\t\r\n\u2028\u2029]+/gu, ' ').replace(INVISIBLE, '');
  plain = plain.replace(HIDDEN, ' ').replace(COMMENT, ' ').replace(TAG, ' ').replace(ENTITY, ' ');
  plain = plain.replace(MARKDOWN_LINK, '$1').replace(ADDRESS, ' ').replace(MAIL, ' ').replace(HOST, ' ');
  plain = plain
    .replace(SYNTAX, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s+([,.;:!?])/gu, '$1');
  // A table reads a line that begins so as a formula, and a list item begins so.
  plain = plain.replace(/^[\s=+@,.;:!?-]+/u, '').trim();
  if (plain.length <= max) return plain;
  const cut = plain
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\ufffd$/u, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > max / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Words that speak to a program or to a wallet and not of a place. */
const NO_NOTE =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules?|above|previous)|\b(?:system|developer) (?:prompt|message)|\bpasswords?\b|\b(?:credit|debit|bank) cards?\b|\bcard numbers?\b|\bwire (?:the )?money\b|\bgift cards?\b|\bapi keys?\b/iu;

/** A sentence about a place; `undefined` when there is none, or when it holds a link or speaks of something else. */
export function plainNote(text: string, max: number): string | undefined {
  if (holdsLink(text)) return undefined;
  const line = plainLine(text, max);
  return line.length < 3 || NO_NOTE.test(line) ? undefined : line;
}

/** A place's name: letters in it, and no link; else `undefined`. */
export function plainName(text: string, max: number): string | undefined {
  if (holdsLink(text)) return undefined;
  const line = plainLine(text, max);
  return line.length < 2 || !/\p{L}/u.test(line) ? undefined : line;
}

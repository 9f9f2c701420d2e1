import { email, isPlainDate } from '@tripmaster/contracts';
import type { Mail } from '../mail.ts';

const LONGEST = 120;
/** More cities, and more of a day, than these a mail does not list. */
const MOST_LISTED = 10;

/**
 * The mail with all that came from outside made harmless: the address is checked, links are whole web addresses,
 * texts are one line. Throws `TypeError` for what no caller of good faith passes.
 */
export function inert(mail: Mail): Mail {
  if (email.safeParse(mail.to).data !== mail.to) throw new TypeError('A mail must go to one address.');
  const safe = { ...mail };
  if ('link' in safe) safe.link = webAddress(safe.link);
  if ('settings' in safe) safe.settings = webAddress(safe.settings);
  if (safe.unsubscribe !== undefined) safe.unsubscribe = webAddress(safe.unsubscribe);
  if ('newEmail' in safe) safe.newEmail = oneLine(safe.newEmail);
  if ('device' in safe) safe.device = strangersWords(safe.device);
  if ('trip' in safe) safe.trip = strangersWords(safe.trip);
  if ('inviter' in safe && safe.inviter !== null) safe.inviter = strangersWords(safe.inviter);
  if ('who' in safe && safe.who !== null) safe.who = strangersWords(safe.who);
  if ('days' in safe && !(isPlainDate(safe.days.from) && isPlainDate(safe.days.to) && safe.days.from <= safe.days.to))
    throw new TypeError('The days of a mail must be dates, one after the other.');
  if (safe.kind === 'trip-reminder') {
    safe.cities = safe.cities.slice(0, MOST_LISTED).map(strangersWords);
    safe.first = safe.first.slice(0, MOST_LISTED).map(({ start, title }) => ({ start: clock(start), title: strangersWords(title) }));
  }
  if (safe.kind === 'digest') {
    const destinations = safe.figures.destinations?.slice(0, MOST_LISTED).map(strangersWords) ?? null;
    safe.figures = { ...safe.figures, destinations };
  }
  if (safe.kind === 'alert') {
    safe.rule = strangersWords(safe.rule);
    safe.value = oneLine(safe.value);
    safe.limit = oneLine(safe.limit);
  }
  return safe;
}

/** One line: control characters and line breaks become a space, marks that turn text around go. */
function oneLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}

/**
 * The words for a device come from a header anybody can write, those of a trip from whoever has it. What a mail program
 * would turn into a link is taken apart: no stranger puts one into our mail.
 */
function strangersWords(text: string): string {
  const words = oneLine(text)
    .replace(/[^\p{L}\p{M}\p{N} .,()+_…’'&–-]/gu, ' ')
    .replace(/\.(?=\p{L})/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return words === '' ? '–' : words;
}

function clock(time: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new TypeError('A time of day in a mail must be one.');
  return time;
}

function webAddress(link: string): string {
  const url = URL.parse(link);
  if (url === null || !/^https?:$/.test(url.protocol) || /[\p{Cc}\s]/u.test(link))
    throw new TypeError('A link in a mail must be a web address.');
  return url.href;
}

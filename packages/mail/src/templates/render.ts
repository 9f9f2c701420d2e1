import type { Letter } from '../letter.ts';
import type { Mail } from '../mail.ts';
import { english } from './english.ts';
import { inert } from './inert.ts';
import { asHtml, asText } from './layout.ts';
import type { Say, Words } from './words.ts';

/** By language, without region. */
const LANGUAGES: Readonly<Record<string, Words>> = { en: english };

/** The words of a mail in the person's language, else in English. Throws `TypeError` when it can't be sent as it is. */
export function render(mail: Mail): Letter {
  const { words, locale } = wordsFor(mail.locale);
  const content = words.content(inert(mail), sayIn(locale));
  const page = { ...content, language: locale, words };
  return { to: mail.to, subject: content.subject, text: asText(page), html: asHtml(page) };
}

/** The words, and the locale that dates in them are written for: the person's own, where it is of that language. */
function wordsFor(wanted: string | null | undefined): { words: Words; locale: string } {
  const locale = canonical(wanted);
  const words = locale === undefined ? undefined : LANGUAGES[locale.language];
  if (locale === undefined || words === undefined) return { words: english, locale: english.locale };
  return { words, locale: locale.region === undefined ? words.locale : locale.baseName };
}

function canonical(locale: string | null | undefined): Intl.Locale | undefined {
  if (locale === null || locale === undefined) return undefined;
  try {
    return new Intl.Locale(locale);
  } catch {
    return undefined; // not a language tag after all: the fallback is good enough for a mail
  }
}

function sayIn(locale: string): Say {
  return {
    moment: (at) =>
      new Intl.DateTimeFormat(locale, {
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
        timeZoneName: 'short',
      }).format(at),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code) : '–'),
  };
}

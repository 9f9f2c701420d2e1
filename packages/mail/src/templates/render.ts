import type { Letter } from '../letter.ts';
import type { Mail } from '../mail.ts';
import { english } from './english.ts';
import { inert } from './inert.ts';
import { sayIn } from './say.ts';
import { asText } from './text.ts';
import type { Page, Words } from './words.ts';

/** By language, without region. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: english };

/** The words of a mail in the person's language, else in English. Rejects with `TypeError` when it can't be sent as it is. */
export async function render(mail: Mail): Promise<Letter> {
  const safe = inert(mail);
  const { words, locale } = wordsFor(mail.locale);
  const content = words.content(safe, sayIn(locale));
  const page: Page = {
    footer: words.footer,
    ...content,
    language: locale,
    direction: words.direction,
    bareLink: words.bareLink,
    links: [
      ...('settings' in safe ? [{ label: words.choose, link: safe.settings }] : []),
      ...(safe.unsubscribe === undefined ? [] : [{ label: words.stop, link: safe.unsubscribe }]),
    ],
  };
  // Loaded with the first mail, not at process start.
  const { asHtml } = await import('./html.ts');
  const { alsoAbout } = mail;
  return {
    to: mail.to,
    subject: content.subject,
    text: asText(page),
    html: await asHtml(page),
    ...(alsoAbout === undefined ? {} : { alsoAbout }),
  };
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

/** Languages in which a date is looked for: those that titles and models write most. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'pl', 'cs', 'el', 'ru', 'uk', 'tr', 'he'];
/** Letters and marks that may stand between a day and its month: `13th of May`, `13. Mai`, `13 de mayo`, `ה-13 במאי`. */
const BETWEEN = String.raw`(?:st|nd|rd|th|er|º|ª)?[.,]?\s*(?:of|de|di|d['’]|ב)?\s*`;
const JOINTS = String.raw`\s?[./\-–]\s?`;

const names = new Map<number, readonly string[]>();

/** The names of a month (1 to 12), long and short, as they stand in dates. */
function namesOf(month: number): readonly string[] {
  const known = names.get(month);
  if (known !== undefined) return known;
  const found = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) => {
      const parts = (options: Intl.DateTimeFormatOptions): string =>
        new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
          .formatToParts(Date.UTC(2027, month - 1, 1))
          .find(({ type }) => type === 'month')?.value ?? '';
      return [parts({ month: style }), parts({ month: style, day: 'numeric' })];
    }),
  );
  // A bare number is a month in no text.
  const words = [...new Set(found.map((name) => name.toLowerCase().replace(/\.$/, '')))].filter((name) => /\p{L}{3}/u.test(name));
  names.set(month, words);
  return words;
}

/**
 * Says whether a text names one of `dates`, in figures (`2027-05-13`, `20270513`, `13.5.`, `5/13`) or with the month's name
 * in any of the usual languages (`13 May`, `May 13th`, `13. Mai`, `5月13日`). A day alone is none, and a month neither.
 */
export function tellsOneOf(dates: readonly string[]): (text: string) => boolean {
  const byMonth = new Map<string, string[]>();
  for (const date of dates) byMonth.set(date.slice(0, 7), [...(byMonth.get(date.slice(0, 7)) ?? []), date.slice(8)]);
  const patterns = [...byMonth].map(([month, days]) => {
    const [year = '', monthOfYear = ''] = month.split('-');
    const day = `(?:${days.map((two) => two.replace(/^0/, '0?')).join('|')})`;
    const both = `(?:${days.join('|')})`;
    const inFigures = monthOfYear.replace(/^0/, '0?');
    const name = `(?:${namesOf(Number(monthOfYear)).map(escapeRegExp).join('|')})`;
    return [
      `${year}\\D?${monthOfYear}\\D?${both}(?!\\d)`,
      `(?<!\\d)${day}${JOINTS}${inFigures}(?!\\d)`,
      `(?<!\\d)${inFigures}${JOINTS}${day}(?!\\d)`,
      `(?<!\\d)${day}${BETWEEN}${name}`,
      `${name}[.,]?\\s*${day}(?!\\d)`,
      `(?<!\\d)${inFigures}\\s?[月월]\\s?${day}\\s?[日일]`,
    ].join('|');
  });
  if (patterns.length === 0) return () => false;
  const pattern = new RegExp(patterns.join('|'), 'iu');
  return (text) => pattern.test(text.normalize('NFC'));
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

import { fold, formatMoney, weekdayOf, type Money } from '@tripmaster/contracts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `Mondays`, for the weekday of a date. */
export function weekdays(date: string): string {
  return `${WEEKDAYS[weekdayOf(date)] ?? ''}s`;
}

/** `17 May`. */
export function dayAndMonth(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}

/** `Monday 17 May`. */
export function dateWords(date: string): string {
  return `${WEEKDAYS[weekdayOf(date)] ?? ''} ${dayAndMonth(date)}`;
}

/** `May 2027`, of `2027-05`. */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** `1 night`, `2 nights`; `many` where an s is not enough. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `14 h 50 min`. */
export function lasting(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `450 m`, `3.2 km`. */
export function distance(metres: number): string {
  return metres < 1_000 ? `${Math.round(metres)} m` : `${(metres / 1_000).toFixed(1)} km`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** An amount without its sign, for sentences that say the direction. */
export function price(money: Money): string {
  return formatMoney({ ...money, amount: Math.abs(money.amount) });
}

/** Letters that Unicode does not decompose, as people type them on a plain keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ə: 'a',
  ƙ: 'k',
  ɗ: 'd',
};

/**
 * Letters and digits alone, so that spelling, case and accents do not tell the same name apart: `Évora` = `evora`,
 * `Saint-Malo` = `saint malo`, `Xi’an` = `xian`, `Łódź` = `lodz`. Other scripts keep their letters.
 */
export function plain(name: string): string {
  return fold(name)
    .replace(/[ßøæœłđðþħıŋəƙɗ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’‘`´ʻʼʿʾ.·]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

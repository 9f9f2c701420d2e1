import { z } from 'zod';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** True when the text can be stored and sent anywhere: no NUL (PostgreSQL refuses it) and no half character. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}

/**
 * Text a person typed: trimmed, NFC-normalised, storable on every engine, at most `max` characters.
 * Control characters other than tab and line breaks are refused.
 */
export function text(max: number, min = 0) {
  return z
    .string()
    .max(max * 2)
    .refine(isStorableText, 'contains characters that cannot be stored')
    .refine((value) => !/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value), 'contains control characters')
    .transform((value) => value.normalize('NFC').trim())
    .pipe(z.string().min(min).max(max));
}

/** One line of text: as `text`, without line breaks or tabs. */
export function line(max: number, min = 1) {
  return text(max, min).refine((value) => !/[\r\n\t\u2028\u2029]/.test(value), 'must be one line');
}

/** Text as it is searched: lower case, without diacritics (`Évora` → `evora`), runs of space made one. */
export function fold(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

import { isPlainDate } from '@tripmaster/contracts';
import { formatDateRange } from '../../lib/format.ts';

const FORMATS: readonly [RegExp, Intl.DateTimeFormatOptions][] = [
  [/^\d{4}-\d{2}$/, { month: 'long', year: 'numeric' }],
  [/^\d{4}-\d{2}-\d{2}/, { day: 'numeric', month: 'short', year: 'numeric' }],
];

/** When facts were gathered, as people write it: `2025-06` is June 2025, `2026-11-20` is 20 Nov 2026. */
export function asOfText(asOf: string): string {
  const format = FORMATS.find(([pattern]) => pattern.test(asOf))?.[1];
  const date = new Date(asOf.length === 7 ? `${asOf}-01` : asOf.slice(0, 10));
  return format === undefined || Number.isNaN(date.getTime())
    ? asOf
    : new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(date);
}

/** `31 December 2024`, as a source's own name may have it; what is no whole date stays as it came. */
function longDate(asOf: string): string {
  return isPlainDate(asOf) ? formatDateRange(asOf, asOf) : asOf;
}

/** Source and date on one line: `Turismo de Lisboa, 20 Nov 2026`. */
export function sourceText({ source, asOf }: { source?: string | undefined; asOf?: string | undefined }): string | undefined {
  const named = asOf !== undefined && source?.includes(longDate(asOf)) === true;
  const parts = [source, asOf === undefined || named ? undefined : asOfText(asOf)].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

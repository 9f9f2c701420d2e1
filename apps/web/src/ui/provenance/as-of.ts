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

/** Source and date on one line: `Turismo de Lisboa, 20 Nov 2026`. */
export function sourceText({ source, asOf }: { source?: string | undefined; asOf?: string | undefined }): string | undefined {
  const parts = [source, asOf === undefined ? undefined : asOfText(asOf)].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

import { formatAgo, formatDay, formatMoment } from '../lib/moments.ts';

/** How long ago something was; the moment itself is in the title. */
export function Ago({ value }: { value: string }) {
  return (
    <time dateTime={value} title={formatMoment(value)}>
      {formatAgo(value)}
    </time>
  );
}

/** The day something was; the moment itself is in the title. */
export function Day({ value }: { value: string }) {
  return (
    <time dateTime={value} title={formatMoment(value)}>
      {formatDay(value)}
    </time>
  );
}

/** Day and time: `23 Nov 2026, 09:41`. */
export function Moment({ value }: { value: string }) {
  return <time dateTime={value}>{formatMoment(value)}</time>;
}

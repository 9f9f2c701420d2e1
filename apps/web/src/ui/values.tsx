import type { Money as MoneyValue } from '@tripmaster/contracts';
import { formatAmount, formatMoney } from '../lib/format.ts';

/** An amount with all its minor units, tabular, never broken, in its own direction. `code` false where the column says it. */
export function Money({ value, signed = false, code = true }: { value: MoneyValue; signed?: boolean; code?: boolean }) {
  return (
    <bdi className="num money-text">
      {code ? formatMoney(value, { signed }) : `${signed && value.amount > 0 ? '+' : ''}${formatAmount(value)}`}
    </bdi>
  );
}

/** A trip's local time, `HH:mm`, as a `time` element. */
export function Time({ value }: { value: string }) {
  return <time dateTime={value}>{value}</time>;
}

/** From and to with an en dash, in one piece: `10:00–19:00`. */
export function TimeRange({ start, end }: { start: string; end: string }) {
  return (
    <bdi className="num nb">
      <Time value={start} />
      {'\u2013'}
      <Time value={end} />
    </bdi>
  );
}

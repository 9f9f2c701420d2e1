import type { ExperimentMetric, ExperimentVerdict, VariationResult } from '@tripmaster/contracts';
import { formatCount, formatMoney, LOCALE } from '../../lib/format.ts';
import type { Tone } from '../../ui/marks.tsx';

export const KIND_WORDS: Readonly<Record<ExperimentMetric['kind'], string>> = {
  conversion: 'whether it came',
  count: 'how often it came',
  amount: 'what it amounts to',
};

export const VERDICT_WORDS: Readonly<Record<ExperimentVerdict, { word: string; tone: Tone }>> = {
  better: { word: 'Better', tone: 'plain' },
  worse: { word: 'Worse', tone: 'broken' },
  'no difference shown': { word: 'No difference shown', tone: 'plain' },
  'too few': { word: 'Too few', tone: 'tight' },
};

const lifts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** `+4.2 %` of 0.042, with a true minus. */
export function liftText(lift: number): string {
  return `${lifts.format(100 * lift).replace('-', '\u2212')}\u00a0%`;
}

/** `−1.3 % to +9.8 %`. */
export function intervalText({ from, to }: { from: number; to: number }): string {
  return `${liftText(from)} to ${liftText(to)}`;
}

/** A mean in the metric’s own measure: a rate in percent, a number, an amount of money. */
export function meanText({ kind, currency = 'EUR' }: ExperimentMetric, { mean }: Pick<VariationResult, 'mean'>): string {
  if (mean === undefined) return '–';
  if (kind === 'conversion') return `${(100 * mean).toFixed(2)}\u00a0%`;
  return kind === 'count' ? mean.toFixed(3) : formatMoney({ amount: Math.round(mean), currency });
}

/** What all units together did. */
export function totalText({ kind, currency = 'EUR' }: ExperimentMetric, { total }: Pick<VariationResult, 'total'>): string {
  return kind === 'amount' ? formatMoney({ amount: Math.round(total), currency }) : formatCount(total);
}

/** `0.003`, or `under 0.001`. */
export function pText(p: number): string {
  return p < 0.001 ? 'under 0.001' : p.toFixed(3);
}

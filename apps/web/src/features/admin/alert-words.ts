import { ALERT_METRICS, type AlertMetric, type AlertRule, type AlertState } from '@tripmaster/contracts';
import { LOCALE } from '../../lib/format.ts';

type Words = { name: string; unit: string; /** A rule to begin with. */ usual: { threshold: number; clearAt: number; forMinutes: number } };

/** What can be watched, in words, with bounds that suit a small server. */
export const METRICS: Readonly<Record<AlertMetric, Words>> = {
  'error-rate': { name: 'Requests that fail', unit: '%', usual: { threshold: 5, clearAt: 1, forMinutes: 5 } },
  'latency-p95': { name: 'Slow answers (95 of 100 are faster)', unit: 'ms', usual: { threshold: 1_500, clearAt: 800, forMinutes: 10 } },
  requests: { name: 'Requests', unit: '', usual: { threshold: 10_000, clearAt: 8_000, forMinutes: 5 } },
  'sign-ups': { name: 'New accounts', unit: '', usual: { threshold: 50, clearAt: 20, forMinutes: 0 } },
  'failed-mails': { name: 'Mails given up', unit: '', usual: { threshold: 0, clearAt: 0, forMinutes: 0 } },
  'dead-jobs': { name: 'Jobs given up', unit: '', usual: { threshold: 0, clearAt: 0, forMinutes: 0 } },
  'dropped-events': { name: 'Events not counted today', unit: '', usual: { threshold: 10_000, clearAt: 10_000, forMinutes: 0 } },
  'job-age': { name: 'Longest wait of a job', unit: 's', usual: { threshold: 600, clearAt: 60, forMinutes: 0 } },
  'mail-age': { name: 'Longest wait of a mail', unit: 's', usual: { threshold: 900, clearAt: 120, forMinutes: 0 } },
  'backup-age': { name: 'Age of the last backup', unit: 'h', usual: { threshold: 36, clearAt: 30, forMinutes: 0 } },
  'disk-used': { name: 'Disk in use', unit: '%', usual: { threshold: 85, clearAt: 80, forMinutes: 5 } },
  'model-spend': { name: 'Spent on models today', unit: 'USD', usual: { threshold: 20, clearAt: 20, forMinutes: 0 } },
};

export const STATES: Readonly<Record<AlertState, string>> = { ok: 'Quiet', pending: 'Past its bound', firing: 'Alert' };

/** A value with its unit: `7.25 %`. */
export function valueText(metric: AlertMetric, value: number): string {
  const number = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 }).format(value);
  const { unit } = METRICS[metric];
  return unit === '' ? number : `${number}\u00a0${unit}`;
}

/** What a rule says, as one sentence. */
export function ruleText({ metric, when, threshold, clearAt, windowMinutes, forMinutes }: AlertRule): string {
  const window = ALERT_METRICS[metric].windowed ? `, over ${minutes(windowMinutes)}` : '';
  const long = forMinutes === 0 ? '' : ` for ${minutes(forMinutes)}`;
  const back = when === 'above' ? 'down to' : 'up to';
  return `Tells when ${when} ${valueText(metric, threshold)}${long}${window}; over when ${back} ${valueText(metric, clearAt)}.`;
}

function minutes(count: number): string {
  return count === 1 ? 'a minute' : `${count} minutes`;
}

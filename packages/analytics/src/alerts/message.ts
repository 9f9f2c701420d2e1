import { ALERT_METRICS, type AlertMetric, type AlertRule } from '@tripmaster/contracts';

/** What is told of a rule. */
export type AlertMessage = {
  kind: 'fired' | 'over' | 'test';
  ruleId: string;
  rule: AlertRule;
  value?: number | undefined;
  /** In milliseconds since 1970. */
  at: number;
};

const WORDS: Readonly<Record<AlertMetric, string>> = {
  'error-rate': 'Requests that failed',
  'latency-p95': 'Time that 95 of 100 answers stay under',
  requests: 'Requests',
  'sign-ups': 'New accounts',
  'failed-mails': 'Mails given up',
  'dead-jobs': 'Jobs given up',
  'dropped-events': 'Events not counted today',
  'job-age': 'Longest wait of a job',
  'mail-age': 'Longest wait of a mail',
  'disk-used': 'Disk in use',
  'backup-age': 'Age of the last backup',
  'model-spend': 'Spent on models today',
};
const UNITS = { percent: ' %', milliseconds: ' ms', seconds: ' s', hours: ' h', dollars: ' USD', count: '' } as const;

/** A value with its unit, as in `7.25 %`. */
function written(metric: AlertMetric, value: number): string {
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value)}${UNITS[ALERT_METRICS[metric].unit]}`;
}

/** What the message is called, and what it says, in words. */
export function inWords({ kind, rule, value }: AlertMessage): { title: string; value: string; limit: string; text: string } {
  const { name, metric, when, threshold, clearAt, windowMinutes } = rule;
  const window = ALERT_METRICS[metric].windowed ? ` in the last ${windowMinutes === 1 ? 'minute' : `${windowMinutes} minutes`}` : '';
  const measured = value === undefined ? 'can’t be measured just now' : `${written(metric, value)}${window}`;
  const title = { fired: `Alert: ${name}`, over: `Over: ${name}`, test: `Test: ${name}` }[kind];
  const limit = `${when} ${written(metric, threshold)}`;
  const bound =
    kind === 'over'
      ? `It is back ${when === 'above' ? 'at or below' : 'at or above'} ${written(metric, clearAt)}.`
      : `The rule tells when it is ${limit}.`;
  return {
    title,
    value: measured,
    limit,
    text: `${WORDS[metric]}: ${measured}. ${bound}${kind === 'test' ? ' This is only a test.' : ''}`,
  };
}

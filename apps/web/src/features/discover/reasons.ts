import type { ReportReason } from '@tripmaster/contracts';

/** Why a public plan is reported, in words. */
export const REASONS = [
  { value: 'spam', label: 'Advertising or nonsense' },
  { value: 'offensive', label: 'Offensive or hateful' },
  { value: 'private-data', label: 'Shows something private about a person' },
  { value: 'dangerous', label: 'Dangerous or against the law' },
  { value: 'other', label: 'Something else' },
] as const satisfies readonly { value: ReportReason; label: string }[];

export function reasonWord(reason: ReportReason): string {
  return REASONS.find(({ value }) => value === reason)?.label ?? reason;
}

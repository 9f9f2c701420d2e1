import { countingMode, type CountingMode } from '@tripmaster/contracts';
import { z } from 'zod';

/** Settings of what is counted, and of what the log says of who asked. */
export const analyticsSettings = {
  ANALYTICS: z.enum(countingMode.options, 'must be on, off or consent').default('on'),
  EVENTS_KEPT_DAYS: z.coerce
    .number('is not a number')
    .int('must be whole')
    .min(760, 'must be at least 760: figures look back 731 days')
    .max(36_500, 'must be at most 36500')
    .optional(),
  LOG_ADDRESSES: z.enum(['full', 'network', 'none'], 'must be full, network or none').default('full'),
};
export type AnalyticsEnvironment = z.infer<z.ZodObject<typeof analyticsSettings>>;

export type LogAddresses = AnalyticsEnvironment['LOG_ADDRESSES'];
export type AnalyticsConfig = {
  /** Whether visits are counted: always, never, or where the person has said yes. */
  analytics: CountingMode;
  /** How long events are kept; absent: for ever. */
  eventsKeptDays: number | undefined;
  /** How much of an address the log keeps. */
  logAddresses: LogAddresses;
};

export function analyticsOf({ ANALYTICS, EVENTS_KEPT_DAYS, LOG_ADDRESSES }: AnalyticsEnvironment): AnalyticsConfig {
  return { analytics: ANALYTICS, eventsKeptDays: EVENTS_KEPT_DAYS, logAddresses: LOG_ADDRESSES };
}

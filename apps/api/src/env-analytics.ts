import { countingMode, type CountingMode } from '@tripmaster/contracts';
import { z } from 'zod';

/** Settings of what is counted, and of what the log says of who asked. */
export const analyticsSettings = {
  ANALYTICS: z.enum(countingMode.options, 'must be on, off or consent').default('on'),
  LOG_ADDRESSES: z.enum(['full', 'network', 'none'], 'must be full, network or none').default('full'),
};
export type AnalyticsEnvironment = z.infer<z.ZodObject<typeof analyticsSettings>>;

export type LogAddresses = AnalyticsEnvironment['LOG_ADDRESSES'];
export type AnalyticsConfig = {
  /** Whether visits are counted: always, never, or where the person has said yes. */
  analytics: CountingMode;
  /** How much of an address the log keeps. */
  logAddresses: LogAddresses;
};

export function analyticsOf({ ANALYTICS, LOG_ADDRESSES }: AnalyticsEnvironment): AnalyticsConfig {
  return { analytics: ANALYTICS, logAddresses: LOG_ADDRESSES };
}

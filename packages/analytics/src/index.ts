export { createAnalytics, type Analytics } from './analytics.ts';
export { adminFlagsRoutes, flagsRoutes } from './flags/flags.routes.ts';
export type { Flags } from './flags/flags.ts';

export { createAnalytics, type Analytics } from './analytics.ts';
export { analyticsRoutes } from './analytics.routes.ts';
export { countingRoutes } from './events/events.routes.ts';
export { experimentsRoutes } from './experiments/experiments.routes.ts';

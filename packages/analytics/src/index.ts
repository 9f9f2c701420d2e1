export { createAnalytics, type Analytics } from './analytics.ts';
export { experimentsRoutes } from './experiments/experiments.routes.ts';
export { figuresProcedures } from './figures/figures.routes.ts';
export type { Takings } from './figures/takings.ts';
export { analyticsRoutes } from './analytics.routes.ts';
export { countingRoutes } from './events/events.routes.ts';
export { alertsRoutes } from './alerts/alerts.routes.ts';

export { createAnalytics, type Analytics } from './analytics.ts';
export { experimentsRoutes } from './experiments/experiments.routes.ts';
export { alertsRoutes } from './alerts/alerts.routes.ts';

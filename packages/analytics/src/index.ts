export { createAnalytics, type Analytics } from './analytics.ts';
export { experimentsRoutes } from './experiments/experiments.routes.ts';

export { createAnalytics, type Analytics } from './analytics.ts';
export { experimentsRoutes } from './experiments/experiments.routes.ts';
export { billingRoutes } from './payments/billing.routes.ts';
export { createPayments, type Payments, type PaymentSettings } from './payments/index.ts';
export { revenueRoutes } from './revenue/revenue.routes.ts';

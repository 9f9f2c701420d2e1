export { createAnalytics, type Analytics } from './analytics.ts';
export { billingRoutes } from './payments/billing.routes.ts';
export type { PaymentSettings } from './payments/index.ts';
export { revenueRoutes } from './revenue/revenue.routes.ts';

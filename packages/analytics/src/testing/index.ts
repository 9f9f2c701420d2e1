export { createFigures, type Figures } from '../figuring.ts';
export { figuresProcedures } from '../figures/figures.routes.ts';
export { eventOf, signed, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';
export { invoiceOf, subscriptionOf } from '../payments/testing.ts';
export { recounts } from './recount.ts';
export { testAnalytics } from './start.ts';

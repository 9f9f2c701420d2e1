export { createFigures, type Figures } from '../figuring.ts';
export { figuresProcedures } from '../figures/figures.routes.ts';
export { eventOf, signatureOf, signed, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';
export { testLedger } from '../payments/test-ledger.ts';
export { invoiceOf, subscriptionOf } from '../payments/testing.ts';
export { recounts } from './recount.ts';
export { recountsOfMoney } from './recount-money.ts';
export { testAnalytics } from './start.ts';

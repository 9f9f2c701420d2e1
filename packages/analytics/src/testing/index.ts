export { createFigures, type Figures } from '../figuring.ts';
export { figuresProcedures } from '../figures/figures.routes.ts';
export { eventOf, signatureOf, signed, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';
export { recounts } from './recount.ts';
export { testAnalytics } from './start.ts';

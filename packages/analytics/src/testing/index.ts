export { eventOf, signed, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';

import type { Audit } from '@tripmaster/rpc';

export { eventOf, signed, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';
export { recounts } from './recount.ts';

/** What analytics need beside a database, where nobody looks at it. */
export const quiet: { audit: Audit } = { audit: { record: async () => undefined } };

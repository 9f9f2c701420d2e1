export { createTripmasterClient, tripmasterLinks, type ClientOptions, type LinkOptions, type TripmasterClient } from './client.ts';
export { isTripmasterError, type TripmasterError } from './errors.ts';
export { events } from './events.ts';
export { createTripmasterSession, type SessionOptions, type TripmasterSession } from './session.ts';
export { memoryStore, type TokenStore } from './tokens.ts';
export type * from '../generated/router.ts';

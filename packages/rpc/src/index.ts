export type { Actor } from './actor.ts';
export { checkedOnce, markChecked } from './checked.ts';
export type { Context, RefreshCookie } from './context.ts';
export { errorShape, toAppError, toTRPCError } from './errors.ts';
export { admin, createCallerFactory, open, router, signedIn, verified, visitor, type Guard, type Meta } from './procedures.ts';
export { trackedStream } from './streams.ts';
export { contextOf } from './testing.ts';

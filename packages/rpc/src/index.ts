export type { Actor } from './actor.ts';
export { checkedOnce, markChecked } from './checked.ts';
export type { Context, Cookie, Origin } from './context.ts';
export { errorShape, toAppError, toTRPCError } from './errors.ts';
export { createLimiter, type Limit, type Limiter, type Refused, type Taken } from './limits.ts';
export type {
  Activity,
  Allowance,
  Audit,
  AuditAction,
  AuditEntry,
  ConvertOn,
  CurrentRates,
  Entitlement,
  Entitlements,
  Erased,
  Erasure,
  FlagPerson,
  FlagPort,
  Happening,
  PassFor,
  PersonalData,
  PersonalEntry,
  RatesOfDays,
  Standing,
  Traits,
  ToPeople,
} from './ports.ts';
export { doneBy } from './ports.ts';
export {
  admin,
  createCallerFactory,
  inPerson,
  inPersonUpTo,
  justProven,
  mergeRouters,
  open,
  openUpTo,
  requireScope,
  requireStaff,
  router,
  signedIn,
  signedInInTurn,
  signedInUpTo,
  support,
  verified,
  visitor,
  visitorInTurn,
  type Guard,
  type Meta,
} from './procedures.ts';
export { trackedStream } from './streams.ts';
export { actorOf, contextOf } from './testing.ts';
export { inTurn } from './turns.ts';
export { turnstile, type Turnstile } from './turnstile.ts';

import type { Actor } from './actor.ts';
import type { Limiter } from './limits.ts';

/** A cookie of this request; without `expiresAt` it goes when the browser is closed. */
export type Cookie = { read(): string | undefined; write(value: string, expiresAt: number | undefined): void; clear(): void };

/** Where a call comes from, as far as the transport can tell. */
export type Origin = {
  /** The client's network address; an IPv6 one stands for its /64. */
  readonly address: string;
  readonly userAgent: string | undefined;
  /** ISO 3166 code of the country, where a trusted proxy says it. */
  readonly country: string | undefined;
  /** The languages a browser prefers, as it says them (`Accept-Language`). */
  readonly languages?: string | undefined;
  /** `asked`: the browser asks not to be counted (`DNT`, `Sec-GPC`). `unseen`: it loads ahead what nobody may ever look at. */
  readonly uncounted?: 'asked' | 'unseen' | undefined;
};

/** What a procedure may know of its call. Made by the transport, by a script or by a test. */
export type Context = {
  readonly requestId: string;
  /** Proves the caller from the access token: `undefined` without one, `AppError` when it is no longer good. */
  authenticate(): Promise<Actor | undefined>;
  /** `token` for clients that asked for the refresh token in the answer, `cookie` for browsers. */
  readonly client: 'cookie' | 'token';
  readonly refreshCookie: Cookie;
  /** Says that this browser has signed in before. It opens nothing: it only has a count of wrong tries of its own. */
  readonly deviceCookie: Cookie;
  readonly origin: Origin;
  readonly limiter: Limiter;
  /** The `Idempotency-Key` of a creating call. */
  readonly idempotencyKey: string | undefined;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal | undefined;
};

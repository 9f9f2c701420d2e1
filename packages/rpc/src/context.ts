import type { Actor } from './actor.ts';

/** The refresh token's cookie of this request. */
export type RefreshCookie = { read(): string | undefined; write(token: string, expiresAt: number): void; clear(): void };

/** What a procedure may know of its call. Made by the transport, by a script or by a test. */
export type Context = {
  readonly requestId: string;
  /** Proves the caller from the access token: `undefined` without one, `AppError` when it is no longer good. */
  authenticate(): Promise<Actor | undefined>;
  /** `token` for clients that asked for the refresh token in the answer, `cookie` for browsers. */
  readonly client: 'cookie' | 'token';
  readonly refreshCookie: RefreshCookie;
  readonly userAgent: string | undefined;
  /** The `Idempotency-Key` of a creating call. */
  readonly idempotencyKey: string | undefined;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal | undefined;
};

import { TRPCClientError } from '@trpc/client';
import { ERROR_CODES } from '../generated/codes.ts';
import type { AppRouter, ErrorCode, ErrorData, ErrorShape } from '../generated/router.ts';

/** A failure the server named: `data.code` is one of a closed set, `data.details` says more, `message` is for people. */
export type TripmasterError = TRPCClientError<AppRouter> & { readonly data: ErrorData };

/**
 * Whether `error` is a failure the server named; with `code`, whether it is that one. Everything else that a
 * call rejects with is a broken connection, an abort or a fault of the program.
 */
export function isTripmasterError(error: unknown, code?: ErrorCode): error is TripmasterError {
  const known = codeOf(error);
  return known !== undefined && (code === undefined || known === code);
}

/** The server's code of a failure, or undefined when it is none of ours. */
export function codeOf(error: unknown): ErrorCode | undefined {
  const code = property(property(error, 'data'), 'code');
  return error instanceof Error && isErrorCode(code) ? code : undefined;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && ERROR_CODES.includes(code);
}

/** The error of a response body `{error: {code, message, data}}`, or undefined when it is another kind of text. */
export function errorOf(body: unknown): ErrorShape | undefined {
  const error = property(Array.isArray(body) ? body[0] : body, 'error');
  return isErrorShape(error) ? error : undefined;
}

function isErrorShape(value: unknown): value is ErrorShape {
  return (
    typeof property(value, 'code') === 'number' &&
    typeof property(value, 'message') === 'string' &&
    isErrorCode(property(property(value, 'data'), 'code'))
  );
}

/** A failure as calls reject with it. */
export function toClientError(shape: ErrorShape): TRPCClientError<AppRouter> {
  return TRPCClientError.from({ error: shape });
}

/** `value[name]` when there is such a thing. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

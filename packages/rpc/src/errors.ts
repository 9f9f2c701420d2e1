import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { AppError, fieldProblems, type ErrorCode, type ErrorShape } from '@tripmaster/contracts';
import { isUnavailable } from '@tripmaster/db';
import { z } from 'zod';

/** The one map from the application's errors to tRPC's, and by them to HTTP. */
const TRANSPORT: Readonly<Record<ErrorCode, TRPC_ERROR_CODE_KEY>> = {
  'invalid-input': 'BAD_REQUEST',
  'malformed-request': 'PARSE_ERROR',
  'unknown-procedure': 'NOT_FOUND',
  unauthenticated: 'UNAUTHORIZED',
  'session-ended': 'UNAUTHORIZED',
  'refresh-raced': 'CONFLICT',
  'wrong-credentials': 'UNAUTHORIZED',
  'email-unverified': 'FORBIDDEN',
  'wrong-code': 'UNAUTHORIZED',
  'challenge-over': 'UNAUTHORIZED',
  'link-over': 'BAD_REQUEST',
  'passkey-refused': 'UNAUTHORIZED',
  'reauthentication-required': 'FORBIDDEN',
  'session-needed': 'FORBIDDEN',
  'scope-missing': 'FORBIDDEN',
  'second-factor-needed': 'FORBIDDEN',
  'email-taken': 'CONFLICT',
  'origin-refused': 'FORBIDDEN',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  'idempotency-mismatch': 'CONFLICT',
  'ambiguous-place': 'BAD_REQUEST',
  'unknown-place': 'BAD_REQUEST',
  infeasible: 'UNPROCESSABLE_CONTENT',
  'payload-too-large': 'PAYLOAD_TOO_LARGE',
  'file-refused': 'UNSUPPORTED_MEDIA_TYPE',
  'unreadable-file': 'UNPROCESSABLE_CONTENT',
  'quota-used': 'PAYLOAD_TOO_LARGE',
  'unsupported-media-type': 'UNSUPPORTED_MEDIA_TYPE',
  'method-not-supported': 'METHOD_NOT_SUPPORTED',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
};

/** What tRPC itself may answer before or around a procedure. */
const OWN: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  PARSE_ERROR: 'malformed-request',
  BAD_REQUEST: 'malformed-request',
  NOT_FOUND: 'unknown-procedure',
  METHOD_NOT_SUPPORTED: 'method-not-supported',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported-media-type',
  PAYLOAD_TOO_LARGE: 'payload-too-large',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
};

/** Any error as one of the closed set. Internal text never gets through. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error instanceof TRPCError ? error.cause : error))
    return new AppError('unavailable', { retryAfterSeconds: 5 }, undefined, { cause: error });
  if (!(error instanceof TRPCError)) return new AppError('internal', {}, undefined, { cause: error });
  if (error.cause instanceof AppError) return error.cause;
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) {
    const fields = fieldProblems(error.cause);
    const first = fields[0];
    const message = first === undefined ? undefined : first.path === '' ? `The input ${first.reason}.` : `${first.path}: ${first.reason}.`;
    return new AppError('invalid-input', { fields }, message, { cause: error });
  }
  return new AppError(OWN[error.code] ?? 'internal', {}, undefined, { cause: error });
}

/** The same error with the tRPC code that belongs to it. */
export function toTRPCError(error: unknown): TRPCError {
  const app = toAppError(error);
  return new TRPCError({ code: TRANSPORT[app.code], message: app.message, cause: app });
}

/** The error as it goes over the wire. */
export function errorShape(error: unknown, path?: string): ErrorShape {
  const app = toAppError(error);
  const transport = toTRPCError(app);
  const data = {
    code: app.code,
    httpStatus: getHTTPStatusCodeFromError(transport),
    details: app.details,
    ...(path === undefined ? {} : { path }),
  };
  return { code: TRPC_ERROR_CODES_BY_KEY[transport.code], message: app.message, data };
}

import { z } from 'zod';
import type { PlanDiff } from './versions.ts';

/**
 * Every failure the application can name. The set is closed: services throw these, only `rpc` turns them
 * into tRPC codes, only `apps/api` into HTTP. Messages are written for people and are safe to show.
 */
export const ERRORS = {
  'invalid-input': 'Some of this can’t be used as it is.',
  'malformed-request': 'The request could not be read.',
  'unknown-procedure': 'There is nothing under this name.',
  unauthenticated: 'Sign in to do this.',
  'session-ended': 'This session has ended. Sign in again.',
  'refresh-raced': 'Another tab has just renewed this session.',
  'wrong-credentials': 'E-mail and password don’t match.',
  'email-unverified': 'Confirm your e-mail address first: the link is in your mail.',
  'wrong-code': 'This code is not right, or was used already.',
  'challenge-over': 'This took too long or had too many tries. Sign in again.',
  'link-over': 'This link has been used, or is too old.',
  'passkey-refused': 'This passkey can’t be used here.',
  'reauthentication-required': 'Show once more that it is you.',
  'session-needed': 'An API token can’t do this. Sign in.',
  'scope-missing': 'This API token may not do this.',
  'second-factor-needed': 'Administration needs a second factor: set one up, then sign in with it.',
  'email-taken': 'There is an account with this address already.',
  'origin-refused': 'This site may not make changes here.',
  forbidden: 'You may not do this.',
  'not-found': 'Not here, or not yours to see.',
  conflict: 'Someone changed this in the meantime.',
  'idempotency-mismatch': 'This key was used for a different request.',
  'ambiguous-place': 'More than one place has this name.',
  'unknown-place': 'No place of this name is known.',
  infeasible: 'These wishes can’t all be met.',
  'payload-too-large': 'This is larger than allowed.',
  'file-refused': 'A file of this kind can’t be kept here.',
  'unreadable-file': 'This file can’t be read.',
  'quota-used': 'There is no room left for this.',
  'unsupported-media-type': 'Send this as JSON.',
  'method-not-supported': 'This can’t be called that way.',
  'too-many-requests': 'Too many tries. Wait a little.',
  unavailable: 'Not reachable just now. Try again shortly.',
  internal: 'Something failed on our side. It has been noted.',
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** One field that was refused: its path in the input and the reason. */
export const fieldProblem = z.strictObject({ path: z.string(), reason: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** Places that a name may mean, to ask back with. */
export const placeChoice = z.strictObject({ name: z.string(), region: z.string(), country: z.string(), lat: z.number(), lon: z.number() });

export type ErrorDetails = {
  fields?: FieldProblem[];
  choices?: z.infer<typeof placeChoice>[];
  retryAfterSeconds?: number;
  currentVersion?: number;
  /** What changed since the version that the caller has. */
  diff?: PlanDiff;
  /** Tries left before a pause. */
  triesLeft?: number;
  /** Where a request is kept of which no plan could be made. */
  draftId?: string;
};

/** `data` of every error on the wire; `code` is the application's. */
export type ErrorData = { code: ErrorCode; httpStatus: number; path?: string; details: ErrorDetails };

/** An error as it goes over the wire. */
export type ErrorShape = { code: number; message: string; data: ErrorData };

/** A failure of the closed set, with a message safe to show and typed details. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, message: string = ERRORS[code], options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** An `invalid-input` error about one field. */
export function invalidField(path: string, reason: string): AppError {
  return new AppError('invalid-input', { fields: [{ path, reason }] });
}

/** Field problems of a zod failure, in the input's own paths (`dates.start`, `destinations.0.name`). */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => describe(issue, [])).slice(0, 50);
}

function describe(issue: z.core.$ZodIssue, above: PropertyKey[]): FieldProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    // The branch with the fewest complaints is the one the caller most likely meant.
    const branch = issue.errors.toSorted((a, b) => a.length - b.length)[0];
    if (branch !== undefined && branch.length > 0) return branch.flatMap((inner) => describe(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].map(String).join('.'), reason: 'is not a field of this request' }));
  }
  return [{ path: path.map(String).join('.'), reason: reasonOf(issue) }];
}

/** A refusal in words for people, to be read after the field's name. */
function reasonOf(issue: z.core.$ZodIssue): string {
  const things = 'origin' in issue && issue.origin === 'string' ? 'characters' : 'entries';
  const counted = 'origin' in issue && (issue.origin === 'string' || issue.origin === 'array');
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is missing'
        : issue.message.startsWith('Invalid input')
          ? `must be ${nounOf(issue.expected)}`
          : issue.message;
    case 'too_small':
      if (!issue.message.startsWith('Too small')) return issue.message;
      if (counted && Number(issue.minimum) === 1) return 'must not be empty';
      return counted
        ? `needs at least ${issue.minimum} ${things}`
        : `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      if (!issue.message.startsWith('Too big')) return issue.message;
      return counted
        ? `has at most ${issue.maximum} ${things}`
        : `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      if (!issue.message.startsWith('Invalid')) return issue.message;
      return `is not ${FORMATS[issue.format] ?? 'written as expected'}`;
    default:
      return issue.message === 'Invalid input' ? 'can\u2019t be used like this' : issue.message;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  uuid: 'an id',
  url: 'an address',
  datetime: 'a moment (ISO 8601, UTC)',
};

function nounOf(expected: string): string {
  return (
    { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object' }[
      expected
    ] ?? expected
  );
}

import {
  ERRORS,
  type ErrorCode,
  type ErrorDetails,
  fieldProblem,
  type FieldProblem,
  placeChoice,
  planDiff,
  type PlanDiff,
} from '@tripmaster/contracts';
import { isTRPCClientError } from '@trpc/client';
import { PasskeyFailure } from './passkeys.ts';

/** What went wrong, ready to show: a closed code, a message for people, and what the form needs. */
export type Failure = {
  code: ErrorCode | 'offline' | 'aborted';
  message: string;
  fields: FieldProblem[];
  /** Places a name may mean. */
  choices: NonNullable<ErrorDetails['choices']>;
  retryAfterSeconds?: number;
  currentVersion?: number;
  /** What changed since the version that was sent. */
  diff?: PlanDiff;
  /** Tries left before a pause. */
  triesLeft?: number;
  /** Where the request is kept of which no plan was made. */
  draftId?: string;
  /** The server's name for this request, to quote when asking for help. */
  reference?: string;
};

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** Reads any thrown value. What did not come from the server counts as not reaching it. */
export function readFailure(error: unknown): Failure {
  if (error instanceof DOMException && error.name === 'AbortError')
    return { code: 'aborted', message: 'Stopped.', fields: [], choices: [] };
  if (error instanceof PasskeyFailure)
    return { code: error.reason === 'stopped' ? 'aborted' : 'passkey-refused', message: error.message, fields: [], choices: [] };
  if (!isTRPCClientError(error)) return { code: 'internal', message: ERRORS.internal, fields: [], choices: [] };
  if (error.cause instanceof DOMException && error.cause.name === 'AbortError')
    return { code: 'aborted', message: 'Stopped.', fields: [], choices: [] };
  const data = record(error.data);
  if (data['code'] === undefined) return { code: 'offline', message: 'The server did not answer.', fields: [], choices: [] };
  const details = record(data['details']);
  const code = isErrorCode(data['code']) ? data['code'] : 'internal';
  const fields = Array.isArray(details['fields'])
    ? details['fields'].flatMap((one: unknown) => fieldProblem.safeParse(one).data ?? [])
    : [];
  const choices = Array.isArray(details['choices'])
    ? details['choices'].flatMap((one: unknown) => placeChoice.safeParse(one).data ?? [])
    : [];
  const diff = code === 'conflict' ? planDiff.safeParse(details['diff']).data : undefined;
  const { retryAfterSeconds, currentVersion, triesLeft, draftId } = details;
  const reference = data['requestId'];
  return {
    code,
    message: isErrorCode(data['code']) ? error.message || ERRORS[code] : ERRORS.internal,
    fields,
    choices,
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
    ...(typeof currentVersion === 'number' && { currentVersion }),
    ...(diff !== undefined && { diff }),
    ...(typeof triesLeft === 'number' && { triesLeft }),
    ...(typeof draftId === 'string' && { draftId }),
    ...(typeof reference === 'string' && { reference }),
  };
}

/** The first problem of each field, by its path. */
export function fieldErrors(fields: readonly FieldProblem[]): Record<string, string> {
  return Object.fromEntries(fields.toReversed().map(({ path, reason }) => [path, sentence(reason)]));
}

/** A reason as it stands after a field's name, made into a sentence of its own. */
function sentence(reason: string): string {
  const text = reason.trim();
  const whole = /^(is|are|has|have|must|may|can|needs|names|contains|ends)\b/.test(text)
    ? `This ${text}`
    : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

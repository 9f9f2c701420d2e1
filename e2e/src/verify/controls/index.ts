import type { Control } from '../control.ts';
import { accessTokens } from './access-tokens.ts';
import { administration } from './administration.ts';
import { auditLog } from './audit-log.ts';
import { codes } from './codes.ts';
import { cookies } from './cookies.ts';
import { enumeration } from './enumeration.ts';
import { erasure } from './erasure.ts';
import { headers } from './headers.ts';
import { idempotency } from './idempotency.ts';
import { inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { links } from './links.ts';
import { lockout } from './lockout.ts';
import { logCanary } from './log-canary.ts';
import { matrix } from './matrix.ts';
import { passkeys } from './passkeys.ts';
import { passwordHashes } from './password-hashes.ts';
import { passwordRules } from './password-rules.ts';
import { reauthentication } from './reauthentication.ts';
import { refresh } from './refresh.ts';
import { revocation } from './revocation.ts';
import { secretsAtRest } from './secrets-at-rest.ts';
import { signInTiming } from './sign-in-timing.ts';

/** Every control that is measured, by its number. */
export const controls: readonly Control[] = [
  passwordHashes,
  passwordRules,
  signInTiming,
  enumeration,
  limits,
  lockout,
  codes,
  passkeys,
  links,
  accessTokens,
  refresh,
  revocation,
  cookies,
  reauthentication,
  matrix,
  administration,
  headers,
  inputs,
  secretsAtRest,
  auditLog,
  erasure,
  idempotency,
  logCanary,
];

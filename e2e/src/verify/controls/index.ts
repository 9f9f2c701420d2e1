import type { Control } from '../control.ts';
import { codes } from './codes.ts';
import { enumeration } from './enumeration.ts';
import { limits } from './limits.ts';
import { links } from './links.ts';
import { lockout } from './lockout.ts';
import { passwordHashes } from './password-hashes.ts';
import { passwordRules } from './password-rules.ts';
import { refresh } from './refresh.ts';
import { revocation } from './revocation.ts';
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
  links,
  refresh,
  revocation,
];

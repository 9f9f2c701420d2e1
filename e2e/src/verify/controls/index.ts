import type { Control } from '../control.ts';
import { enumeration } from './enumeration.ts';
import { passwordHashes } from './password-hashes.ts';
import { passwordRules } from './password-rules.ts';
import { signInTiming } from './sign-in-timing.ts';

/** Every control that is measured, by its number. */
export const controls: readonly Control[] = [passwordHashes, passwordRules, signInTiming, enumeration];

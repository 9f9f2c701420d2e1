import type { OpenIdSettings } from '@tripmaster/auth';
import { z } from 'zod';
import { isLoopback } from './loopback.ts';

/** Kept as it is written: providers' issuers are compared to the last slash. */
const issuer = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address', abort: true })
  .refine((value) => !/[?#]/.test(value), 'must have neither ? nor #')
  .refine((value) => !value.includes('/.well-known/'), 'is the part before /.well-known/')
  .refine((value) => value.startsWith('https:') || isLoopback(new URL(value).hostname), 'must be https:// (or on this machine)');

/** Settings of how people get in. */
export const signInSettings = {
  PASSWORD_MIN_LENGTH: z.coerce.number('is not a number').int().min(8, 'must be at least 8').max(64, 'must be at most 64').default(12),
  EMAIL_VERIFICATION: z.enum(['optional', 'required'], 'must be optional or required').default('optional'),
  OPENID_ISSUER: issuer.optional(),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_NAME: z.string().max(40, 'must be at most 40 characters').optional(),
};
export type SignInEnvironment = z.infer<z.ZodObject<typeof signInSettings>>;

export type SignInConfig = {
  passwordMinLength: number;
  /** Whether an e-mail address has to be proven before it lets anybody in. */
  emailVerification: 'optional' | 'required';
  /** A provider people may sign in with (OpenID Connect). */
  openId?: OpenIdSettings;
};

/** The same as the server uses it; `fault` tells what is missing. */
export function signInOf(env: SignInEnvironment): SignInConfig | { fault: string } {
  const openId = openIdOf(env);
  if (openId !== undefined && 'fault' in openId) return openId;
  return {
    passwordMinLength: env.PASSWORD_MIN_LENGTH,
    emailVerification: env.EMAIL_VERIFICATION,
    ...(openId === undefined ? {} : { openId }),
  };
}

function openIdOf(env: SignInEnvironment): OpenIdSettings | { fault: string } | undefined {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret, OPENID_NAME: name } = env;
  if (issuer === undefined && clientId === undefined) {
    const alone = clientSecret !== undefined ? 'OPENID_CLIENT_SECRET' : name !== undefined ? 'OPENID_NAME' : undefined;
    return alone === undefined ? undefined : { fault: `${alone} needs OPENID_ISSUER and OPENID_CLIENT_ID.` };
  }
  if (issuer === undefined || clientId === undefined)
    return {
      fault: `${issuer === undefined ? 'OPENID_ISSUER' : 'OPENID_CLIENT_ID'} is missing: signing in with a provider needs its issuer and the client's id.`,
    };
  return { issuer, clientId, name: name ?? new URL(issuer).host, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

import { z } from 'zod';
import { country, email, locale, password, personName, session, user } from './account.ts';
import { timeZone } from './time.ts';

/** An answer that says only what was done. */
export const done = <Status extends string>(status: Status) => z.strictObject({ status: z.literal(status) });

/** A secret of a link or a challenge, as the server made it. */
export const ticketToken = z
  .string()
  .max(200)
  .regex(/^[\w-]+$/, 'is not a token');

export const registerInput = z.strictObject({
  email,
  password,
  name: personName.optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  country: country.optional(),
});

/** `remember: false` ends the browser's session with the browser; 30 days without use when not given. */
export const loginInput = z.strictObject({ email, password, remember: z.boolean().optional() });

export const refreshInput = z.strictObject({
  refreshToken: z
    .string()
    .max(200)
    .regex(/^[\w.-]*$/, 'is not a token')
    .optional(),
});

export const signedIn = z.strictObject({ status: z.literal('signed-in'), user, session });
export type SignedIn = z.infer<typeof signedIn>;

/** The address has to be proven first; said alike whether or not somebody has it. */
const verifyEmail = z.strictObject({ status: z.literal('verify-email') });
export const registered = z.discriminatedUnion('status', [signedIn, verifyEmail]);
export type Registered = z.infer<typeof registered>;

export const secondFactorMethod = z.enum(['totp', 'recovery-code', 'passkey']);
export type SecondFactorMethod = z.infer<typeof secondFactorMethod>;

export const loggedIn = z.discriminatedUnion('status', [
  signedIn,
  z.strictObject({
    status: z.literal('second-factor'),
    /** Hand it to `auth.secondFactor` or `auth.passkey.loginOptions`; good for ten minutes and five tries. */
    challenge: z.string(),
    methods: z.array(secondFactorMethod),
  }),
]);
export type LoggedIn = z.infer<typeof loggedIn>;

/** Six digits of an authenticator app, or a recovery code; spaces and hyphens don't matter. */
const code = z.string().min(6).max(64);
export const secondFactorInput = z.strictObject({ challenge: ticketToken, code });

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+={0,2}$/, 'is not base64url');

/** What `navigator.credentials.get()` answered, as JSON (WebAuthn Level 3, AuthenticationResponseJSON). */
export const passkeyAssertion = z.strictObject({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(2000),
    userHandle: base64url(200).nullable().optional(),
  }),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullable().optional(),
  clientExtensionResults: z.record(z.string().max(60), z.unknown()),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** What `navigator.credentials.create()` answered, as JSON (WebAuthn Level 3, RegistrationResponseJSON). */
export const passkeyAttestation = z.strictObject({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(20_000),
    authenticatorData: base64url(8000).optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url(4000).nullable().optional(),
  }),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullable().optional(),
  clientExtensionResults: z.record(z.string().max(60), z.unknown()),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestation>;

/** Options for `navigator.credentials`, as JSON; a browser helper such as @simplewebauthn/browser takes them as they are. */
export const passkeyOptions = z.looseObject({ challenge: z.string() });
export type PasskeyOptions = z.infer<typeof passkeyOptions>;

/** Proves once more who is there: the password, a code of the second factor, or a passkey. */
export const reauthenticateInput = z.union([
  z.strictObject({ password }),
  z.strictObject({ code }),
  z.strictObject({ passkey: passkeyAssertion }),
]);
export type ReauthenticateInput = z.infer<typeof reauthenticateInput>;

/** What a sign-in page has to know of this server. */
export const signInSettings = z.strictObject({
  passwordMinLength: z.int(),
  emailVerification: z.enum(['optional', 'required']),
  /** A provider people may sign in with (OpenID Connect), and where that begins. */
  openId: z.strictObject({ name: z.string(), path: z.string() }).optional(),
});
export type SignInSettings = z.infer<typeof signInSettings>;

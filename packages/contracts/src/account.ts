import { z } from 'zod';
import { id } from './ids.ts';
import { isStorableText, line } from './text.ts';
import { instant, timeZone } from './time.ts';

/** An e-mail address, NFC-normalised and in lower case: the same person types it the same way everywhere. */
export const email = z
  .string()
  .max(320)
  .transform((value) => value.normalize('NFC').trim().toLowerCase())
  .pipe(z.email().max(254));

/** A password as typed; any Unicode, never truncated. Its least length is the server's setting. */
export const password = z.string().min(1).max(128).refine(isStorableText, 'contains characters that cannot be stored');

export const locale = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'is not a language tag');
export const country = z.string().regex(/^[A-Z]{2}$/, 'is not a country code (two capital letters)');

export const role = z.enum(['traveller', 'support', 'admin']);
export type Role = z.infer<typeof role>;

export const user = z.strictObject({
  id,
  email: z.string(),
  name: z.string().optional(),
  role,
  emailVerified: z.boolean(),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  currency: z.string().optional(),
  country: z.string().optional(),
  createdAt: instant,
});
export type User = z.infer<typeof user>;

/** `refreshToken` is present only for clients that send `x-client: token`; browsers hold it in a cookie. */
export const session = z.strictObject({
  accessToken: z.string(),
  accessTokenExpiresAt: instant,
  refreshToken: z.string().optional(),
  refreshTokenExpiresAt: instant,
});
export type Session = z.infer<typeof session>;

export const registerInput = z.strictObject({
  email,
  password,
  name: line(100).optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  country: country.optional(),
});
export const loginInput = z.strictObject({ email, password });
export const refreshInput = z.strictObject({
  refreshToken: z
    .string()
    .max(200)
    .regex(/^[\w.-]*$/, 'is not a token')
    .optional(),
});

export const signedIn = z.strictObject({ status: z.literal('signed-in'), user, session });
export const registered = z.discriminatedUnion('status', [signedIn, z.strictObject({ status: z.literal('verify-email') })]);
export const loggedIn = z.discriminatedUnion('status', [
  signedIn,
  z.strictObject({
    status: z.literal('second-factor'),
    challenge: z.string(),
    methods: z.array(z.enum(['totp', 'recovery-code', 'passkey'])),
  }),
]);

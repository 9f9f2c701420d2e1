import { z } from 'zod';
import { email, password, role } from './account.ts';
import { id } from './ids.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

export const changePasswordInput = z.strictObject({
  /** Not needed by an account that has none yet and was signed in to within the last ten minutes. */
  currentPassword: password.optional(),
  newPassword: password,
});
export const requestEmailChangeInput = z.strictObject({ email, password: password.optional() });
export const deleteAccountInput = z.strictObject({ password: password.optional() });

/** How a session began. */
export const signInMethod = z.enum(['password', 'passkey', 'openid']);
export type SignInMethod = z.infer<typeof signInMethod>;

/** A place where somebody is signed in. */
export const sessionView = z.strictObject({
  id,
  /** Browser and system in words, such as `Firefox on Linux`. */
  device: z.string(),
  /** ISO 3166 code, where the server can tell. */
  country: z.string().optional(),
  method: signInMethod,
  secondFactor: z.boolean(),
  createdAt: instant,
  /** When the session was last renewed; behind the truth by ten minutes at most. */
  lastUsedAt: instant,
  expiresAt: instant,
  current: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;

export const passkeyView = z.strictObject({
  id,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.optional(),
  /** Kept by a provider across devices, rather than in one device alone. */
  synced: z.boolean(),
});
export type PasskeyView = z.infer<typeof passkeyView>;

export const passkeyName = line(60);

/** Ten codes, each good once, shown this once only. */
export const recoveryCodes = z.array(z.string());
/** `recoveryCodes` is there when this is the account's first second factor. */
export const factorAdded = z.strictObject({ recoveryCodes: recoveryCodes.optional() });
export const passkeyAdded = factorAdded.extend({ passkey: passkeyView });
export type PasskeyAdded = z.infer<typeof passkeyAdded>;

/** A new TOTP secret (RFC 6238: SHA-1, 6 digits, 30 s); nothing changes until it is confirmed by a code. */
export const totpEnrolment = z.strictObject({
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://` address, for an authenticator app. */
  uri: z.string(),
  /** The address as a QR code: an SVG image in a `data:` URL. */
  qrCode: z.string(),
});
export type TotpEnrolment = z.infer<typeof totpEnrolment>;
/** Six digits; spaces don't matter. */
export const totpCode = z.string().min(6).max(20);

/** What protects an account, for its owner. */
export const securityOverview = z.strictObject({
  hasPassword: z.boolean(),
  passwordChangedAt: instant.optional(),
  totpSince: instant.optional(),
  passkeys: z.int(),
  recoveryCodesLeft: z.int(),
  openId: z.array(z.strictObject({ issuer: z.string(), email: z.string(), createdAt: instant })),
  /** Until when changes to factors are taken without proving again who is there; absent when that is over. */
  provenUntil: instant.optional(),
});
export type SecurityOverview = z.infer<typeof securityOverview>;

/** `read` for queries, `write` for what changes something, `admin` for administration (by administrators). */
export const scope = z.enum(['read', 'write', 'admin']);
export type Scope = z.infer<typeof scope>;

export const apiTokenInput = z.strictObject({
  name: line(60),
  scopes: z.array(scope).min(1).max(3),
  /** Whole days until it ends; 90 when not given. */
  expiresInDays: z.int().min(1).max(366).optional(),
});
export const apiTokenView = z.strictObject({
  id,
  name: z.string(),
  scopes: z.array(scope),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.optional(),
});
export type ApiTokenView = z.infer<typeof apiTokenView>;
/** `token` is shown this once only. */
export const apiTokenCreated = z.strictObject({ token: z.string(), apiToken: apiTokenView });
export type ApiTokenCreated = z.infer<typeof apiTokenCreated>;

export const accountStatus = z.enum(['active', 'suspended']);
export type AccountStatus = z.infer<typeof accountStatus>;

/** A person as administrators see them: the account, nothing of their trips. */
export const adminUser = z.strictObject({
  id,
  email: z.string(),
  name: z.string().optional(),
  role,
  status: accountStatus,
  emailVerified: z.boolean(),
  secondFactor: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant.optional(),
});
export type AdminUser = z.infer<typeof adminUser>;

/** One entry of the audit log. `actor` and `subject` are pseudonyms; `…Email` while that account exists. */
export const auditEvent = z.strictObject({
  seq: z.int(),
  at: instant,
  action: z.string(),
  actor: z.string().optional(),
  actorEmail: z.string().optional(),
  subject: z.string().optional(),
  subjectEmail: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** Whether the chain of the audit log is whole; else where it first is not and what is wrong there. */
export const auditVerification = z.strictObject({
  whole: z.boolean(),
  checked: z.int(),
  brokenAt: z.int().optional(),
  problem: z.string().optional(),
});
export type AuditVerification = z.infer<typeof auditVerification>;

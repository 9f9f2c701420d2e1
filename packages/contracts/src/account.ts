import { z } from 'zod';
import { id } from './ids.ts';
import { currency } from './money.ts';
import { isStorableText, line } from './text.ts';
import { instant, timeZone } from './time.ts';

/**
 * An e-mail address in the one form it is kept and compared in: NFC, lower case, an international domain in its
 * ASCII form (`ana@münchen.example` is `ana@xn--mnchen-3ya.example`), so that one person types it the same way everywhere.
 */
export const email = z.string().max(320).transform(canonicalAddress).pipe(z.email().max(254));

function canonicalAddress(typed: string): string {
  const text = typed.normalize('NFC').trim().toLowerCase();
  const at = text.lastIndexOf('@') + 1;
  const domain = text.slice(at);
  if (at === 0 || !/[^\0-\x7f]/.test(domain) || /[/:?#@\\[\]%\s]/.test(domain)) return text;
  // The URL parser knows the rules for names of hosts (UTS 46) in browsers and on servers alike.
  return text.slice(0, at) + (URL.parse(`http://${domain}`)?.hostname ?? domain);
}

/** Most characters of a password, counted in its canonical form (NFKC), so that every way to write it counts alike. */
export const LONGEST_PASSWORD = 128;

/** A password as typed; any Unicode, never truncated. Its least length is the server's setting. */
export const password = z
  .string()
  .min(1)
  .max(LONGEST_PASSWORD * 8)
  .refine(isStorableText, 'contains characters that cannot be stored')
  .refine((value) => Array.from(value.normalize('NFKC')).length <= LONGEST_PASSWORD, `has at most ${LONGEST_PASSWORD} characters`);

export const locale = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'is not a language tag');
export const country = z.string().regex(/^[A-Z]{2}$/, 'is not a country code (two capital letters)');

/** A person's name as others see it. */
export const personName = line(100);

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

/** What one may change of one's account; `null` empties a field. */
export const accountUpdate = z.strictObject({
  name: personName.nullable().optional(),
  locale: locale.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  currency: currency.nullable().optional(),
  country: country.nullable().optional(),
});
export type AccountUpdate = z.infer<typeof accountUpdate>;

/** Which mails somebody wants. Mails about the account's security can't be turned off; the last two go to administrators alone. */
export const notifications = z.strictObject({
  planReady: z.boolean(),
  planShared: z.boolean(),
  tripReminders: z.boolean(),
  digest: z.boolean(),
  alerts: z.boolean(),
});
export type Notifications = z.infer<typeof notifications>;

/** What is not named stays as it is. */
export const notificationsUpdate = notifications.partial();
export type NotificationsUpdate = z.infer<typeof notificationsUpdate>;

/** Which mails somebody gets of whom these choices are kept: what was never chosen is wanted. */
export function wantedMails(kept: NotificationsUpdate | null): Notifications {
  const wants = (kind: keyof Notifications) => kept?.[kind] ?? true;
  return {
    planReady: wants('planReady'),
    planShared: wants('planShared'),
    tripReminders: wants('tripReminders'),
    digest: wants('digest'),
    alerts: wants('alerts'),
  };
}

/** One thing that happened to an account or was done by its owner, as they see it. */
export const activityEvent = z.strictObject({
  at: instant,
  action: z.string(),
  /** Whether somebody else did it: an administrator. */
  byOther: z.boolean(),
  /** Whether it was done by oneself to somebody else: taken off a trip, given a role. */
  toOther: z.boolean(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type ActivityEvent = z.infer<typeof activityEvent>;

/** Everything held about a person, section by section; each entry is plain JSON. */
export const accountExport = z.strictObject({
  format: z.literal('tripmaster-account'),
  formatVersion: z.literal(1),
  exportedAt: instant,
  sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type AccountExport = z.infer<typeof accountExport>;

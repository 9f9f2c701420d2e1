import type { Limit } from '@tripmaster/rpc';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Wrong passwords an account, whether or not there is one: then a pause, of which its owner is told. */
export const WRONG_PASSWORDS: Limit = { name: 'sign-in', max: 10, windowMs: 15 * MINUTE_MS, pauseMs: 15 * MINUTE_MS };
/** The same for a browser that has signed in to the account before, so that others' tries don't shut it out. */
export const WRONG_PASSWORDS_ON_DEVICE: Limit = { ...WRONG_PASSWORDS, name: 'sign-in-device' };
/** Wrong passwords from one network address, at whatever accounts. */
export const WRONG_PASSWORDS_FROM_ADDRESS: Limit = { name: 'sign-in-address', max: 100, windowMs: 15 * MINUTE_MS };
/** Sign-ins to one account, right ones too: each costs a hash, and everybody waits for those. */
export const SIGN_INS: Limit = { name: 'sign-ins', max: 120, windowMs: 15 * MINUTE_MS };
/** Wrong codes of second factors an account. */
export const WRONG_CODES: Limit = { name: 'codes', max: 10, windowMs: 15 * MINUTE_MS, pauseMs: 15 * MINUTE_MS };
/** Wrong passwords of somebody who is signed in and is to prove it again. */
export const WRONG_PROOFS: Limit = { name: 'proofs', max: 10, windowMs: 15 * MINUTE_MS, pauseMs: 15 * MINUTE_MS };
/** Accounts opened from one network address. */
export const REGISTRATIONS: Limit = { name: 'register', max: 60, windowMs: HOUR_MS };
/** Mails asked for from one network address: links to reset, to confirm. */
export const MAIL_REQUESTS: Limit = { name: 'mail-requests', max: 30, windowMs: HOUR_MS };
/** Links used or tried from one network address. */
export const LINK_TRIES: Limit = { name: 'links', max: 60, windowMs: HOUR_MS };
/** Passkey ceremonies from one network address. */
export const CEREMONIES: Limit = { name: 'ceremonies', max: 120, windowMs: 15 * MINUTE_MS };
/** Beginnings and ends of sign-ins at a provider from one network address. */
export const OPENID_STEPS: Limit = { name: 'openid', max: 120, windowMs: 15 * MINUTE_MS };
/**
 * Mails of one kind to one address. More are not refused but not sent: the ones before are still good, and
 * whoever asks learns nothing.
 */
export const MAILS_TO_ADDRESS: Limit = { name: 'mails', max: 3, windowMs: HOUR_MS };
/** Mails that somebody else's doing causes. */
export const ALARMS_TO_ADDRESS: Limit = { name: 'alarms', max: 1, windowMs: DAY_MS };
/**
 * Mails about what is done in an account to an address that nobody has proven: it may be a stranger's, and whoever
 * holds the account can do any number of things in it.
 */
export const ALERTS_TO_UNPROVEN: Limit = { name: 'alerts', max: 10, windowMs: DAY_MS };
/** Requests of somebody signed in that send mails or gather all their data. */
export const HEAVY_REQUESTS: Limit = { name: 'heavy', max: 20, windowMs: HOUR_MS };
/** Changes of a profile; each is written down for ever. */
export const PROFILE_CHANGES: Limit = { name: 'profile', max: 120, windowMs: HOUR_MS };

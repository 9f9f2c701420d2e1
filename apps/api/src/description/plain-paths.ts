import { FLAG_PATHS } from './flag-paths.ts';
import { MAIL_PATHS } from './mail-paths.ts';
import type { PlainPath } from './plain-path.ts';
import { SERVER_PATHS } from './server-paths.ts';
import { TRIP_PATHS } from './trip-paths.ts';

export type { PlainPath };

/** Every such path; a test compares them with what the server answers to. */
export const PLAIN_PATHS: readonly PlainPath[] = [...TRIP_PATHS, ...FLAG_PATHS, ...MAIL_PATHS, ...SERVER_PATHS];

/** Paths for browsers on their way through a sign-in, files of pages, and what other services tell us: nothing that a program calls. */
export const UNDESCRIBED: readonly string[] = [
  '/auth/openid',
  '/auth/openid/callback',
  '/api/docs.css',
  '/unsubscribe.css',
  '/webhooks/resend',
  '/webhooks/stripe',
];

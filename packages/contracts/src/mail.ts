import { z } from 'zod';
import { id } from './ids.ts';
import { pageByIdInput } from './paging.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

/** `returned`: was handed over and came back, or its reader complained. `dead`: refused, or given up after the last attempt. */
export const mailState = z.enum(['waiting', 'sent', 'returned', 'dead']);
export type MailState = z.infer<typeof mailState>;

/** A mail as operators see it: neither to whom it goes nor what it says. */
export const mailView = z.strictObject({
  id,
  kind: z.string(),
  state: mailState,
  attempts: z.int(),
  createdAt: instant,
  /** When it is tried next. */
  dueAt: instant.optional(),
  sentAt: instant.optional(),
  /** What the last attempt failed with, or how it came back; without addresses. */
  problem: z.string().optional(),
});
export type MailView = z.infer<typeof mailView>;

export const mailListInput = z.strictObject({ ...pageByIdInput, state: mailState.optional(), kind: line(60).optional() });
export type MailListInput = z.infer<typeof mailListInput>;

/** Most dead letters that one call tries again. */
export const MOST_RETRIED = 1_000;
export const mailsRetried = z.strictObject({ retried: z.int() });

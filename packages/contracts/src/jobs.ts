import { z } from 'zod';
import { id } from './ids.ts';
import { pageByIdInput } from './paging.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

/** `dead`: given up after the last attempt. */
export const jobState = z.enum(['waiting', 'running', 'done', 'dead', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

export const jobView = z.strictObject({
  id,
  name: z.string(),
  state: jobState,
  attempts: z.int(),
  mostAttempts: z.int(),
  createdAt: instant,
  /** When it is tried next. */
  dueAt: instant.optional(),
  startedAt: instant.optional(),
  doneAt: instant.optional(),
  /** Percent. */
  progress: z.int().optional(),
  /** What the last attempt failed with. */
  problem: z.string().optional(),
});
export type JobView = z.infer<typeof jobView>;

export const jobsInput = z.strictObject({ ...pageByIdInput, state: jobState.optional(), name: line(80).optional() });
export type JobsInput = z.infer<typeof jobsInput>;

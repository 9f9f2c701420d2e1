import { z } from 'zod';
import { line } from './text.ts';
import { instant } from './time.ts';

/** `dead`: given up after the last attempt. */
export const jobState = z.enum(['waiting', 'running', 'done', 'dead', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

export const jobView = z.strictObject({
  /** The queue's own id: not always one of ours. */
  id: z.string(),
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

/** Names one job. */
export const jobId = z.strictObject({ id: line(64) });

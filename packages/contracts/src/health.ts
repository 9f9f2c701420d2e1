import { z } from 'zod';
import { instant } from './time.ts';

/** `warning`: somebody should look at it; `failed`: it does not work, or could not be asked. */
export const healthStatus = z.enum(['ok', 'warning', 'failed']);
export type HealthStatus = z.infer<typeof healthStatus>;

const part = { status: healthStatus, /** What is wrong, in a word or two. */ problem: z.string().optional() };
const queue = {
  ...part,
  waiting: z.int().optional(),
  /** Given up. */
  dead: z.int().optional(),
  /** How long the one has waited that should have been next. */
  oldestSeconds: z.int().optional(),
};

/** How the server that was asked is, and what all servers share. What could not be asked has no figures. */
export const health = z.strictObject({
  /** The worst of its parts. */
  status: healthStatus,
  version: z.string(),
  /** Of this server. */
  uptimeSeconds: z.int(),
  database: z.strictObject({ ...part, engine: z.enum(['sqlite', 'postgres']), milliseconds: z.int().optional() }),
  migrations: z.strictObject({ ...part, applied: z.int().optional(), known: z.int().optional() }),
  /** Where the data folder of this server lies. */
  disk: z.strictObject({ ...part, freeBytes: z.int().optional(), totalBytes: z.int().optional() }),
  jobs: z.strictObject({ ...queue, running: z.int().optional() }),
  mail: z.strictObject(queue),
  schedules: z.strictObject({
    ...part,
    items: z.array(z.strictObject({ name: z.string(), dueAt: instant, lastAt: instant.optional() })),
  }),
});
export type Health = z.infer<typeof health>;

import { z } from 'zod';
import { id } from './ids.ts';
import { pageByIdInput } from './paging.ts';
import { instant } from './time.ts';

/** `failed`: given up, after some tries; there is no file then. */
export const backupState = z.enum(['waiting', 'running', 'done', 'failed']);
export type BackupState = z.infer<typeof backupState>;

/** `good`: read whole, restored into a database made for that, and all counted the same; `bad`: it is not, for the `problem` given. */
export const backupVerification = z.strictObject({
  state: z.enum(['waiting', 'running', 'good', 'bad', 'unknown']),
  /** When that was found. */
  at: instant.optional(),
  /** Percent. */
  progress: z.int().optional(),
  problem: z.string().optional(),
});
export type BackupVerification = z.infer<typeof backupVerification>;

export const backupView = z.strictObject({
  id,
  state: backupState,
  /** Of one that is done, the moment that it holds; else when it was asked for. */
  createdAt: instant,
  /** Percent, while it is under way. */
  progress: z.int().optional(),
  /** What the last try failed with. */
  problem: z.string().optional(),
  file: z
    .strictObject({
      name: z.string(),
      bytes: z.int(),
      /** Whether it lies in the folder of the server that was asked. */
      here: z.boolean(),
    })
    .optional(),
  /** What is in it; absent until it is done. */
  content: z
    .strictObject({
      /** The release that made it. */
      release: z.string(),
      engine: z.enum(['sqlite', 'postgres']),
      /** How many migrations the database had had. */
      schema: z.int(),
      rows: z.int(),
      tables: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
      /** What people attached to their trips; `where` says of what is not in it where that is. */
      files: z.strictObject({ where: z.enum(['inside', 'left-out', 'bucket']), count: z.int(), bytes: z.int() }),
    })
    .optional(),
  /** What was found when it was verified last; absent: it never was. */
  verification: backupVerification.optional(),
});
export type BackupView = z.infer<typeof backupView>;

export const backupsInput = z.strictObject(pageByIdInput);
export type BackupsInput = z.infer<typeof backupsInput>;

import { resolve } from 'node:path';
import { z } from 'zod';

const MOST_KEPT = 366;

/** Settings of the backups that the server makes by itself. */
export const backupSettings = {
  BACKUP_SCHEDULE: z.enum(['daily', 'off'], 'must be daily or off').default('daily'),
  BACKUP_KEEP: z.coerce
    .number('is not a number')
    .int('must be whole')
    .min(1, 'must be at least 1')
    .max(MOST_KEPT, `must be at most ${MOST_KEPT}`)
    .default(7),
  BACKUP_DIR: z.string().optional(),
  BACKUP_FILES: z.enum(['on', 'off'], 'must be on or off').default('on'),
};
export type BackupEnvironment = z.infer<z.ZodObject<typeof backupSettings>>;

export type BackupsConfig = {
  folder: string;
  daily: boolean;
  /** Of so many days that have one, a backup is kept. */
  keep: number;
  /** Whether what people attach goes into them. */
  files: boolean;
  /** What a connection to PostgreSQL may take from the environment. */
  environment: Record<string, string>;
};

export function backupsOf(env: BackupEnvironment, dataDir: string, environment: Record<string, string | undefined>): BackupsConfig {
  const ofConnections = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && (/^PG[A-Z]+$/.test(name) || name === 'NODE_EXTRA_CA_CERTS') ? [[name, value] as const] : [],
  );
  return {
    folder: resolve(env.BACKUP_DIR ?? resolve(dataDir, 'backups')),
    daily: env.BACKUP_SCHEDULE === 'daily',
    keep: env.BACKUP_KEEP,
    files: env.BACKUP_FILES === 'on',
    environment: Object.fromEntries(ofConnections),
  };
}

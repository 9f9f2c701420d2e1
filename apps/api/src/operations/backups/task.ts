import type { BackupFaultCode, WriteOptions } from '@tripmaster/db';

/** What keeps a disk from being filled: so many octets of it are left free. */
type OnDisk = { folder: string; keepFreeBytes: number };

/** What the process beside the server is told to do; one process does one task. */
export type BackupTask = OnDisk &
  (
    | ({ kind: 'write' } & Pick<WriteOptions, 'url' | 'file' | 'filesFolder' | 'about' | 'key' | 'instead'>)
    /** Reads it whole. */
    | { kind: 'check'; file: string; key: Buffer }
    /** Reads it whole and puts it into a database that is thrown away. */
    | { kind: 'verify'; file: string; key: Buffer; trial: string }
  );

/** What it says. */
export type Said =
  | { kind: 'progress'; part: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'fault'; code: BackupFaultCode; message: string }
  /** Something nobody foresaw. */
  | { kind: 'failed'; code: string };

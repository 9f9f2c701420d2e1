import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BACKUP_FAULTS, BackupFault, backupRead, backupWritten } from '@tripmaster/db';
import { z } from 'zod';
import type { BackupTask } from './task.ts';

const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), part: z.number() }),
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({ kind: z.literal('fault'), code: z.enum(BACKUP_FAULTS), message: z.string() }),
  z.object({ kind: z.literal('failed'), code: z.string() }),
]);

/** The process that does a task ended, or failed in a way nobody foresaw. */
export class TaskFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the process beside the server failed: ${code}`);
    this.name = 'TaskFailed';
    this.code = code;
  }
}

/** The program's file: beside the bundle when built, beside this file in source. */
function program(): URL {
  const built = new URL('./backup-process.js', import.meta.url);
  return existsSync(built) ? built : new URL('./backup-process.ts', import.meta.url);
}

type Options = {
  /** What a connection to PostgreSQL takes from the environment. */
  environment: Record<string, string>;
  /** Ends it, wherever it is. */
  signal?: AbortSignal | undefined;
  /** Is told how far it is, 0–1. */
  onProgress?: (part: number) => void;
};

/** Writes one. Throws `BackupFault`, and `TaskFailed`. */
export async function writeBeside(task: BackupTask & { kind: 'write' }, options: Options) {
  return backupWritten.parse(await doBeside(task, options));
}

/** Reads one, or tries it. Throws `BackupFault`, and `TaskFailed`. */
export async function readBeside(task: BackupTask & { kind: 'check' | 'verify' }, options: Options) {
  return backupRead.parse(await doBeside(task, options));
}

/** Does a task in a process of its own. */
function doBeside(task: BackupTask, { environment, signal, onProgress }: Options): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(program(), [], {
      serialization: 'advanced',
      env: { NODE_NO_WARNINGS: '1', ...environment },
      // What was read is let go of soon.
      execArgv: ['--max-semi-space-size=2', '--max-old-space-size=256'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const kill = () => void child.kill('SIGKILL');
    const settle = (how: () => void) => {
      signal?.removeEventListener('abort', kill);
      how();
    };
    signal?.addEventListener('abort', kill);
    if (signal?.aborted === true) kill();
    child.on('message', (message: unknown) => {
      const read = said.parse(message);
      if (read.kind === 'progress') onProgress?.(read.part);
      else if (read.kind === 'fault') settle(() => reject(new BackupFault(read.code, read.message)));
      else if (read.kind === 'failed') settle(() => reject(new TaskFailed(read.code)));
      else settle(() => resolve(read.result));
    });
    child.on('error', () => settle(() => reject(new TaskFailed('could-not-start'))));
    child.on('exit', (code, killed) => settle(() => reject(new TaskFailed(killed ?? `exit-${code}`))));
    // What can't be sent ends as a process that has gone.
    child.send(task, () => undefined);
  });
}

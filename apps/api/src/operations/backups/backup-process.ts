/**
 * Writes, reads or tries one backup in a process of its own: SQLite works while everything waits, and no request should.
 * Its parent says what to do by message, so that neither a key nor a password stands on a command line, and kills it
 * when it is not to go on.
 */
import { statfsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { BackupFault, checkBackup, restoreBackup, writeBackup } from '@tripmaster/db';
import type { BackupTask, Said } from './task.ts';

/** Where cores are few, whoever answers requests goes first. */
const STEPS_BACK = 10;
const SAY_EVERY_MS = 500;
/** The disk is looked at once in so many octets. */
const LOOK_EVERY = 16 * 1_048_576;

try {
  setPriority(STEPS_BACK);
} catch {
  // A system that does not let it step back has it go on as it is.
}

let saidAt = -Infinity;
function onProgress(part: number): void {
  const now = performance.now();
  if (now - saidAt < SAY_EVERY_MS) return;
  saidAt = now;
  say({ kind: 'progress', part });
}

function say(said: Said): void {
  process.send?.(said);
}

/** Throws `no-room` before the disk has less left than it should. */
function keepingRoom({ folder, keepFreeBytes }: BackupTask): (octets: number) => void {
  let unseen = LOOK_EVERY;
  return (octets) => {
    unseen += octets;
    if (unseen < LOOK_EVERY) return;
    unseen = 0;
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize - octets < keepFreeBytes) throw new BackupFault('no-room', 'the disk has too little room left');
  };
}

async function run(task: BackupTask): Promise<unknown> {
  const onOctets = keepingRoom(task);
  if (task.kind === 'write') return writeBackup({ ...task, onProgress, onOctets });
  if (task.kind === 'check') return checkBackup({ ...task, onProgress });
  return restoreBackup({ ...task, url: `file:${task.trial}`, keep: false, onProgress, onOctets });
}

process.once('message', (task: BackupTask) => {
  run(task).then(
    (result) => end({ kind: 'done', result }),
    (error: unknown) => {
      if (error instanceof BackupFault) return end({ kind: 'fault', code: error.code, message: error.message });
      const code = error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
      return end({ kind: 'failed', code });
    },
  );
});
// Whoever asked has gone.
process.on('disconnect', () => process.exit(1));

function end(said: Said): void {
  process.send?.(said, () => process.exit(0));
}

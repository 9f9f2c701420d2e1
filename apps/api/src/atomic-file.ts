import { randomBytes } from 'node:crypto';
import { chown, link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock of a process that can't be asked (another machine's) is taken over when it is this old; work under it takes milliseconds. */
const STALE_MS = 30_000;
/** How a draft's name goes on after its file's, and how long one is left alone. */
const DRAFT = /^\.\d+-[0-9a-f]{12}$/;
const DRAFT_MS = 60_000;
const WAIT_MS = 60_000;
const STEP_MS = 25;

/** Puts `text` in the place of `file`, readable by its owner alone: a reader sees the old text or the new, also after a power cut. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const { uid, gid } = await stat(file);
  await withDraft(file, text, async (draft) => {
    // Changed by root, it still is the server's own file.
    if (process.getuid?.() === 0) await chown(draft, uid, gid);
    await rename(draft, file);
  });
}

/** Makes `file` with `text`, unless it is there already; then it stays as it is. */
export async function createFile(file: string, text: string): Promise<void> {
  await withDraft(file, text, (draft) =>
    link(draft, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    }),
  );
}

async function withDraft(file: string, text: string, publish: (draft: string) => Promise<void>): Promise<void> {
  const draft = draftOf(file);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await publish(draft);
    await syncFolder(dirname(file));
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** A name beside `file`, random since two containers on one folder may both be process 1. */
function draftOf(file: string): string {
  return `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** Removes the drafts that a process killed over `file` has left; those of the last minute may still be in use. */
export async function removeOldDrafts(file: string): Promise<void> {
  const [folder, name] = [dirname(file), basename(file)];
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`${name}.`) || !DRAFT.test(entry.slice(name.length))) continue;
    const draft = join(folder, entry);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > DRAFT_MS) await rm(draft, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Runs `work` while this process alone holds the lock file. `stillMine` says, just before a change is made
 * final, that nobody took the lock over meanwhile. A lock whose process is dead is taken over at once.
 * Throws when the lock can't be had within a minute.
 */
export async function withLock<Result>(lock: string, work: (stillMine: () => Promise<boolean>) => Promise<Result>): Promise<Result> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomBytes(12).toString('base64url') });
  const stillMine = async () => (await contentOf(lock)) === mine;
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    await createFile(lock, mine);
    if (await stillMine()) break;
    await takeAwayStale(lock);
    if (Date.now() > deadline) throw new Error(`${lock} is held by another command; remove it if there is none`);
    await delay(STEP_MS * (1 + Math.random()));
  }
  try {
    return await work(stillMine);
  } finally {
    if (await stillMine()) await rm(lock, { force: true });
  }
}

async function takeAwayStale(lock: string): Promise<void> {
  const content = await contentOf(lock);
  if (content === undefined || !(await isStale(lock, content))) return;
  // Renamed first: of several that find it stale, one gets it, and sees whether it still is the same lock.
  const aside = draftOf(lock);
  if ((await contentOf(lock)) !== content) return;
  await rename(lock, aside).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  const taken = await contentOf(aside);
  if (taken !== undefined && taken !== content) await createFile(lock, taken);
  await rm(aside, { force: true });
}

async function isStale(lock: string, content: string): Promise<boolean> {
  const age = await stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > STALE_MS || isOfDeadProcess(content);
}

function isOfDeadProcess(content: string): boolean {
  const [, pid, host] = /^\{"pid":(\d+),"host":"([^"]*)"/.exec(content) ?? [];
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

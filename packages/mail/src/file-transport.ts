import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message, Taken, Transport } from './letter.ts';
import { composeMessage } from './message.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long files are kept, by whether anybody's erasure would find them. */
const KEPT_MS = { somebody: 30 * DAY_MS, nobody: DAY_MS };
const HALF_WRITTEN_MS = HOUR_MS;

/**
 * Delivers into a folder: one `.eml` a mail, named `<outbox id>.<user id>.eml` (with a second id where it names another
 * account as well), and `<outbox id>.eml` where it is about none, so that the names sort by time and say whose they are
 * when no row does any more.
 * A file appears whole or not at all; only the server's own user may read it; the same mail delivered twice is
 * one file. Mails about an account are kept 30 days, or until the account is erased. No erasure would reach the
 * mails to addresses without an account, so they go after a day.
 */
export function fileTransport(folder: string, { now = Date.now }: { now?: () => number } = {}) {
  return {
    async send(message: Message): Promise<Taken> {
      const file = join(folder, nameOf(message));
      const half = `${file}.${randomUUID()}.half`;
      const bytes = await composeMessage(message);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      try {
        await writeFile(half, bytes, { mode: 0o600, flag: 'wx', flush: true });
        await rename(half, file);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
      return {};
    },

    async forget(userId: string) {
      const names = await namesIn(folder);
      await Promise.all(names.filter((name) => ownersOf(name).includes(userId)).map((name) => rm(join(folder, name), { force: true })));
    },

    async prune() {
      for (const name of await namesIn(folder)) {
        const path = join(folder, name);
        // A file that is gone by now was removed by another node.
        const file = await stat(path).catch(() => undefined);
        if (file !== undefined && file.mtimeMs < now() - keptMs(name)) await rm(path, { force: true });
      }
    },
  } satisfies Transport;
}

function nameOf({ id, userId, alsoAbout }: { id: string; userId: string | null; alsoAbout?: string }): string {
  const parts = [id, ...(userId === null ? [] : [userId]), ...(alsoAbout === undefined ? [] : [alsoAbout])];
  // They become a path: nothing but an id may get there.
  if (!parts.every((part) => /^[\w-]{1,100}$/.test(part))) throw new TypeError('An id can’t be part of a file name.');
  return `${parts.join('.')}.eml`;
}

/** Whose file it is; half-written ones belong to somebody too. */
function ownersOf(name: string): string[] {
  const [whose = ''] = name.split('.eml', 1);
  return whose.split('.').slice(1);
}

function keptMs(name: string): number {
  if (name.endsWith('.half')) return HALF_WRITTEN_MS;
  return ownersOf(name).length === 0 ? KEPT_MS.nobody : KEPT_MS.somebody;
}

/** The names of the mails in the folder; none when there is no folder yet. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.eml(?:\.[\w-]+\.half)?$/.test(name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

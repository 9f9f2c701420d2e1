import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@tripmaster/contracts';

const ABANDONED_MS = 3_600_000;

/** A file that has arrived and is not yet kept. */
export type Arrived = { path: string; size: number; sha256: string };

/** A place of one's own for what is under way: made for one upload, gone with it. */
export type Workplace = {
  /** Writes a body to the disk piece by piece, so that its length is no matter of memory. Throws `payload-too-large` past `most` octets. */
  receive(body: AsyncIterable<Uint8Array>, most: number): Promise<Arrived>;
  /** A path that nothing is at. */
  another(): string;
};

/** Where uploads lie until they have been looked at. */
export function incomingFiles({ folder, now }: { folder: string; now: () => number }) {
  async function receive(path: string, body: AsyncIterable<Uint8Array>, most: number): Promise<Arrived> {
    const hash = createHash('sha256');
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of body) {
        size += piece.length;
        if (size > most) throw tooLarge(most);
        hash.update(piece);
        await file.appendFile(piece);
      }
    } finally {
      await file.close();
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  return {
    /** Does `work` in a folder that is removed afterwards, however it ends. */
    async within<Result>(work: (place: Workplace) => Promise<Result>): Promise<Result> {
      const own = join(folder, randomUUID());
      await mkdir(own, { recursive: true, mode: 0o700 });
      let made = 0;
      const another = () => join(own, String((made += 1)));
      try {
        return await work({ receive: (body, most) => receive(another(), body, most), another });
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },

    /** Removes what a process left that ended in the middle. */
    async purge(): Promise<void> {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => undefined);
        if (found !== undefined && found.mtimeMs < now() - ABANDONED_MS) await rm(path, { recursive: true, force: true });
      }
    },
  };
}

export type IncomingFiles = ReturnType<typeof incomingFiles>;

export function tooLarge(most: number): AppError {
  return new AppError('payload-too-large', {}, `A file may have at most ${Math.floor(most / (1024 * 1024))} MB.`);
}

/** What lies at `path`, with its length and SHA-256. */
export async function measured(path: string): Promise<Arrived> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a file is read as octets');
    hash.update(chunk);
    size += chunk.length;
  }
  return { path, size, sha256: hash.digest('hex') };
}

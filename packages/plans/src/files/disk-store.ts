import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from './once.ts';
import type { FileStore } from './store.ts';

/** Files under a folder of this machine, which nobody else may enter. Made ready at the first use. */
export function diskStore(folder: string): FileStore {
  const disk = once(async () => {
    const [{ Disk }, { FSDriver }] = await Promise.all([import('flydrive'), import('flydrive/drivers/fs')]);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  });

  return {
    async put(key, path) {
      await (await disk()).putStream(key, createReadStream(path));
      // It counts as kept when it would outlast a power cut, as rows do.
      const file = await open(join(folder, key), 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async read(key, stretch) {
      const file = await open(join(folder, key));
      return file.createReadStream(stretch ?? {});
    },
    async remove(key) {
      await (await disk()).delete(key);
    },
  };
}

import { statfs } from 'node:fs/promises';

/** The disk that a folder is on, as the server's own account sees it: what only the system may still use does not count. */
export async function diskOf(folder: string): Promise<{ freeBytes: number; totalBytes: number }> {
  const { bsize, blocks, bfree, bavail } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: (blocks - bfree + bavail) * bsize };
}

/** How much of it is in use, 0–1. */
export async function diskUsed(folder: string): Promise<number> {
  const { freeBytes, totalBytes } = await diskOf(folder);
  return 1 - freeBytes / totalBytes;
}

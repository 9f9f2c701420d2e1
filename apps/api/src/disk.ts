import { statfs } from 'node:fs/promises';

/** How much of the disk that a folder is on is in use, 0–1, as the server's own account sees it. */
export async function diskUsed(folder: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(folder);
  const used = blocks - bfree;
  return used / (used + bavail);
}

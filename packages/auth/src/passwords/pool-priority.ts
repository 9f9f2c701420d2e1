import { readdir, readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';

/** Well behind the thread that answers everybody, far from starving. */
const NICE = 10;
/** What Node's pool threads are called (libuv 1.50 and newer). */
const POOL_THREAD = 'libuv-worker';

/**
 * Lets the threads that hash step back behind the one that answers: where cores are few, reading goes on at its pace
 * while everybody signs in. On Linux a thread has a priority of its own; elsewhere, and where it may not be set,
 * nothing is done and nothing is said. Threads exist once the pool has been used.
 */
export async function lowerPoolPriority(): Promise<void> {
  if (process.platform !== 'linux') return;
  try {
    for (const thread of await readdir('/proc/self/task')) {
      const name = await readFile(`/proc/self/task/${thread}/comm`, 'utf8').catch(() => '');
      if (name.trim() === POOL_THREAD) setPriority(Number(thread), NICE);
    }
  } catch {
    // A container may forbid either; then they share as equals.
  }
}

import { setImmediate } from 'node:timers/promises';

/** The end of everybody's last call. */
const last = new Map<string, Promise<void>>();

/**
 * Does `work` when all earlier work under this name has ended, so that nobody's many calls at once take the server from
 * others: whatever comes between two of them has its turn. Work whose caller has gone meanwhile is not begun.
 */
export function inTurn<T>(name: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(name) ?? Promise.resolve()).then(async () => {
    await setImmediate();
    signal?.throwIfAborted();
    return work();
  });
  const ended = turn.then(
    () => undefined,
    () => undefined,
  );
  last.set(name, ended);
  void ended.then(() => {
    if (last.get(name) === ended) last.delete(name);
  });
  return turn;
}

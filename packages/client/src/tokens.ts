import type { Session } from '../generated/router.ts';

/**
 * Where a session's tokens are kept between calls, or between runs of a program. Several programs may share one
 * store: what another one renewed is read back rather than renewed again.
 */
export type TokenStore = {
  read(): Session | undefined | Promise<Session | undefined>;
  write(session: Session): void | Promise<void>;
  clear(): void | Promise<void>;
};

/** Keeps the tokens for as long as the program runs. */
export function memoryStore(): TokenStore {
  let kept: Session | undefined;
  return {
    read: () => kept,
    write(session) {
      kept = session;
    },
    clear() {
      kept = undefined;
    },
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from './database.ts';

/**
 * `write` that refuses to be called inside itself: on SQLite the inner one would wait for the outer for ever, on
 * PostgreSQL it would be a transaction of its own that stays when the outer one is undone.
 */
export function alone(write: Database['write']): Database['write'] {
  const inside = new AsyncLocalStorage<true>();
  return (work) => {
    if (inside.getStore() === true) return Promise.reject(new Error('db.write inside db.write: pass the transaction on instead'));
    return write((tx) => inside.run(true, () => work(tx)));
  };
}

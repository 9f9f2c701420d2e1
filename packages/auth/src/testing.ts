import { contextOf, createCallerFactory, router, type Context } from '@tripmaster/rpc';
import type { TestDatabase } from '@tripmaster/db/testing';
import { accountRoutes, authRoutes, createAuth, newRefreshKey, newSigningKey } from './index.ts';

/** The accounts feature on a test database, with a clock the test moves and callers for anybody. */
export async function startAuth({ db }: Pick<TestDatabase, 'db'>) {
  const clock = { ms: Date.parse('2027-01-01T12:00:00.000Z') };
  const signingKeys = [await newSigningKey()];
  const auth = await createAuth({
    db,
    now: () => clock.ms,
    config: { signingKeys: () => signingKeys, refreshKey: newRefreshKey(), issuer: 'https://trip.example', passwordMinLength: 12 },
  });
  const createCaller = createCallerFactory(router({ auth: authRoutes(auth), account: accountRoutes(auth) }));
  const anyone = (more: Partial<Context> = {}) => createCaller(contextOf(undefined, more));
  const withToken = (token: string) => createCaller(contextOf(undefined, { authenticate: () => auth.sessions.actorOf(token) }));
  return { auth, clock, signingKeys, anyone, withToken };
}

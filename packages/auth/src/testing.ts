import { newSealingKey, sealer, type SealingKey } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import type { Mail } from '@tripmaster/mail';
import { contextOf, createCallerFactory, createLimiter, router, type Context, type Cookie, type PersonalData } from '@tripmaster/rpc';
import { accountRoutes, adminRoutes, authRoutes, createAuth, newMacKey, newSigningKey, type AuthConfig, type SigningKey } from './index.ts';

/** A browser's jar for one cookie. */
export function cookieJar(): Cookie {
  let value: string | undefined;
  return { read: () => value, write: (next) => void (value = next), clear: () => void (value = undefined) };
}

type More = {
  /** The node this one stands beside: same keys, same clock. */
  like?: { clock: { ms: number }; signingKeys: SigningKey[]; keys: SealingKey[]; macKey: string };
  personalData?: PersonalData;
};

/** The accounts feature on a test database, with a clock the test moves, the mails it queued and callers for anybody. */
export async function startAuth(
  { db }: Pick<TestDatabase, 'db'>,
  { like, personalData = async function* () {}, ...more }: Partial<AuthConfig> & More = {},
) {
  const clock = like?.clock ?? { ms: Date.parse('2027-01-01T12:00:00.000Z') };
  const now = () => clock.ms;
  const signingKeys = like?.signingKeys ?? [await newSigningKey()];
  const keys = like?.keys ?? [newSealingKey()];
  const macKey = like?.macKey ?? newMacKey();
  const seal = sealer(() => keys);
  const mails: Mail[] = [];
  const limiter = createLimiter({ db, key: 'limits', now });
  const auth = createAuth({
    db,
    now,
    sealer: seal,
    // Collects instead of sending; that the outbox commits with its transaction is proven in packages/mail.
    mailer: { queue: async (_tx, mail) => void mails.push(mail), used: async () => undefined, forget: async () => undefined },
    limiter,
    personalData,
    config: {
      signingKeys: () => signingKeys,
      macKey,
      baseUrl: 'https://trip.example',
      passwordMinLength: 12,
      emailVerification: 'optional',
      ...more,
    },
  });
  const createCaller = createCallerFactory(router({ auth: authRoutes(auth), account: accountRoutes(auth), admin: adminRoutes(auth) }));
  const anyone = (context: Partial<Context> = {}) => createCaller(contextOf(undefined, { limiter, ...context }));
  const withToken = (token: string, context: Partial<Context> = {}) => anyone({ authenticate: () => auth.actorOf(token), ...context });
  return { db, auth, clock, signingKeys, keys, macKey, seal, mails, limiter, anyone, withToken };
}

export type TestApp = Awaited<ReturnType<typeof startAuth>>;

/** The secret at the end of a mailed link. */
export function tokenIn(mail: Mail | undefined): string {
  const link = mail !== undefined && 'link' in mail ? mail.link : '';
  return link.split('#')[1] ?? '';
}

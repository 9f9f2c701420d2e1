import { AppError, newId } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { createLimiter, errorShape, type Context } from '@tripmaster/rpc';
import { hash } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as hashing from '../passwords/hash.ts';
import { cookieJar, startAuth, tokenIn } from '../testing.ts';
import { SIGN_INS, WRONG_PASSWORDS, WRONG_PASSWORDS_FROM_ADDRESS } from './limits.ts';

const PASSWORD = 'a long enough password';
const WRONG = 'not the right password';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let people = 0;
let addresses = 0;

describe.each(ENGINES)('sign-in on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.mails.length = 0));
  afterAll(() => test.remove());

  /** Somewhere nobody has called from before. */
  const elsewhere = (more: Partial<Context['origin']> = {}) => {
    addresses += 1;
    return { origin: { address: `2001:db8:${addresses}::/64`, userAgent: undefined, country: undefined, ...more } };
  };
  /** A browser with its cookies, at an address of its own. */
  const browser = (more: Partial<Context['origin']> = {}) => {
    const jars = { refreshCookie: cookieJar(), deviceCookie: cookieJar() };
    return { ...jars, context: { client: 'cookie' as const, ...jars, ...elsewhere(more) } };
  };
  const newcomer = async (context: Partial<Context> = elsewhere()) => {
    people += 1;
    const email = `i${people}@example.com`;
    const result = await app.anyone(context).auth.register({ email, password: PASSWORD });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    app.mails.length = 0;
    return { email, user: result.user, session: result.session };
  };
  const signIn = (email: string, password: string, context: Partial<Context> = elsewhere()) =>
    app.anyone(context).auth.login({ email, password });
  /** How a call failed, as it goes over the wire. */
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => {
        const { message, data } = errorShape(error);
        return { message, code: data.code, httpStatus: data.httpStatus, ...data.details };
      },
    );
  const wrongTries = async (email: string, times: number, context?: Partial<Context>) => {
    for (let turn = 0; turn < times; turn += 1) await failureOf(signIn(email, WRONG, context));
  };
  /** As if nobody at this address had typed a password right for a while. */
  const useUp = async ({ origin }: Partial<Context>) => {
    for (let turn = 0; turn < WRONG_PASSWORDS_FROM_ADDRESS.max; turn += 1)
      await app.limiter.take(WRONG_PASSWORDS_FROM_ADDRESS, origin?.address ?? '');
  };
  const change = (id: string, values: Partial<{ status: 'suspended'; passwordHash: string }>) =>
    test.db.write(async (tx) => void (await tx.update(test.db.tables.users).set(values).where(eq(test.db.tables.users.id, id))));
  const kinds = (to: string) => app.mails.flatMap((mail) => (mail.to === to ? [mail.kind] : []));

  it('answers alike, try by try, for an unknown address, a wrong password and a suspended account', async () => {
    const known = await newcomer();
    const suspended = await newcomer();
    await change(suspended.user.id, { status: 'suspended' });
    for (let turn = 1; turn <= 12; turn += 1) {
      const answers = [
        await failureOf(signIn(known.email, WRONG)),
        await failureOf(signIn(`nobody-${engine}@example.com`, WRONG)),
        await failureOf(signIn(suspended.email, PASSWORD)),
      ];
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
      expect(answers[0]).toMatchObject(
        turn <= 10
          ? { code: 'wrong-credentials', triesLeft: 10 - turn }
          : { code: 'too-many-requests', httpStatus: 429, retryAfterSeconds: 900 },
      );
    }
  });

  it('pauses an account after ten wrong tries, tells its owner once a day, and lets in again after the pause', async () => {
    const { email } = await newcomer();
    await wrongTries(email, 10);
    expect(await failureOf(signIn(email, PASSWORD))).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 900 });
    app.clock.ms += 14 * MINUTE_MS;
    expect(await failureOf(signIn(email, PASSWORD))).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 60 });
    app.clock.ms += MINUTE_MS;
    await expect(signIn(email, PASSWORD)).resolves.toMatchObject({ status: 'signed-in' });
    await wrongTries(email, 10);
    expect(kinds(email).filter((kind) => kind === 'sign-in-locked')).toHaveLength(1);
    app.clock.ms += DAY_MS;
    await wrongTries(email, 10);
    expect(kinds(email).filter((kind) => kind === 'sign-in-locked')).toHaveLength(2);
  });

  it('mails nobody about tries at an address without an account', async () => {
    await wrongTries(`ghost-${engine}@example.com`, 12);
    expect(app.mails).toEqual([]);
  });

  it('never judges more than ten of fifty wrong tries at once', async () => {
    const { email } = await newcomer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => failureOf(signIn(email, WRONG))));
    const codes = answers.map((answer) => (typeof answer === 'string' ? answer : answer.code));
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(40);
  });

  it('forgives earlier tries after a right one', async () => {
    const { email } = await newcomer();
    const context = elsewhere();
    for (let round = 0; round < 3; round += 1) {
      await wrongTries(email, 9, context);
      await expect(signIn(email, PASSWORD, context)).resolves.toMatchObject({ status: 'signed-in' });
    }
    expect(await failureOf(signIn(email, WRONG, context))).toMatchObject({ triesLeft: 9 });
  });

  it('does not let a right password at one account forgive the tries of its address at others', async () => {
    const { email } = await newcomer();
    const context = elsewhere();
    for (let turn = 1; turn < WRONG_PASSWORDS_FROM_ADDRESS.max; turn += 1)
      await app.limiter.take(WRONG_PASSWORDS_FROM_ADDRESS, context.origin?.address ?? '');
    for (let turn = 0; turn < 3; turn += 1) await expect(signIn(email, PASSWORD, context)).resolves.toMatchObject({ status: 'signed-in' });
    await wrongTries(email, 1, context);
    expect(await failureOf(signIn(email, PASSWORD, context))).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 900 });
    await expect(signIn(email, PASSWORD)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('lets the owner in from a known browser, whoever tries elsewhere and whatever its neighbours do', async () => {
    const home = browser();
    const { email } = await newcomer(home.context);
    await wrongTries(email, 12);
    expect(await failureOf(signIn(email, PASSWORD))).toMatchObject({ code: 'too-many-requests' });
    await useUp(home.context);
    await expect(signIn(email, PASSWORD, home.context)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('gives a known browser ten tries of its own', async () => {
    const home = browser();
    const { email } = await newcomer(home.context);
    await wrongTries(email, 10, home.context);
    expect(await failureOf(signIn(email, PASSWORD, home.context))).toMatchObject({ code: 'too-many-requests' });
    await expect(signIn(email, PASSWORD)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('takes no browser for known by another account’s cookie, or a forged one', async () => {
    const { email } = await newcomer();
    const other = browser();
    await newcomer(other.context);
    await wrongTries(email, 10);
    expect(await failureOf(signIn(email, PASSWORD, other.context))).toMatchObject({ code: 'too-many-requests' });
    for (const cookie of ['', 'x', '.', 'AAAAAAAAAAAAAAAA.AAAA', `${'A'.repeat(16)}.${'A'.repeat(43)}`]) {
      const forged = browser();
      forged.deviceCookie.write(cookie, undefined);
      expect(await failureOf(signIn(email, PASSWORD, forged.context))).toMatchObject({ code: 'too-many-requests' });
    }
  });

  const resetBy = async (email: string, context: Partial<Context>, password = 'another long password') => {
    app.clock.ms += 1;
    await app.anyone(elsewhere()).auth.requestPasswordReset({ email });
    const mail = app.mails.findLast(({ kind, to }) => kind === 'reset-password' && to === email);
    await app.anyone(context).auth.resetPassword({ token: tokenIn(mail), password });
    return password;
  };

  it('lets the owner in by reset after two hundred bad tries', async () => {
    const { email } = await newcomer();
    await Promise.all(Array.from({ length: 200 }, () => failureOf(signIn(email, WRONG))));
    const password = await resetBy(email, elsewhere());
    await expect(signIn(email, password)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('lets the browser in that resets, though its own address and its own tries had brought the pause', async () => {
    const home = browser();
    const { email } = await newcomer(home.context);
    await wrongTries(email, 12, home.context);
    await useUp(home.context);
    const password = await resetBy(email, home.context);
    await expect(signIn(email, password, home.context)).resolves.toMatchObject({ status: 'signed-in' });
    const fresh = browser();
    const again = await resetBy(email, { ...fresh.context, origin: home.context.origin }, 'yet another long password');
    await expect(signIn(email, again, { ...fresh.context, origin: home.context.origin })).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('multiplies every limit by the scale that is set', async () => {
    const limiter = createLimiter({ db: test.db, key: 'scaled', now: () => app.clock.ms, scale: 3 });
    for (let turn = 0; turn < 30; turn += 1) await limiter.take(WRONG_PASSWORDS, 'somebody');
    await expect(limiter.take(WRONG_PASSWORDS, 'somebody')).rejects.toBeInstanceOf(AppError);
  });

  it('keeps a right password of a hash weaker than today’s under today’s', async () => {
    const { email, user } = await newcomer();
    const weak = await hash(PASSWORD, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
    await change(user.id, { passwordHash: weak });
    await failureOf(signIn(email, WRONG));
    const hashOf = async () =>
      (await test.db.read.select().from(test.db.tables.users).where(eq(test.db.tables.users.id, user.id)))[0]?.passwordHash;
    expect(await hashOf()).toBe(weak);
    const several = await Promise.allSettled(Array.from({ length: 3 }, () => signIn(email, PASSWORD)));
    expect(several.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(signIn(email, PASSWORD)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('lets nobody in by a password that was reset while it was being judged', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email, user } = await newcomer();
      const weak = await hash(PASSWORD, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
      await change(user.id, { passwordHash: weak });
      app.clock.ms += 1;
      const attempts = Array.from({ length: 6 }, () => signIn(email, PASSWORD).catch(() => undefined));
      const password = await resetBy(email, elsewhere());
      const entered = (await Promise.all(attempts)).flatMap((result) =>
        result?.status === 'signed-in' ? [result.session.accessToken] : [],
      );
      for (const token of entered) expect(await failureOf(app.withToken(token).account.me())).toMatchObject({ code: 'session-ended' });
      expect(await failureOf(signIn(email, PASSWORD))).toMatchObject({ code: 'wrong-credentials' });
      await expect(signIn(email, password)).resolves.toMatchObject({ status: 'signed-in' });
    }
  });

  it('counts no try that was never judged', async () => {
    const { email, session } = await newcomer();
    const busy = vi.spyOn(hashing, 'checkPassword').mockRejectedValue(new AppError('unavailable', { retryAfterSeconds: 5 }));
    const context = elsewhere();
    const prove = () => failureOf(app.withToken(session.accessToken).auth.reauthenticate({ password: PASSWORD }));
    for (let turn = 0; turn < 12; turn += 1) {
      expect(await failureOf(signIn(email, PASSWORD, context))).toMatchObject({ code: 'unavailable' });
      expect(await prove()).toMatchObject({ code: 'unavailable' });
    }
    busy.mockRestore();
    expect(await failureOf(signIn(email, WRONG, context))).toMatchObject({ code: 'wrong-credentials', triesLeft: 9 });
    expect(await prove()).toBe('done');
  });

  it('gives a cookie that goes with the browser when it is not to remember, also after a renewal', async () => {
    const { email } = await newcomer();
    const { auth } = app;
    const visit = browser();
    const until: (number | undefined)[] = [];
    const refreshCookie = {
      ...visit.refreshCookie,
      write: (value: string, at: number | undefined) => void (visit.refreshCookie.write(value, at), until.push(at)),
    };
    const caller = app.anyone({ ...visit.context, refreshCookie });
    await caller.auth.login({ email, password: PASSWORD, remember: false });
    await caller.auth.refresh({});
    await caller.auth.login({ email, password: PASSWORD });
    await caller.auth.refresh({});
    expect(until).toEqual([undefined, undefined, app.clock.ms + 30 * DAY_MS, app.clock.ms + 30 * DAY_MS]);
    expect(auth.settings.emailVerification).toBe('optional');
  });

  const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const FIREFOX = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0';

  it('tells the owner of a sign-in on a device it has not seen, and of no other', async () => {
    const home = browser({ userAgent: CHROME, country: 'PT' });
    const { email } = await newcomer(home.context);
    expect(kinds(email)).toEqual([]);
    // The same browser, the same kind of browser in the same country, and the same browser once its sessions are gone.
    await signIn(email, PASSWORD, home.context);
    await signIn(email, PASSWORD, elsewhere({ userAgent: CHROME.replace('140', '141'), country: 'PT' }));
    expect(kinds(email)).toEqual([]);
    await signIn(email, PASSWORD, elsewhere({ userAgent: FIREFOX, country: 'PT' }));
    expect(app.mails).toMatchObject([{ kind: 'new-sign-in', to: email, device: 'Firefox on macOS', country: 'PT' }]);
    await signIn(email, PASSWORD, elsewhere({ userAgent: CHROME, country: 'BR' }));
    expect(kinds(email)).toEqual(['new-sign-in', 'new-sign-in']);
    app.clock.ms += 31 * DAY_MS;
    await signIn(email, PASSWORD, home.context);
    expect(kinds(email)).toEqual(['new-sign-in', 'new-sign-in']);
    await signIn(email, PASSWORD, elsewhere({ userAgent: FIREFOX, country: 'PT' }));
    expect(kinds(email)).toEqual(['new-sign-in', 'new-sign-in', 'new-sign-in']);
  });

  it('tells of another browser that says the same words of itself, and of no known one', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const [own, other] = [browser({ userAgent }), browser({ userAgent })];
    const { email } = await newcomer(own.context);
    await signIn(email, PASSWORD, own.context);
    expect(app.mails).toEqual([]);
    await signIn(email, PASSWORD, other.context);
    expect(app.mails).toMatchObject([{ kind: 'new-sign-in', to: email, device: 'Firefox on Linux' }]);
    await signIn(email, PASSWORD, other.context);
    expect(app.mails).toHaveLength(1);
  });

  it('keeps a person to a hundred sessions, the oldest of which make room', async () => {
    const { user, session } = await newcomer();
    const { sessions } = test.db.tables;
    const row = {
      userId: user.id,
      refreshHash: 'x',
      rotatedAt: app.clock.ms,
      createdAt: app.clock.ms,
      lastUsedAt: app.clock.ms,
      expiresAt: app.clock.ms + DAY_MS,
    };
    await test.db.write(async (tx) => {
      for (let turn = 0; turn < 99; turn += 1) await tx.insert(sessions).values({ ...row, id: newId(app.clock.ms) });
    });
    const me = () => app.withToken(session.accessToken).account.me();
    await expect(me()).resolves.toBeDefined();
    await signIn(user.email, PASSWORD);
    expect(await failureOf(me())).toMatchObject({ code: 'session-ended' });
    expect(await test.db.read.select().from(sessions).where(eq(sessions.userId, user.id))).toHaveLength(100);
  });

  it('counts right sign-ins too, for everybody waits for their hashes', async () => {
    const { email } = await newcomer();
    await test.db.write(async (tx) => {
      for (let turn = 0; turn < SIGN_INS.max; turn += 1) await app.limiter.takeIn(tx, SIGN_INS, email);
    });
    expect(await failureOf(signIn(email, PASSWORD))).toMatchObject({ code: 'too-many-requests' });
    app.clock.ms += 15 * MINUTE_MS;
    await expect(signIn(email, PASSWORD)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('lets a hundred people out at once, and each is in the log', async () => {
    const { users } = test.db.tables;
    const opening = await test.db.write(async (tx) => {
      const sessions = [];
      for (let person = 0; person < 100; person += 1) {
        const id = newId(app.clock.ms);
        const row = { id, email: `${id}@example.com`, role: 'traveller', status: 'active', createdAt: 1, updatedAt: 1 } as const;
        await tx.insert(users).values(row);
        const how = { device: 'Firefox', country: null, method: 'passkey', secondFactor: true, remembered: true } as const;
        sessions.push(await app.auth.sessions.start(tx, id, how));
      }
      return sessions;
    });
    const actors = await Promise.all(opening.map(async ({ finish }) => app.auth.sessions.actorOf((await finish()).session.accessToken)));
    const before = await app.auth.audit.verify();
    const results = await Promise.all(actors.map((actor) => failureOf(app.auth.sessions.end(actor))));
    expect(results.filter((result) => result !== 'done')).toEqual([]);
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: before.checked + 100 });
  });
});

describe.each(ENGINES)('sign-in on %s where addresses have to be proven', (engine) => {
  it('refuses the right password of an unproven address, without counting it as a wrong one', async () => {
    const test = await openTestDatabase(engine);
    const app = await startAuth(test, { emailVerification: 'required' });
    const email = 'unproven@example.com';
    expect(await app.anyone().auth.register({ email, password: PASSWORD })).toEqual({ status: 'verify-email' });
    const codeOf = (password: string) =>
      app
        .anyone()
        .auth.login({ email, password })
        .then(
          ({ status }) => status,
          (error: unknown) => errorShape(error).data.code,
        );
    for (let turn = 0; turn < 12; turn += 1) expect(await codeOf(PASSWORD)).toBe('email-unverified');
    expect(await codeOf(WRONG)).toBe('wrong-credentials');
    await app.anyone().auth.verifyEmail({ token: tokenIn(app.mails.find(({ kind }) => kind === 'verify-email')) });
    expect(await codeOf(PASSWORD)).toBe('signed-in');
    await test.remove();
  });
});

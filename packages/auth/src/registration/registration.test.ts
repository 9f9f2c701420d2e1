import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape, type Context } from '@tripmaster/rpc';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as argon2 from '../passwords/argon2.ts';
import { startAuth, tokenIn } from '../testing.ts';

const PASSWORD = 'a long enough password';
const HOUR_MS = 3_600_000;
let people = 0;

describe.each(ENGINES)('registration on %s', (engine) => {
  let test: TestDatabase;
  let optional: Awaited<ReturnType<typeof startAuth>>;
  let required: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    optional = await startAuth(test);
    required = await startAuth(test, { emailVerification: 'required' });
  });
  beforeEach(() => {
    optional.mails.length = 0;
    required.mails.length = 0;
  });
  afterAll(() => test.remove());

  const from = (address: string): Partial<Context> => ({ origin: { address, userAgent: undefined, country: undefined } });
  /** A call from somewhere nobody has called from before. */
  const visit = (app: typeof optional) => {
    people += 1;
    return app.anyone(from(`2001:db8:${people}::/64`));
  };
  const newAddress = () => {
    people += 1;
    return `r${people}@example.com`;
  };
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => errorShape(error).data.code,
    );
  const kindsTo = (app: typeof optional, to: string) => app.mails.flatMap((mail) => (mail.to === to ? [mail.kind] : []));
  const linkTo = (app: typeof optional, to: string) =>
    tokenIn(app.mails.findLast((mail) => mail.to === to && mail.kind === 'verify-email'));
  const verifiedAt = async (email: string) => {
    const rows = await test.db.read.select().from(test.db.tables.users);
    return rows.find((row) => row.email === email)?.emailVerifiedAt;
  };

  it('signs a newcomer in where addresses need not be proven, and says that an address is taken', async () => {
    const email = newAddress();
    const answer = await visit(optional).auth.register({ email, password: PASSWORD });
    expect(answer).toMatchObject({ status: 'signed-in', user: { email, emailVerified: false } });
    expect(kindsTo(optional, email)).toEqual(['welcome', 'verify-email']);
    expect(await failureOf(visit(optional).auth.register({ email, password: PASSWORD }))).toBe('email-taken');
    expect(kindsTo(optional, email)).toEqual(['welcome', 'verify-email']);
  });

  it('answers alike, and hashes once, whether or not somebody has the address, where it has to be proven', async () => {
    const email = newAddress();
    const hashes = vi.spyOn(argon2, 'hash');
    const answers = [];
    for (let turn = 0; turn < 2; turn += 1) {
      answers.push(await visit(required).auth.register({ email, password: PASSWORD }));
      expect(hashes).toHaveBeenCalledTimes(turn + 1);
    }
    hashes.mockRestore();
    expect(answers).toEqual([{ status: 'verify-email' }, { status: 'verify-email' }]);
    expect(kindsTo(required, email)).toEqual(['verify-email', 'already-registered']);
    expect(await failureOf(visit(required).auth.register({ email, password: 'short' }))).toBe('invalid-input');
    expect(await failureOf(visit(required).auth.register({ email: newAddress(), password: 'short' }))).toBe('invalid-input');
  });

  it('welcomes once: with the registration, or where addresses have to be proven with the proof', async () => {
    const [early, late] = [newAddress(), newAddress()];
    await visit(optional).auth.register({ email: early, password: PASSWORD, locale: 'en-US' });
    await visit(optional).auth.verifyEmail({ token: linkTo(optional, early) });
    await visit(required).auth.register({ email: late, password: PASSWORD });
    expect(kindsTo(required, late)).toEqual(['verify-email']);
    const token = linkTo(required, late);
    await visit(required).auth.resendVerification({ email: late });
    await visit(required).auth.verifyEmail({ token });
    await visit(required).auth.verifyEmail({ token: linkTo(required, late) });
    expect(kindsTo(required, late)).toEqual(['verify-email', 'verify-email', 'welcome']);
    expect(optional.mails.filter(({ kind }) => kind === 'welcome')).toMatchObject([
      { to: early, locale: 'en-US', link: 'https://trip.example/new', userId: expect.any(String) },
    ]);
  });

  it('welcomes whoever proves the address by choosing a new password, too', async () => {
    const email = newAddress();
    await visit(required).auth.register({ email, password: PASSWORD });
    for (const password of ['another long password', 'and one more of them']) {
      await visit(required).auth.requestPasswordReset({ email });
      const token = tokenIn(required.mails.findLast((mail) => mail.to === email && mail.kind === 'reset-password'));
      await visit(required).auth.resetPassword({ token, password });
    }
    expect(kindsTo(required, email).filter((kind) => kind === 'welcome')).toHaveLength(1);
  });

  it('does not change the password of whoever has the address', async () => {
    const email = newAddress();
    await visit(required).auth.register({ email, password: PASSWORD });
    await visit(required).auth.register({ email, password: 'quite another password' });
    await visit(required).auth.verifyEmail({ token: linkTo(required, email) });
    expect(await failureOf(visit(required).auth.login({ email, password: 'quite another password' }))).toBe('wrong-credentials');
    expect(await failureOf(visit(required).auth.login({ email, password: PASSWORD }))).toBe('done');
  });

  it('tells whoever has the address at most once a day', async () => {
    const email = newAddress();
    for (let turn = 0; turn < 4; turn += 1) await visit(required).auth.register({ email, password: PASSWORD });
    expect(kindsTo(required, email)).toEqual(['verify-email', 'already-registered']);
    required.clock.ms += 24 * HOUR_MS;
    for (let turn = 0; turn < 2; turn += 1) await visit(required).auth.register({ email, password: PASSWORD });
    expect(kindsTo(required, email)).toEqual(['verify-email', 'already-registered', 'already-registered']);
  });

  it.each([
    ['optional', 1],
    ['required', 10],
  ] as const)('makes one account of ten registrations at once, with proof %s', async (verification, answered) => {
    const app = verification === 'optional' ? optional : required;
    const email = newAddress();
    const results = await Promise.all(Array.from({ length: 10 }, () => failureOf(visit(app).auth.register({ email, password: PASSWORD }))));
    expect(results.filter((result) => result === 'done')).toHaveLength(answered);
    expect(results.filter((result) => result !== 'done' && result !== 'email-taken')).toEqual([]);
    const rows = await test.db.read.select().from(test.db.tables.users);
    expect(rows.filter((row) => row.email === email)).toHaveLength(1);
  });

  it('takes a link once, for the address it was sent to', async () => {
    const email = newAddress();
    await visit(optional).auth.register({ email, password: PASSWORD });
    const token = linkTo(optional, email);
    expect(await verifiedAt(email)).toBeNull();
    expect(await visit(optional).auth.verifyEmail({ token })).toEqual({ status: 'verified' });
    expect(await verifiedAt(email)).toBe(optional.clock.ms);
    expect(await failureOf(visit(optional).auth.verifyEmail({ token }))).toBe('link-over');
  });

  it('lets one of fifty uses of a link at once win', async () => {
    const email = newAddress();
    await visit(optional).auth.register({ email, password: PASSWORD });
    const token = linkTo(optional, email);
    const results = await Promise.all(Array.from({ length: 50 }, () => failureOf(visit(optional).auth.verifyEmail({ token }))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'link-over')).toHaveLength(49);
  });

  it('takes no link that is a day old', async () => {
    const email = newAddress();
    await visit(optional).auth.register({ email, password: PASSWORD });
    const token = linkTo(optional, email);
    optional.clock.ms += 24 * HOUR_MS;
    expect(await failureOf(visit(optional).auth.verifyEmail({ token }))).toBe('link-over');
    expect(await verifiedAt(email)).toBeNull();
  });

  it('takes no link to an address that was given up since', async () => {
    const [email, next] = [newAddress(), newAddress()];
    const answer = await visit(optional).auth.register({ email, password: PASSWORD });
    if (answer.status !== 'signed-in') throw new Error('not signed in');
    const token = linkTo(optional, email);
    await optional.withToken(answer.session.accessToken).account.requestEmailChange({ email: next, password: PASSWORD });
    const confirm = tokenIn(optional.mails.findLast(({ kind }) => kind === 'confirm-email-change'));
    await visit(optional).account.confirmEmailChange({ token: confirm });
    expect(await failureOf(visit(optional).auth.verifyEmail({ token }))).toBe('link-over');
    expect(await failureOf(visit(optional).account.confirmEmailChange({ token: confirm }))).toBe('link-over');
  });

  it('sends the link again three times an hour at most, to addresses that wait for it only, and answers alike', async () => {
    const [waiting, proven, unknown] = [newAddress(), newAddress(), newAddress()];
    for (const email of [waiting, proven]) await visit(optional).auth.register({ email, password: PASSWORD });
    await visit(optional).auth.verifyEmail({ token: linkTo(optional, proven) });
    optional.mails.length = 0;
    for (const email of [waiting, proven, unknown])
      for (let turn = 0; turn < 4; turn += 1) expect(await visit(optional).auth.resendVerification({ email })).toEqual({ status: 'sent' });
    // The one of the registration was the first of three.
    expect(optional.mails.map(({ kind, to }) => ({ kind, to }))).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'verify-email', to: waiting })),
    );
    expect(await visit(optional).auth.verifyEmail({ token: linkTo(optional, waiting) })).toEqual({ status: 'verified' });
  });

  it('limits accounts, links and requests for mail by network address', async () => {
    const until = async (call: () => Promise<unknown>) => {
      for (let turn = 1; turn <= 100; turn += 1) if ((await failureOf(call())) === 'too-many-requests') return turn - 1;
      return 100;
    };
    const there = optional.anyone(from('192.0.2.7'));
    expect(await until(() => there.auth.register({ email: 'weak@example.com', password: 'weak' }))).toBe(60);
    expect(await until(() => there.auth.verifyEmail({ token: 'x' }))).toBe(60);
    expect(await until(() => there.auth.resendVerification({ email: 'nobody@example.com' }))).toBe(30);
    expect(await failureOf(optional.anyone(from('192.0.2.8')).auth.resendVerification({ email: 'nobody@example.com' }))).toBe('done');
  });

  it('reads an address the same way wherever it is typed', async () => {
    const email = newAddress();
    const typed = [` ${email.toUpperCase()}\t`, `\u00a0${email}\u3000`, email.replace('e', '\u0045')];
    await visit(optional).auth.register({ email: `  ${email.toUpperCase()} `, password: PASSWORD });
    for (const spelling of typed) {
      expect(await failureOf(visit(optional).auth.register({ email: spelling, password: PASSWORD }))).toBe('email-taken');
      expect(await failureOf(visit(optional).auth.login({ email: spelling, password: PASSWORD }))).toBe('done');
      await visit(optional).auth.requestPasswordReset({ email: spelling });
    }
    expect(new Set(optional.mails.map(({ to }) => to))).toEqual(new Set([email]));
  });

  it('takes a letter that folds into another for that one, and mails only to the folded address', async () => {
    people += 1;
    const email = `k${people}@example.com`;
    await visit(optional).auth.register({ email, password: PASSWORD });
    optional.mails.length = 0;
    // The Kelvin sign is a capital K to Unicode; the mail goes to where the account's own mails go.
    await visit(optional).auth.requestPasswordReset({ email: email.replace('k', '\u212a') });
    expect(optional.mails).toMatchObject([{ kind: 'reset-password', to: email }]);
  });

  it.each([
    'jürgen@example.com',
    'jurgen@exämple.com/x',
    'ana\u200b@example.com',
    'ana\0@example.com',
    'ana@example.com\nbcc: x@example.com',
    'ana@example.com,eve@example.com',
    'Ana <ana@example.com>',
    '\ud800@example.com',
    'ınfo@example.com',
    `${'a'.repeat(250)}@example.com`,
  ])('refuses %j wherever it is typed', async (email) => {
    const { auth } = visit(optional);
    for (const call of [
      () => auth.register({ email, password: PASSWORD }),
      () => auth.login({ email, password: PASSWORD }),
      () => auth.requestPasswordReset({ email }),
      () => auth.resendVerification({ email }),
    ])
      expect(await failureOf(call())).toBe('invalid-input');
  });

  it('takes a password as typed but for how its characters are put together', async () => {
    const email = newAddress();
    const password = ' Ünïcödé pässwörd ';
    await visit(optional).auth.register({ email, password: password.normalize('NFD') });
    const tries = [password.normalize('NFC'), password.normalize('NFD'), password.trim(), password.toLowerCase(), `${password} `];
    const results = [];
    for (const typed of tries) results.push(await failureOf(visit(optional).auth.login({ email, password: typed })));
    expect(results).toEqual(['done', 'done', 'wrong-credentials', 'wrong-credentials', 'wrong-credentials']);
  });
});

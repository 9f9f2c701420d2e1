import { ENGINES } from '@tripmaster/db/testing';
import { contextOf, createCallerFactory } from '@tripmaster/rpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer, type Server } from '../testing.ts';
import { operate } from './run.ts';

describe.each(ENGINES)('administrators and the audit log on the command line, on %s', (engine) => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer(engine);
  });
  afterEach(() => server.stop());

  const command = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const { dataDir, databaseUrl } = server.config;
    const environment = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, BASE_URL: 'https://trip.example' };
    const code = await operate(args, environment, { out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err };
  };
  const register = async (email: string) => {
    const { router, auth } = server.application;
    const callers = createCallerFactory(router);
    const entered = await callers(contextOf(undefined)).auth.register({ email, password: 'a long enough password' });
    if (entered.status !== 'signed-in') throw new Error('not signed in');
    const call = callers(contextOf(undefined, { authenticate: () => auth.actorOf(entered.session.accessToken) }));
    return {
      id: entered.user.id,
      actor: () => auth.actorOf(entered.session.accessToken),
      role: async () => (await call.account.me()).role,
      call,
    };
  };

  it('makes the first administrator out of an account, while the server runs, and says that a second factor is needed', async () => {
    expect(await command('admin', 'list')).toEqual({ code: 0, out: 'There is no administrator yet. admin grant makes one.\n', err: '' });
    const ana = await register('ana@example.com');
    expect(await command('admin', 'grant', ' Ana@Example.com')).toEqual({
      code: 0,
      out: [
        'ana@example.com is an administrator now. Servers know it at once.',
        'The address is not confirmed yet: make sure that the account is theirs.',
        'Administration needs a second factor. There is none yet: set up an authenticator app or a passkey at https://trip.example/account/security.',
        '',
      ].join('\n'),
      err: '',
    });
    expect(await ana.role()).toBe('admin');
    await expect(ana.call.admin.users.list()).rejects.toMatchObject({ cause: { code: 'second-factor-needed' } });
    expect((await command('admin', 'grant', 'ana@example.com')).out).toMatch(
      /^ana@example.com is an administrator already; nothing was changed\.\n/,
    );
    expect((await ana.call.account.activity()).items.slice(0, 2)).toMatchObject([
      { action: 'admin.role-set', byOther: false, detail: { from: 'traveller', to: 'admin' } },
      { action: 'session.started' },
    ]);
  });

  it('makes supporters, lists who has which role, and takes roles back, the last administrator’s too', async () => {
    const [ana, ben] = [await register('ana@example.com'), await register('ben@example.com')];
    await command('admin', 'grant', 'ana@example.com');
    for (const args of [
      ['ben@example.com', '--role', 'support'],
      ['--role=support', 'ben@example.com'],
    ])
      expect(await command('admin', 'grant', ...args)).toMatchObject({ code: 0, err: '' });
    expect([await ana.role(), await ben.role()]).toEqual(['admin', 'support']);
    const { db, auth } = server.application;
    const row = { userId: ben.id, secret: 'sealed', confirmedAt: 1, lastStep: 0, createdAt: 1 };
    await db.write(async (tx) => void (await tx.insert(db.tables.totp).values(row)));
    await auth.admin.setStatus(await ana.actor(), ben.id, 'suspended');
    const seen = new Date(server.clock.ms).toISOString();
    expect((await command('admin', 'list')).out).toBe(
      `ana@example.com  admin, no second factor yet, last seen ${seen}\nben@example.com  support, suspended, second factor, not signed in\n`,
    );
    expect((await command('admin', 'grant', 'ben@example.com')).out).toBe(
      [
        'ben@example.com is an administrator now, no longer a supporter. Servers know it at once.',
        'The address is not confirmed yet: make sure that the account is theirs.',
        'The account is suspended: nobody can sign in to it until an administrator lets it in again.',
        'Administration opens once they sign in with their second factor.',
        '',
      ].join('\n'),
    );
    expect(await command('admin', 'revoke', 'ana@example.com')).toEqual({
      code: 0,
      out: 'ana@example.com is no longer an administrator. Servers know it at once.\nThere is no administrator any more who can sign in. admin grant makes one.\n',
      err: '',
    });
    expect(await ana.role()).toBe('traveller');
    expect((await command('admin', 'revoke', 'ana@example.com')).out).toBe(
      'ana@example.com is a traveller already; nothing was changed.\n',
    );
  });

  it('refuses in one plain sentence what it can’t do', async () => {
    for (const name of ['grant', 'revoke'])
      expect(await command('admin', name, 'nobody@example.com')).toEqual({
        code: 1,
        out: '',
        err: 'Nobody has an account with nobody@example.com. They register first; then run this again.\n',
      });
    const usage: [string[], string][] = [
      [['grant'], 'Name the e-mail address of an account.'],
      [['grant', 'ana'], 'ana is no e-mail address.'],
      [['grant', 'ana@example.com', '--role'], '--role needs a value.'],
      [['grant', 'ana@example.com', '--role', 'traveller'], '--role is admin or support.'],
      [['grant', 'ana@example.com', '--role=root'], '--role is admin or support.'],
      [['grant', 'ana@example.com', 'ben@example.com'], 'ben@example.com is too much.'],
      [['revoke'], 'Name the e-mail address of an account.'],
      [['revoke', 'ana@example.com', '--now'], '--now is too much.'],
      [['list', 'all'], 'all is too much.'],
    ];
    for (const [args, problem] of usage)
      expect(await command('admin', ...args)).toEqual({
        code: 2,
        out: '',
        err: expect.stringMatching(`^${problem}\ntripmaster admin ${args[0]}`),
      });
  });

  it('verifies the audit log: whole, then broken and where', async () => {
    expect(await command('audit', 'verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^The audit log is whole: 0 entries, /) });
    await register('ana@example.com');
    await command('admin', 'grant', 'ana@example.com');
    const { db } = server.application;
    const { auditEvents } = db.tables;
    const count = (await db.read.select().from(auditEvents)).length;
    expect(await command('audit', 'verify')).toEqual({
      code: 0,
      out: expect.stringMatching(new RegExp(`^The audit log is whole: ${count} entries, followed to the end in \\d+\\.\\d s\\.\n$`)),
      err: '',
    });
    await db.write(async (tx) => void (await tx.update(auditEvents).set({ action: 'account.updated' })));
    expect(await command('audit', 'verify')).toEqual({
      code: 1,
      out: [
        'The audit log is broken at entry 1: a row was changed.',
        'Somebody changed the database past the server, or secrets.json is not the one the log was written with.',
        '',
      ].join('\n'),
      err: '',
    });
    expect(await command('audit', 'verify', 'twice')).toMatchObject({ code: 2 });
  });
});

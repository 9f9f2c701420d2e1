import { ENGINES, explain, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from './mail.ts';
import { NEVER, outboxRepo } from './outbox.repo.ts';
import type { MailEvent } from './returned.service.ts';
import { addUser, startMail } from './testing/index.ts';
import { unsubscribeTokens, type Unsubscription } from './unsubscribe-tokens.ts';

const LINK = 'https://trip.example/join#s3cretT0ken';
const DAY_MS = 86_400_000;
const invitation = (to: string): Mail => ({
  kind: 'plan-invitation',
  to: `${to}@example.com`,
  inviter: 'Eve',
  trip: 'Lisbon',
  role: 'viewer',
  link: LINK,
});
const reset = (to: string): Mail => ({ kind: 'reset-password', to: `${to}@example.com`, link: LINK });
const changed = (to: string): Mail => ({ kind: 'password-changed', to: `${to}@example.com`, at: 1, link: LINK });

describe.each(ENGINES)('who gets which mails on %s', (engine) => {
  let test: TestDatabase;
  let app: ReturnType<typeof startMail>;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = startMail(test);
    for (const person of ['ana', 'ben']) await addUser(test.db, person);
  });
  afterEach(() => test.remove());
  const sentTo = async () => {
    await app.deliver();
    return app.sent
      .splice(0)
      .map(({ to, subject }) => `${to.split('@')[0] ?? ''}: ${subject.split(' ')[0] ?? ''}`)
      .toSorted();
  };
  const setNotifications = (id: string, notifications: Record<string, boolean>) => {
    const { users } = test.db.tables;
    return test.db.write(async (tx) => void (await tx.update(users).set({ notifications }).where(eq(users.id, id))));
  };
  let told = 0;
  const tell = (what: MailEvent['what'], to: string, more: Partial<MailEvent> = {}) => {
    told += 1;
    const event = {
      id: `msg_${told}`,
      toldAt: app.clock.ms,
      at: app.clock.ms,
      forGood: true,
      providerId: 'unknown',
      to: [`${to}@example.com`],
    };
    return app.returned.take({ ...event, what, ...more });
  };
  const tokenOf = () => app.sent.at(-1)?.unsubscribe?.split('/').at(-1) ?? '';

  it('does not queue what somebody turned off, in the transaction itself, and asks nobody else', async () => {
    await setNotifications('ana', { planReady: true, planShared: false, tripReminders: true });
    for (const person of ['ana', 'ben', 'stranger']) await app.queue(invitation(person));
    await app.queue(reset('ana'));
    expect(await app.rows()).toHaveLength(3);
    expect(await sentTo()).toEqual(['ana: Choose', 'ben: You', 'stranger: You']);
  });

  it('does not send what was turned off while it waited', async () => {
    for (const person of ['ana', 'ben']) await app.queue(invitation(person));
    await setNotifications('ana', { planShared: false });
    expect(await sentTo()).toEqual(['ben: You']);
    expect(await app.rows()).toHaveLength(1);
  });

  it('turns one kind off for an address without an account, and on again, and for nobody else', async () => {
    await app.queue(invitation('stranger'));
    await sentTo();
    await app.queue(invitation('stranger'));
    await app.deliver();
    const what = app.unsubscribing.read(tokenOf());
    if (what === undefined || !('addressHash' in what)) throw new Error('no token of an address');
    expect(what.kind).toBe('planShared');
    app.sent.length = 0;
    await app.unsubscribing.setForAddress(what, false);
    expect(await app.unsubscribing.isOff(what)).toBe(true);
    for (const person of ['stranger', 'other']) await app.queue(invitation(person));
    await app.queue(reset('stranger'));
    expect(await sentTo()).toEqual(['other: You', 'stranger: Choose']);
    await app.unsubscribing.setForAddress(what, true);
    await app.queue(invitation('stranger'));
    expect(await sentTo()).toEqual(['stranger: You']);
  });

  it('keeps addresses as hashes that say nothing without the key', async () => {
    await tell('complained', 'stranger');
    const { mailSuppressions } = test.db.tables;
    const rows = await test.db.read.select().from(mailSuppressions);
    expect(rows).toMatchObject([{ kind: '*', reason: 'complained', at: app.clock.ms }]);
    expect(JSON.stringify(rows)).not.toContain('stranger');
    await app.queue(invitation('stranger'));
    expect(await app.rows()).toEqual([]);
    const other = startMail(test, { key: 'another key' });
    await other.queue(invitation('stranger'));
    expect(await other.rows()).toHaveLength(1);
  });

  it.each(['bounced', 'complained', 'suppressed'] as const)(
    'sends to an address that %s only what mends it, until a link of that was used',
    async (what) => {
      await tell(what, 'ana');
      for (const mail of [invitation('ana'), changed('ana'), reset('ana'), invitation('ben')]) await app.queue(mail);
      expect(await sentTo()).toEqual(['ana: Choose', 'ben: You']);
      await test.db.write((tx) => app.mailer.used(tx, 'ana@example.com'));
      await app.queue(invitation('ana'));
      expect(await sentTo()).toEqual(['ana: You']);
    },
  );

  it('takes a mail that arrived as proof against an earlier bounce, not against a complaint', async () => {
    await tell('bounced', 'ana');
    await tell('complained', 'ben');
    await tell('delivered', 'ana', { at: app.clock.ms - 1 });
    await app.queue(changed('ana'));
    expect(await sentTo()).toEqual([]);
    app.clock.ms += 1_000;
    for (const person of ['ana', 'ben']) {
      await tell('delivered', person);
      await app.queue(changed(person));
    }
    expect(await sentTo()).toEqual(['ana: Your']);
  });

  it('does not stop for a mailbox that was full', async () => {
    await tell('bounced', 'ana', { forGood: false });
    await tell('failed', 'ana');
    await app.queue(changed('ana'));
    expect(await sentTo()).toEqual(['ana: Your']);
  });

  it('takes each event once, and tells a replay from a retry', async () => {
    const once = { id: 'msg_one', toldAt: app.clock.ms };
    expect(await tell('bounced', 'ana', once)).toBe('taken');
    await test.db.write((tx) => app.mailer.used(tx, 'ana@example.com'));
    expect(await tell('bounced', 'ana', once)).toBe('replayed');
    expect(await tell('bounced', 'ana', { ...once, toldAt: once.toldAt + 5_000 })).toBe('known');
    expect(await tell('bounced', 'ana', once)).toBe('replayed');
    await app.queue(changed('ana'));
    expect(await sentTo()).toEqual(['ana: Your']);
    const many = await Promise.all(Array.from({ length: 10 }, () => tell('bounced', 'ben', { id: 'msg_many' })));
    expect(many.filter((outcome) => outcome === 'taken')).toHaveLength(1);
  });

  it('notes on a mail how it came back, and what is about it goes with either account', async () => {
    const own = startMail(test, { transport: { send: async ({ id }) => ({ providerId: `resend-${id}` }) } });
    await own.queue({ ...invitation('ben'), userId: 'ana', alsoAbout: 'ben' });
    await own.queue({ ...invitation('ana'), userId: 'ana' });
    await own.deliver();
    const [one, two] = await own.rows();
    await tell('bounced', 'ben', { providerId: `resend-${one?.id}` });
    await tell('complained', 'ana', { providerId: 'not noted', mailId: two?.id });
    expect((await own.outbox.list({ state: 'returned' })).items).toMatchObject([
      { id: two?.id, problem: 'complained' },
      { id: one?.id, problem: 'bounced' },
    ]);
    const { users } = test.db.tables;
    const erase = (id: string) =>
      test.db.write(async (tx) => {
        await own.erase(tx, `${id}@example.com`);
        await tx.delete(users).where(eq(users.id, id));
      });
    await erase('ben');
    expect((await own.rows()).map(({ id }) => id)).toEqual([two?.id]);
    await erase('ana');
    expect(await own.rows()).toEqual([]);
    // That mails came back is forgotten; that somebody wanted none is kept, as nothing but a hash.
    expect(await test.db.read.select().from(test.db.tables.mailSuppressions)).toMatchObject([{ reason: 'complained' }]);
  });

  it('says what is held about an account’s address', async () => {
    await tell('bounced', 'ana');
    expect(await app.heldAbout('ana')).toEqual([{ kind: '*', reason: 'bounced', at: app.clock.ms }]);
    expect(await app.heldAbout('ben')).toEqual([]);
    expect(await app.heldAbout('nobody')).toEqual([]);
  });

  it('shows operators the outbox without addresses or texts, page by page', async () => {
    for (let index = 0; index < 25; index += 1) await app.queue(index % 2 === 0 ? reset(`p${index}`) : invitation(`p${index}`));
    const first = await app.outbox.list({});
    expect(first.items).toHaveLength(20);
    const second = await app.outbox.list({ cursor: first.nextCursor });
    expect(second.items).toHaveLength(5);
    const all = [...first.items, ...second.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(25);
    expect(JSON.stringify(all)).not.toMatch(/example|s3cret|Lisbon/);
    expect((await app.outbox.list({ kind: 'plan-invitation', limit: 100 })).items).toHaveLength(12);
    await app.deliver();
    expect((await app.outbox.list({ state: 'waiting' })).items).toEqual([]);
    expect((await app.outbox.list({ state: 'sent', limit: 100 })).items).toHaveLength(25);
  });

  it('has a dead letter tried again, which also lifts that mails came back', async () => {
    app.state.failure = new Error('down');
    const queuedAt = app.clock.ms;
    await app.queue(changed('ana'));
    await app.queue(invitation('ben'));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await app.deliver();
      app.clock.ms += DAY_MS / 4;
    }
    expect(await app.outbox.depth()).toEqual({ waiting: 0, dead: 2, oldestDueAt: undefined });
    await tell('bounced', 'ana');
    app.state.failure = undefined;
    const [mail] = (await app.rows()).filter(({ kind }) => kind === 'password-changed');
    const revived = await test.db.write((tx) => app.outbox.retry(tx, mail?.id ?? ''));
    expect(revived).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(await app.outbox.depth()).toEqual({ waiting: 1, dead: 1, oldestDueAt: queuedAt });
    await expect(test.db.write((tx) => app.outbox.retry(tx, mail?.id ?? ''))).rejects.toThrow('given up');
    expect(await sentTo()).toEqual(['ana: Your']);
    expect(await test.db.write((tx) => app.outbox.retryAll(tx))).toBe(1);
    expect(await sentTo()).toEqual(['ben: You']);
    await expect(test.db.write((tx) => app.outbox.retry(tx, 'missing'))).rejects.toThrow('Not here');
  });

  it('finds mails of a state by its index, however many there are', async () => {
    const { mailOutbox } = test.db.tables;
    const rows = Array.from({ length: 3_000 }, (_, index) => ({
      id: `mail-${String(index).padStart(5, '0')}`,
      kind: 'x',
      attempts: 0,
      createdAt: 1,
      dueAt: index % 1_000 === 0 ? NEVER : 1,
      sentAt: index % 1_000 === 0 ? null : 1,
    }));
    for (let index = 0; index < rows.length; index += 500)
      await test.db.write(async (tx) => void (await tx.insert(mailOutbox).values(rows.slice(index, index + 500))));
    const query = outboxRepo(test.db).list(test.db.read, { before: 'mail-02500', limit: 21, state: 'dead', kind: undefined });
    const plan = await explain(test, query);
    expect(plan).toContain('mail_outbox_state_idx');
    expect(plan).not.toMatch(/Sort|TEMP B-TREE/);
    expect(await query).toHaveLength(3);
  });
});

describe('the token of a link that turns mails off', () => {
  const tokens = unsubscribeTokens('secret');
  const make = (what: Unsubscription) => tokens.make(what);
  const read = (token: string) => tokens.read(token);
  const userId = '0196dd1c-0000-7000-8000-000000000001';

  it('says nothing, is another one each time, and comes back as it was', () => {
    const [one, two] = [make({ kind: 'tripReminders', userId }), make({ kind: 'tripReminders', userId })];
    expect(one).not.toBe(two);
    for (const token of [one, two]) {
      expect(token).toMatch(/^[\w-]{60,160}$/);
      expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('0196dd1c');
      expect(read(token)).toEqual({ kind: 'tripReminders', userId });
    }
    expect(read(make({ kind: 'planShared', addressHash: 'x y' }))).toEqual({ kind: 'planShared', addressHash: 'x y' });
  });

  it('can be neither made nor changed without the key', () => {
    const token = make({ kind: 'planShared', userId });
    expect(unsubscribeTokens('another').read(token)).toBeUndefined();
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(read(token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
    }
    for (const foreign of ['', 'x', token.slice(1), `${token}A`, `${token}=`, token.repeat(20), '../../etc'])
      expect(read(foreign)).toBeUndefined();
  });
});

import { readFile } from 'node:fs/promises';
import type { Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape, type PersonalData } from '@tripmaster/rpc';
import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAuth, tokenIn } from '../testing.ts';

const PASSWORD = 'a long enough password';
const MINUTE_MS = 60_000;
let people = 0;

describe.each(ENGINES)('privacy on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  const personalData: PersonalData = async function* (userId) {
    yield { section: 'plans', entry: { ownerId: userId, title: 'Lisbon' } };
    yield { section: 'plans', entry: { ownerId: userId, title: 'Porto "by night"\n' } };
  };
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test, { personalData });
  });
  beforeEach(() => void (app.mails.length = 0));
  afterAll(() => test.remove());

  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => errorShape(error).data.code,
    );

  /** Somebody with something in every table that can hold it; what names them is found nowhere else. */
  const canary = async () => {
    people += 1;
    const word = `canary${people}${engine}`;
    const email = `${word}@example.com`;
    const name = `${word} Q. Featherstone`;
    const caller = app.anyone({ origin: { address: `2001:db8:${people}::/64`, userAgent: `${word}Browser/1.0`, country: 'PT' } });
    const registered = await caller.auth.register({ email, password: PASSWORD, name });
    if (registered.status !== 'signed-in') throw new Error('not signed in');
    const { id } = registered.user;
    const me = app.withToken(registered.session.accessToken);
    const { secret } = await me.account.totp.enroll();
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.ms });
    const confirmed = await me.account.totp.confirm({ code: code() });
    await me.account.notifications.set({ planReady: false, planShared: true, tripReminders: true });
    const { token: apiToken } = await me.account.apiTokens.create({ name: `${word} script`, scopes: ['read'] });
    await caller.auth.requestPasswordReset({ email });
    await me.account.requestEmailChange({ email: `new-${email}`, password: PASSWORD });
    await caller.auth.login({ email, password: PASSWORD });
    await addRows(test.db, id, word, app.clock.ms);
    const secrets = [
      apiToken,
      secret,
      registered.session.refreshToken ?? '',
      ...(confirmed.recoveryCodes ?? []),
      ...app.mails.map(tokenIn),
    ];
    const [row] = (await test.db.read.select().from(test.db.tables.users)).filter((user) => user.id === id);
    if (row === undefined) throw new Error('no such person');
    return { id, word, email, name, me, secrets: secrets.filter((text) => text !== ''), row };
  };
  const everyRow = async () =>
    JSON.stringify(
      await Promise.all(Object.entries(test.db.tables).map(async ([name, table]) => [name, await test.db.read.select().from(table)])),
    );

  it('exports every section, and neither a hash nor a secret', async () => {
    const { id, email, name, me, secrets, row } = await canary();
    const { sections, ...head } = await me.account.export();
    expect(head).toEqual({ format: 'tripmaster-account', formatVersion: 1, exportedAt: new Date(app.clock.ms).toISOString() });
    expect(Object.keys(sections)).toEqual(['account', 'secondFactors', 'openId', 'passkeys', 'sessions', 'apiTokens', 'activity', 'plans']);
    expect(sections['account']).toMatchObject([{ id, email, name, hasPassword: true, notifications: { planReady: false } }]);
    expect(sections['secondFactors']).toMatchObject([{ recoveryCodesLeft: 10 }]);
    expect(sections['passkeys']).toMatchObject([{ name: 'Key' }]);
    expect(sections['openId']).toMatchObject([{ issuer: 'https://provider.example' }]);
    expect(sections['plans']).toHaveLength(2);
    const text = JSON.stringify(sections);
    for (const word of ['passwordHash', 'refreshHash', 'previousHash', 'secret', 'auditRef', 'publicKey', '$argon2', row.auditRef])
      expect(text).not.toContain(word);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('exports more than one page of a section', async () => {
    const { me } = await canary();
    for (let turn = 0; turn < 110; turn += 1) await me.account.update({ name: `name ${turn}` });
    const { sections } = await me.account.export();
    expect(sections['activity']?.length).toBeGreaterThan(110);
  });

  it('writes the same as a file, piece by piece', async () => {
    const { id, me } = await canary();
    const actor = { ...(await actorOf(id)), sessionId: (await me.account.sessions.list()).items.find(({ current }) => current)?.id ?? '' };
    let text = '';
    for await (const piece of app.auth.privacy.exportFile(actor)) text += piece;
    const whole = await app.auth.privacy.export(actor);
    // The second export is itself an entry more.
    const activity = whole.sections['activity']?.slice(1);
    expect(JSON.parse(text)).toEqual({ ...whole, sections: { ...whole.sections, activity } });
  });

  const actorOf = async (userId: string) => {
    const [row] = (await test.db.read.select().from(test.db.tables.users)).filter(({ id }) => id === userId);
    return {
      userId,
      sessionId: '',
      role: 'traveller' as const,
      emailVerified: false,
      auditRef: row?.auditRef ?? '',
      secondFactor: false,
      justProven: true,
    };
  };

  it('forgets a person in every table, keeps the log of it whole, and touches nobody else', async () => {
    const other = await canary();
    const gone = await canary();
    const before = await everyRow();
    for (const text of [gone.id, gone.email, gone.name]) expect(before).toContain(text);
    const { checked } = await app.auth.audit.verify();
    expect(await gone.me.account.delete({ password: PASSWORD })).toEqual({ status: 'deleted' });
    const after = await everyRow();
    for (const text of [gone.id, gone.email, gone.name, gone.word, gone.row.passwordHash ?? '']) expect(after).not.toContain(text);
    expect(after).toContain(gone.row.auditRef);
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: checked + 1 });
    expect(await failureOf(gone.me.account.me())).toBe('session-ended');
    expect(await failureOf(app.anyone().auth.login({ email: gone.email, password: PASSWORD }))).toBe('wrong-credentials');
    expect(await other.me.account.me()).toMatchObject({ email: other.email });
    expect((await other.me.account.export()).sections['passkeys']).toHaveLength(1);
  });

  it('needs the password, and does nothing without it', async () => {
    const { me, email } = await canary();
    expect(await failureOf(me.account.delete({ password: 'not the right password' }))).toBe('wrong-credentials');
    expect(await failureOf(me.account.delete({}))).toBe('invalid-input');
    app.clock.ms += 11 * MINUTE_MS;
    const { secondFactor } = await app.auth.signIn
      .login({ email, password: PASSWORD }, { origin: { address: '', userAgent: undefined, country: undefined }, deviceCookie: undefined })
      .then(({ status }) => ({ secondFactor: status }));
    expect(secondFactor).toBe('second-factor');
  });

  it.runIf(engine === 'sqlite')('leaves nothing of a person in the database’s files', async () => {
    const gone = [];
    for (let turn = 0; turn < 12; turn += 1) gone.push(await canary());
    const filesNow = async () => {
      const contents = await Promise.all(['', '-wal'].map((end) => readFile(`${test.url}${end}`, 'latin1').catch(() => '')));
      return contents.join('');
    };
    const before = await filesNow();
    for (const { word } of gone) expect(before).toContain(word);
    for (const { me } of gone.slice(0, 11)) await me.account.delete({ password: PASSWORD });
    const after = await filesNow();
    for (const { id, word, row } of gone.slice(0, 11))
      for (const text of [word, id, row.passwordHash ?? '']) expect({ text, found: after.includes(text) }).toEqual({ text, found: false });
    expect(after).toContain(gone.at(11)?.word);
  });
});

/** A row in every table that the callers above don't fill. */
async function addRows(db: Database, userId: string, word: string, at: number): Promise<void> {
  const { passkeys, identities, idempotencyKeys, mailOutbox, plans, planDocuments, publicFacets, planMembers, planInvitations, planLinks } =
    db.tables;
  const planId = `plan-${word}`;
  await db.write(async (tx) => {
    await tx.insert(passkeys).values({
      id: `key-${word}`,
      userId,
      credentialId: `credential-${word}`,
      publicKey: word,
      counter: 0,
      transports: [],
      name: 'Key',
      synced: false,
      createdAt: at,
    });
    await tx
      .insert(identities)
      .values({ issuer: 'https://provider.example', subject: word, userId, email: `${word}@provider.example`, createdAt: at });
    await tx.insert(idempotencyKeys).values({ userId, key: word, requestHash: word, resultId: planId, createdAt: at });
    await tx
      .insert(mailOutbox)
      .values({ id: `mail-${word}`, userId, kind: 'verify-email', body: word, attempts: 0, dueAt: at, createdAt: at });
    await tx.insert(plans).values({
      id: planId,
      ownerId: userId,
      version: 1,
      title: word,
      visibility: 'public',
      startDate: '2027-05-10',
      endDate: '2027-05-14',
      dayCount: 5,
      travellers: 1,
      totalAmount: 1,
      currency: 'EUR',
      rulesHolding: 20,
      destinations: [word],
      stopsPerDay: [1],
      searchText: word,
      createdAt: at,
      updatedAt: at,
      publishedAt: at,
    });
    await tx.insert(planDocuments).values({ planId, document: JSON.stringify({ word: word.repeat(2_000) }) });
    await tx.insert(db.tables.planFiles).values({
      id: `file-${word}`,
      planId,
      userId,
      name: word,
      type: 'text/plain',
      size: 1,
      sha256: word,
      shared: true,
      createdAt: at,
    });
    const webhookId = `webhook-${word}`;
    await tx.insert(db.tables.webhooks).values({ id: webhookId, userId, url: word, events: ['plan.created'], secret: word, createdAt: at });
    await tx
      .insert(db.tables.webhookDeliveries)
      .values({ id: `delivery-${word}`, webhookId, event: 'plan.created', payload: word, attempts: 0, dueAt: at, createdAt: at });
    await tx.insert(publicFacets).values({ planId, destination: word, length: '', season: '', publishedAt: at, copies: 0 });
    await tx.insert(planMembers).values({ planId, userId, role: 'editor', joinedAt: at });
    const secret = { id: `shared-${word}`, planId, role: 'viewer' as const, tokenHash: word, createdAt: at, expiresAt: at + MINUTE_MS };
    await tx.insert(planInvitations).values({ ...secret, email: `friend-of-${word}@example.com`, invitedBy: userId });
    await tx.insert(planLinks).values({ ...secret, label: word, createdBy: userId });
  });
}

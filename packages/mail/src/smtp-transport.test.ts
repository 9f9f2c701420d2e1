import PostalMime from 'postal-mime';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEVER } from './outbox.repo.ts';
import { smtpTransport, type SmtpSettings } from './smtp-transport.ts';
import { startMail } from './testing/index.ts';
import { startSmtpServer, type Answer } from './testing/smtp-server.ts';

const LINK = 'https://trip.example/reset-password#s3cretT0ken';

describe.each(ENGINES)('mail by SMTP on %s', (engine) => {
  let test: TestDatabase;
  let server: Awaited<ReturnType<typeof startSmtpServer>>;
  let app: ReturnType<typeof startMail>;
  const by = (more: Partial<SmtpSettings> = {}) =>
    startMail(test, {
      transport: smtpTransport({
        host: '127.0.0.1',
        port: server.port(),
        security: 'none',
        timeouts: { connectMs: 500, idleMs: 1_000 },
        ...more,
      }),
      timing: { timeoutMs: 1_500, patienceMs: 200 },
    });
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    server = await startSmtpServer();
    app = by();
  });
  afterEach(async () => {
    await app.close();
    await server.kill();
    await test.remove();
  });
  const reset = (to: string) => app.queue({ kind: 'reset-password', to: `${to}@example.com`, link: LINK });
  const say = (answers: Readonly<Record<string, Answer>>) => {
    server.state.judge = (step, to) => answers[`${step} ${to.split('@')[0] ?? ''}`.trim()] ?? answers[step] ?? 'ok';
  };

  it('hands a mail over that a mail program reads as it was meant', async () => {
    await app.queue({ kind: 'plan-invitation', to: 'ben@example.com', inviter: 'Ana', trip: 'Évora', role: 'viewer', link: LINK });
    expect(await app.deliver()).toBe(1);
    expect(server.received).toMatchObject([{ to: 'ben@example.com', from: 'trips@example.org' }]);
    const read = await PostalMime.parse(server.received[0]?.raw ?? '');
    const [row] = await app.rows();
    expect(read).toMatchObject({
      from: { address: 'trips@example.org' },
      to: [{ address: 'ben@example.com' }],
      messageId: `<${row?.id}@example.org>`,
    });
    expect(read.text).toContain(LINK);
    const header = (name: string) => read.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/trip\.example\/unsubscribe\/[\w-]+>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it('has no way to turn off a mail about an account’s security', async () => {
    await reset('ana');
    await app.deliver();
    expect(String(server.received[0]?.raw).toLowerCase()).not.toContain('unsubscribe');
  });

  it('uses a connection again', async () => {
    for (let index = 0; index < 30; index += 1) await reset(`p${index}`);
    expect(await app.deliver()).toBe(30);
    expect(server.state.connections).toBeLessThanOrEqual(5);
  });

  it('gives up at once what is refused for good, and tries again what is not', async () => {
    say({ 'rcpt gone': 550, 'rcpt busy': 451, 'rcpt away': 421, 'data spam': 554, 'data full': 452 });
    for (const person of ['gone', 'busy', 'away', 'spam', 'full', 'ok']) await reset(person);
    expect(await app.deliver()).toBe(1);
    const outcome = async () =>
      (await app.rows()).map(({ sentAt, dueAt, attempts, problem }) => [sentAt !== null, dueAt === NEVER, attempts, problem]);
    expect(await outcome()).toEqual([
      [false, true, 1, 'SMTP 550 RCPT TO'],
      [false, false, 1, 'SMTP 451 RCPT TO'],
      [false, false, 0, 'SMTP 421 CONN'],
      [false, false, 1, 'SMTP 554 DATA'],
      [false, false, 1, 'SMTP 452 DATA'],
      [true, false, 0, null],
    ]);
    say({});
    app.clock.ms += 60_000;
    expect(await app.deliver()).toBe(4);
    expect(server.received).toHaveLength(5);
  });

  it.each<[string, Answer, number]>([
    ['connect', 'hang', 1],
    ['connect', 421, 0],
    ['connect', 554, 0],
    ['rcpt', 'hang', 1],
    ['data', 'hang', 1],
    ['data', 'drop', 1],
  ])('is not lost when the server fails at %s: %s', async (step, answer, attempts) => {
    say({ [step]: answer });
    await reset('ana');
    expect(await app.deliver()).toBe(0);
    expect(await app.rows()).toMatchObject([{ sentAt: null, attempts, problem: expect.stringMatching(/^(SMTP|Timeout)/) }]);
    say({});
    app.clock.ms += 60_000;
    expect(await app.deliver()).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('finds a server that was away, and lets no mail pay for it', async () => {
    await server.kill();
    for (let index = 0; index < 40; index += 1) await reset(`p${index}`);
    for (let turn = 0; turn < 20; turn += 1) {
      await app.deliver();
      app.clock.ms += 60_000;
    }
    expect((await app.rows()).every(({ attempts, sentAt }) => attempts === 0 && sentAt === null)).toBe(true);
    await server.restart();
    let sent = 0;
    for (let turn = 0; turn < 3; turn += 1) {
      sent += await app.deliver();
      app.clock.ms += 60_000;
    }
    expect(sent).toBe(40);
  });

  it('is not held up by one that hangs', async () => {
    say({ 'rcpt slow': 'hang', 'data slower': 'hang' });
    for (const person of ['slow', 'slower', ...Array.from({ length: 20 }, (_, index) => `p${index}`)]) await reset(person);
    const delivered = app.deliver();
    await expect.poll(() => server.received.length, { timeout: 5_000 }).toBe(20);
    expect(await delivered).toBe(20);
  });

  it('takes its turn for the last step when the one before is noted', async () => {
    const taken: number[] = [];
    const real = smtpTransport({ host: '127.0.0.1', port: server.port(), security: 'none' });
    const watched = startMail(test, {
      transport: {
        ...real,
        send: (message, how) =>
          real.send(message, {
            ...how,
            async turn() {
              await how.turn();
              const noted = (await watched.rows()).filter(({ sentAt }) => sentAt !== null).length;
              taken.push(noted);
            },
          }),
      },
    });
    for (let index = 0; index < 20; index += 1) await watched.queue({ kind: 'reset-password', to: `p${index}@example.com`, link: LINK });
    expect(await watched.deliver()).toBe(20);
    expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => index));
    await watched.close();
  });

  it('will not send in the clear where TLS is asked for', async () => {
    const careful = by({ security: 'starttls' });
    await careful.queue({ kind: 'reset-password', to: 'ana@example.com', link: LINK });
    expect(await careful.deliver()).toBe(0);
    expect(server.received).toEqual([]);
    expect(await careful.rows()).toMatchObject([{ attempts: 0, problem: expect.stringContaining('SMTP') }]);
    await careful.close();
  });
});

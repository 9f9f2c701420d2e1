import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEVER } from './outbox.repo.ts';
import { resendTransport } from './resend-transport.ts';
import { startMail } from './testing/index.ts';
import { startResendServer, type ResendAnswer } from './testing/resend-server.ts';

const LINK = 'https://trip.example/reset-password#s3cretT0ken';
const MINUTE_MS = 60_000;

describe.each(ENGINES)('mail by Resend on %s', (engine) => {
  let test: TestDatabase;
  let server: Awaited<ReturnType<typeof startResendServer>>;
  let app: ReturnType<typeof startMail>;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    server = await startResendServer('re_test_key');
    app = startMail(test, {
      transport: resendTransport({ apiKey: 're_test_key', baseUrl: server.baseUrl }),
      timing: { timeoutMs: 700, patienceMs: 200 },
    });
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });
  const reset = (to: string) => app.queue({ kind: 'reset-password', to: `${to}@example.com`, link: LINK });
  /** Delivers again and again, with pauses long enough for everything to be tried. */
  const persist = async (turns = 4) => {
    let sent = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      sent += await app.deliver();
      app.clock.ms += 30 * MINUTE_MS;
    }
    return sent;
  };

  it('hands a mail over whole, with its headers, its key and its tag, and keeps what Resend calls it', async () => {
    await app.queue({ kind: 'plan-invitation', to: 'ben@example.com', inviter: 'Ana', trip: 'Lisbon', role: 'viewer', link: LINK });
    expect(await app.deliver()).toBe(1);
    const [row] = await app.rows();
    expect(row).toMatchObject({ providerId: server.sent[0]?.id, body: null, problem: null });
    expect(server.sent[0]).toMatchObject({
      key: row?.id,
      body: {
        from: 'TripMaster AI <trips@example.org>',
        to: ['ben@example.com'],
        tags: [{ name: 'outbox', value: row?.id }],
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': expect.stringMatching(/^<https:\/\/trip\.example\/unsubscribe\/[\w-]+>$/),
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    });
    expect(String(server.sent[0]?.body['text'])).toContain(LINK);
    expect(String(server.sent[0]?.body['html'])).toContain('Lisbon');
  });

  it.each<ResendAnswer>(['hang', 'garbage', 'truncated', 'html', 'drop', { status: 500, name: 'internal_server_error' }])(
    'sends a mail once, whatever came first: %j',
    async (answer) => {
      server.state.answer = (attempt) => (attempt === 1 ? answer : 'ok');
      await reset('ana');
      expect(await app.deliver()).toBe(0);
      const [row] = await app.rows();
      expect(row).toMatchObject({ sentAt: null, problem: expect.stringMatching(/^(Resend|Timeout)/) });
      expect(await persist()).toBe(1);
      expect(server.sent).toHaveLength(1);
      expect(await app.rows()).toMatchObject([{ providerId: server.sent[0]?.id, problem: null }]);
    },
  );

  it('waits as long as it is told to, all mails, and counts no attempt', async () => {
    server.state.answer = (attempt) => (attempt === 1 ? { status: 429, name: 'rate_limit_exceeded', retryAfter: '120' } : 'ok');
    await reset('ana');
    await app.deliver();
    expect(await app.rows()).toMatchObject([{ attempts: 0, dueAt: app.clock.ms + 120_000, problem: 'Resend 429 rate_limit_exceeded' }]);
    await reset('ben');
    app.clock.ms += 119_000;
    expect(await app.deliver()).toBe(0);
    expect(server.state.attempts).toBe(1);
    app.clock.ms += 1_000;
    expect(await app.deliver()).toBe(2);
  });

  it('gives a mail up at once that will never be taken, and not one that an operator can mend', async () => {
    const answers: ResendAnswer[] = [
      { status: 422, name: 'validation_error', message: 'Invalid `to` field.' },
      { status: 422, name: 'validation_error', message: 'Invalid `from` field.' },
      { status: 403, name: 'validation_error', message: 'The domain is not verified.' },
      { status: 409, name: 'concurrent_idempotent_requests' },
    ];
    server.state.answer = (attempt) => answers[attempt - 1] ?? 'ok';
    for (const [index] of answers.entries()) {
      await reset(`p${index}`);
      await app.deliver();
    }
    const rows = await app.rows();
    expect(rows.map(({ dueAt, attempts }) => [dueAt === NEVER, attempts])).toEqual([
      [true, 1],
      [false, 0],
      [false, 0],
      [false, 1],
    ]);
    expect(rows[0]?.problem).toBe('Resend 422 validation_error');
    expect(JSON.stringify(rows)).not.toContain('example.com');
    expect(await persist()).toBe(3);
  });

  it('keeps mails through a wrong key for two days', async () => {
    const wrong = startMail(test, {
      sealer: app.sealer,
      now: () => app.clock.ms,
      transport: resendTransport({ apiKey: 're_old', baseUrl: server.baseUrl }),
    });
    for (const person of ['ana', 'ben', 'cleo']) await reset(person);
    for (let hour = 0; hour < 48; hour += 1) {
      await wrong.deliver();
      app.clock.ms += 60 * MINUTE_MS;
    }
    expect(await app.rows()).toMatchObject(
      Array.from({ length: 3 }, () => ({ attempts: 0, sentAt: null, problem: 'Resend 401 validation_error' })),
    );
    expect(await app.deliver()).toBe(3);
  });

  it('lets a hundred mails that meet a service that is away not wait one after the other', async () => {
    server.state.answer = () => 'hang';
    for (let index = 0; index < 100; index += 1) await reset(`p${index}`);
    const began = performance.now();
    await app.deliver();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(server.state.attempts).toBeLessThanOrEqual(10);
    server.state.answer = () => 'ok';
    expect(await persist()).toBe(100);
  });

  it('refuses a line break in a header before anything goes out', async () => {
    const transport = resendTransport({ apiKey: 're_test_key', baseUrl: server.baseUrl });
    const how = { signal: new AbortController().signal, turn: async () => undefined };
    const message = { id: 'x', userId: null, from: 'a@example.org', to: 'a@example.com', subject: 'Hello', text: 'x', date: 0 };
    for (const more of [{ subject: 'a\r\nBcc: eve@example.com' }, { to: 'a@example.com\nb' }, { unsubscribe: 'https://x\r\nBcc: e' }])
      await expect(transport.send({ ...message, ...more }, how)).rejects.toThrow('one line');
    expect(server.state.attempts).toBe(0);
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from './listener.ts';
import { startServer, type Server } from './testing.ts';

const FAST = { headersMs: 600, requestMs: 1_200, uploadMs: 2_400, idleMs: 1_500, keepAliveMs: 500, checkEveryMs: 100 };
const HEAD = 'POST /trpc/auth.login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
const GRACE_MS = 1_500;

describe.each(ENGINES)('limits of a connection on %s', (engine) => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = await startServer(engine, {}, { limits: FAST });
    port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => server.stop());

  /** Sends the beginning at once and `drops` one by one; tells what came back and how long the connection lived. */
  async function drip(beginning: string, drops = '', everyMs = 50, at = port) {
    const socket = connect(at, '127.0.0.1');
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    const begun = performance.now();
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(beginning);
    let sent = 0;
    const timer = setInterval(() => {
      const drop = drops[sent];
      if (drop === undefined || socket.destroyed) return clearInterval(timer);
      sent += 1;
      socket.write(drop);
      return undefined;
    }, everyMs);
    await closed;
    clearInterval(timer);
    return { answer, ms: performance.now() - begun };
  }

  it('keeps the promised numbers when nobody sets others', () => {
    expect(LIMITS).toEqual({
      headersMs: 20_000,
      requestMs: 30_000,
      uploadMs: 1_200_000,
      idleMs: 120_000,
      keepAliveMs: 72_000,
      checkEveryMs: 5_000,
      headerBytes: 65_536,
      connections: 10_000,
    });
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections } = server.app.server;
    expect([headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections]).toEqual([600, 2_400, 500, 1_500, 10_000]);
  });

  it('cuts a client that sends its headers byte by byte', async () => {
    const { answer, ms } = await drip('GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', 'a'.repeat(10_000));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { data: { code: 'malformed-request', httpStatus: 408 } },
    });
    expect(ms).toBeGreaterThan(FAST.headersMs - 50);
    expect(ms).toBeLessThan(FAST.headersMs + GRACE_MS);
  });

  it('cuts a client that sends its body byte by byte', async () => {
    const { answer, ms } = await drip(`${HEAD}Content-Length: 10000\r\n\r\n`, 'a'.repeat(10_000));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(FAST.requestMs + GRACE_MS);
  });

  it('cuts a client that sends nothing at all, and one that has nothing more to ask', async () => {
    expect((await drip('')).ms).toBeLessThan(FAST.idleMs + GRACE_MS);
    const { answer, ms } = await drip('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    // Node adds a second of grace to what it announced.
    expect(ms).toBeLessThan(FAST.keepAliveMs + 1_000 + GRACE_MS);
  });

  it('refuses longer headers, longer bodies and what is no HTTP, and hangs up', async () => {
    expect((await drip(`GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(70_000)}\r\n\r\n`)).answer).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect((await drip(`GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).answer).toMatch(/^HTTP\/1\.1 431 /);
    expect((await drip(`${HEAD}Content-Length: 65537\r\n\r\n`)).answer).toMatch(/^HTTP\/1\.1 413 /);
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    expect((await drip(`${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`)).answer).toMatch(/^HTTP\/1\.1 413 /);
    // Node itself refuses a request without a Host.
    expect((await drip('GET / HTTP/1.1\r\n\r\n')).answer).toMatch(/^HTTP\/1\.1 400 /);
    for (const noise of [
      'hello\r\n\r\n',
      `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      'GET / HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n',
    ])
      expect((await drip(noise)).answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\ncontent-security-policy: default-src 'none'; /);
  });

  it('answers others while a hundred slow clients hold their connections', async () => {
    const slow = Array.from({ length: 100 }, () => drip('GET /livez HTTP/1.1\r\nX-Slow: ', 'a'.repeat(1_000)));
    const begun = performance.now();
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(FAST.headersMs);
    for (const { ms } of await Promise.all(slow)) expect(ms).toBeLessThan(FAST.headersMs + GRACE_MS);
  });

  it('takes no more connections than allowed, and takes new ones when others have gone', async () => {
    const small = await startServer(engine, {}, { limits: { connections: 2 } });
    const at = Number(new URL(await small.app.listen({ port: 0, host: '127.0.0.1' })).port);
    const held = [connect(at, '127.0.0.1'), connect(at, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    expect((await drip('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n', '', 50, at)).answer).toBe('');
    for (const socket of held) socket.destroy();
    await expect
      .poll(async () => (await drip('GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '', 50, at)).answer)
      .toMatch(/^HTTP\/1\.1 200 /);
    await small.stop();
  });
});

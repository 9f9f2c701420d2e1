import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { promisify } from 'node:util';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './env.ts';
import { startRedirect } from './http/redirect.ts';
import { startServer } from './testing.ts';
import { followTls, readTls } from './tls.ts';

let folder = '';
const at = (name: string) => join(folder, name);

async function certificate(name: string, key = 'ec', ...more: string[]): Promise<void> {
  const args = ['req', '-x509', '-newkey', key, ...more, '-nodes', '-days', '2', '-subj', `/CN=${name}`];
  await promisify(execFile)('openssl', [
    ...args,
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    at(`${name}.key`),
    '-out',
    at(`${name}.pem`),
  ]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tripmaster-tls-'));
  await certificate('one', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
  await certificate('two', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
  await certificate('weak', 'rsa:1024');
  await writeFile(at('text'), 'neither');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const files = (cert: string, key: string) => ({ certFile: at(cert), keyFile: at(key) });

it('says what is wrong with the files', () => {
  expect(() => readTls(files('none.pem', 'one.key'))).toThrow(/^TLS_CERT_FILE .*none\.pem is not there\.$/);
  expect(() => readTls(files('one.pem', ''))).toThrow(/^TLS_KEY_FILE .* can't be read\.$/);
  expect(() => readTls(files('text', 'one.key'))).toThrow(/^TLS_CERT_FILE .*holds no certificate/);
  expect(() => readTls(files('one.pem', 'text'))).toThrow(/^TLS_KEY_FILE .*holds no private key/);
  expect(() => readTls(files('one.pem', 'two.key'))).toThrow('TLS_CERT_FILE and TLS_KEY_FILE do not belong together.');
  expect(() => readTls(files('weak.pem', 'weak.key'))).toThrow('too weak');
});

it('needs both files, https and, for a redirect, itself', () => {
  expect(() => readConfig({ TLS_CERT_FILE: 'a' })).toThrow('TLS_KEY_FILE is missing');
  expect(() => readConfig({ TLS_KEY_FILE: 'a' })).toThrow('TLS_CERT_FILE is missing');
  expect(() => readConfig({ TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b', BASE_URL: 'http://localhost' })).toThrow('BASE_URL must be https://');
  expect(() => readConfig({ HTTP_REDIRECT_PORT: '80' })).toThrow('HTTP_REDIRECT_PORT needs TLS_CERT_FILE');
  expect(readConfig({ TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b', PORT: '8443' }).baseUrl).toBe('https://localhost:8443');
});

describe.each(ENGINES)('TLS of its own on %s', (engine) => {
  it('answers by TLS 1.2 and later with a strict transport header, and takes a renewed certificate', async () => {
    for (const part of ['pem', 'key']) await cp(at(`one.${part}`), at(`live-${engine}.${part}`));
    const live = files(`live-${engine}.pem`, `live-${engine}.key`);
    const server = await startServer(engine, { TLS_CERT_FILE: live.certFile, TLS_KEY_FILE: live.keyFile });
    const port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);

    const headers = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', servername: 'localhost', ca: [], rejectUnauthorized: false, path: '/livez' }, (response) => {
        response.resume();
        resolve(response.headers);
      })
        .on('error', reject)
        .end();
    });
    expect(headers).toMatchObject({ 'strict-transport-security': 'max-age=63072000; includeSubDomains' });
    expect(await subjectAt(port)).toBe('one');
    await expect(subjectAt(port, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' })).rejects.toThrow();
    const strict = async () => {
      expect(await subjectAt(port, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' })).not.toBe('');
      // Key exchange without forward secrecy, and CBC, are in Node's own list.
      for (const ciphers of ['ECDHE-ECDSA-AES256-SHA', 'AES256-GCM-SHA384'])
        await expect(subjectAt(port, { maxVersion: 'TLSv1.2', ciphers })).rejects.toThrow();
    };
    await strict();

    const told: string[] = [];
    const log = { info: (text: unknown) => void told.push(String(text)), error: () => void told.push('error') };
    const following = followTls(server.app.server, live, log, 20);
    await writeFile(live.keyFile, await readFile(at('two.key')));
    await writeFile(live.certFile, await readFile(at('two.pem')));
    await utimes(live.certFile, new Date(), new Date(Date.now() + 1_000));
    await expect.poll(() => subjectAt(port), { timeout: 5_000 }).toBe('two');
    await strict();
    await writeFile(live.certFile, 'damaged');
    await expect.poll(() => told.at(-1), { timeout: 5_000 }).toBe('error');
    expect(await subjectAt(port)).toBe('two');
    following.stop();
    await server.stop();
  });
});

function subjectAt(port: number, offer: Pick<ConnectionOptions, 'maxVersion' | 'minVersion' | 'ciphers'> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false, ...offer }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

it('sends plain http to the address people are to use, and takes nothing in the clear', async () => {
  const redirect = await startRedirect({ port: 0, host: '127.0.0.1', baseUrl: 'https://trip.example' });
  const ask = (path: string, method: string) =>
    fetch(`http://127.0.0.1:${redirect.port}${path}`, { method, redirect: 'manual', headers: { host: 'evil.example' } });
  const got = await ask('/plans?a=1', 'GET');
  expect([got.status, got.headers.get('location')]).toEqual([308, 'https://trip.example/plans?a=1']);
  expect([(await ask('//evil.example/', 'HEAD')).headers.get('location')]).toEqual(['https://trip.example//evil.example/']);
  const refused = await ask('/trpc/auth.login', 'POST');
  expect([refused.status, refused.headers.get('location')]).toEqual([403, null]);
  expect((await ask('/trpc/account.me', 'GET')).status).toBe(403);
  redirect.stop();
});

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { FastifyBaseLogger } from 'fastify';
import { ConfigError } from './env.ts';

export type TlsFiles = { certFile: string; keyFile: string };
/**
 * TLS 1.3 as it comes; of TLS 1.2 only what has forward secrecy and authenticated encryption (RFC 9325, 4.2), the
 * strongest first. Node's own list still has key exchange by RSA and CBC.
 */
const PROTOCOL = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
  honorCipherOrder: true,
} as const;

export type Tls = { cert: string; key: string } & typeof PROTOCOL;

const LOOK_EVERY_MS = 60_000;

/** The certificate (with its chain) and its key, and what is spoken with them; throws `ConfigError` with what an operator can mend. */
export function readTls({ certFile, keyFile }: TlsFiles): Tls {
  const cert = read('TLS_CERT_FILE', certFile);
  const key = read('TLS_KEY_FILE', keyFile);
  const certificate = attempt(() => new X509Certificate(cert), `TLS_CERT_FILE ${certFile} holds no certificate in PEM form.`);
  const privateKey = attempt(() => createPrivateKey(key), `TLS_KEY_FILE ${keyFile} holds no private key in PEM form without a passphrase.`);
  if (!certificate.checkPrivateKey(privateKey)) throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE do not belong together.');
  attempt(
    () => createSecureContext({ ...PROTOCOL, cert, key }),
    `TLS_CERT_FILE ${certFile} can't be used: its key is too weak or its chain is broken.`,
  );
  // A renewed certificate replaces the whole context, so that what is spoken has to come with each.
  return { ...PROTOCOL, cert, key };
}

/** Takes a renewed certificate within a minute and without a restart; what can't be used is told, and the old one stays. */
export function followTls(server: unknown, files: TlsFiles, log: Pick<FastifyBaseLogger, 'info' | 'error'>, everyMs = LOOK_EVERY_MS) {
  const renew = () => {
    try {
      if (server instanceof Server) server.setSecureContext(readTls(files));
      log.info('certificate renewed');
    } catch (error) {
      log.error({ err: error }, 'the certificate could not be renewed');
    }
  };
  const paths = [files.certFile, files.keyFile];
  for (const path of paths) watchFile(path, { interval: everyMs, persistent: false }, renew);
  return { stop: () => paths.forEach((path) => unwatchFile(path, renew)) };
}

function read(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : "can't be read";
    throw new ConfigError(`${setting} ${file} ${reason}.`);
  }
}

function attempt<Result>(make: () => Result, otherwise: string): Result {
  try {
    return make();
  } catch {
    throw new ConfigError(otherwise);
  }
}

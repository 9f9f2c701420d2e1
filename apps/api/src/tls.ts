import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { FastifyBaseLogger } from 'fastify';
import { ConfigError } from './env.ts';

export type TlsFiles = { certFile: string; keyFile: string };
export type Tls = { cert: string; key: string };

const LOOK_EVERY_MS = 60_000;

/** The certificate (with its chain) and its key; throws `ConfigError` with what an operator can mend. */
export function readTls({ certFile, keyFile }: TlsFiles): Tls {
  const cert = read('TLS_CERT_FILE', certFile);
  const key = read('TLS_KEY_FILE', keyFile);
  const certificate = attempt(() => new X509Certificate(cert), `TLS_CERT_FILE ${certFile} holds no certificate in PEM form.`);
  const privateKey = attempt(() => createPrivateKey(key), `TLS_KEY_FILE ${keyFile} holds no private key in PEM form without a passphrase.`);
  if (!certificate.checkPrivateKey(privateKey)) throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE do not belong together.');
  attempt(() => createSecureContext({ cert, key }), `TLS_CERT_FILE ${certFile} can't be used: its key is too weak or its chain is broken.`);
  return { cert, key };
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

import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newRefreshKey, newSigningKey, type SigningKey } from '@tripmaster/auth';
import { z } from 'zod';
import { ConfigError } from './env.ts';

const signingKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  x: z.string().min(40),
  d: z.string().min(40),
});
const schema = z.strictObject({ version: z.literal(1), signingKeys: z.array(signingKey).min(1), refreshKey: z.string().min(40) });

export type Secrets = { signingKeys: SigningKey[]; refreshKey: string };

/**
 * The server's own secrets, in `secrets.json` of the data folder: made at the first start, mode 0600, never a
 * default. Two nodes starting at once on one folder agree on the same file. Throws `ConfigError` when the
 * folder can't be used or the file is damaged or open to others.
 */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await read(file);
  } catch (error) {
    if (!isMissing(error))
      throw error instanceof ConfigError ? error : new ConfigError(`The data folder ${dataDir} can't be used: ${reason(error)}.`);
  }
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, JSON.stringify({ version: 1, signingKeys: [await newSigningKey()], refreshKey: newRefreshKey() }), {
      mode: 0o600,
      flag: 'wx',
    });
    await chmod(draft, 0o600);
    await link(draft, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } catch (error) {
    throw new ConfigError(`The data folder ${dataDir} can't be written: ${reason(error)}.`);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
  return read(file);
}

async function read(file: string): Promise<Secrets> {
  const text = await readFile(file, 'utf8');
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new ConfigError(`${file} can be read by others; run: chmod 600 ${file}`);
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new ConfigError(`${file} is damaged. Restore it from a backup; removing it signs everybody out.`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] ?? error.message) : String(error);
}

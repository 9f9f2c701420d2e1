import { closeSync, existsSync, fstatSync, openSync, readFileSync, type BigIntStats } from 'node:fs';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newMacKey, newSigningKey } from '@tripmaster/auth';
import { newSealingKey } from '@tripmaster/db';
import { z } from 'zod';
import { codeOf, createFile, removeOldDrafts, replaceFile, withLock } from './atomic-file.ts';
import { ConfigError } from './env.ts';

/** How often a running node looks whether the file was changed. */
const LOOK_MS = 1_000;

const kid = z.string().regex(/^[\w-]+$/);
/** When a newer key took its place; from then on it only verifies or opens. */
const retiredAt = z.iso.datetime().optional();
const signingKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid,
  x: z.string().min(40),
  d: z.string().min(40),
  retiredAt,
});
const sealingKey = z.strictObject({ kid, key: z.string().regex(/^[\w-]{43}$/), retiredAt });
const ringOf = <Key extends z.ZodType<{ kid: string }>>(key: Key) =>
  z
    .array(key)
    .min(1)
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'two keys have one id');

const secretsSchema = z.strictObject({
  version: z.literal(2),
  signingKeys: ringOf(signingKey),
  sealingKeys: ringOf(sealingKey),
  macKey: z.string().min(40),
  /** Absent unless a rotation has begun and not ended: the next one goes on with it. */
  rotationStartedAt: z.iso.datetime().optional(),
});
/** As the first release wrote it: `refreshKey` is today's `macKey`, and nothing was sealed. */
const firstSchema = z.strictObject({ version: z.literal(1), signingKeys: ringOf(signingKey), refreshKey: z.string().min(40) });

/** Of each list the first key signs or seals, all of them verify or open. Other keys are derived from `macKey`. */
export type Secrets = z.infer<typeof secretsSchema>;

export type SecretStore = {
  /** The secrets as last read. */
  current: () => Secrets;
  /** Reads the file again if it was changed; tells whether the secrets are others now. */
  reload: () => Promise<boolean>;
  /** The same at once, for callers that can't wait, such as a sealer that meets an unknown key. */
  reloadNow: () => boolean;
  /** Stops looking at the file. */
  close: () => void;
};

/**
 * The server's own secrets, in `secrets.json` of the data folder: made at the first start, mode 0600, never a
 * default. Nodes starting at once on one folder agree on the same file, and a change of it reaches a running
 * node within about a second. Throws `ConfigError` when the folder can't be used or the file is damaged or open
 * to others; if that happens while it runs, the secrets read before stay and `onError` hears of it, once.
 */
export async function openSecrets(
  dataDir: string,
  { onError, mustExist = false }: { onError?: (error: Error) => void; /** Refuse rather than make them. */ mustExist?: boolean } = {},
): Promise<SecretStore> {
  const file = fileIn(dataDir);
  if (mustExist && !existsSync(file)) throw new ConfigError(`No server has run on the data folder ${dataDir} yet. DATA_DIR names another.`);
  let read = await readOrMake(dataDir);
  let told: string | undefined;
  const tell = (error: unknown) => {
    const problem = error instanceof Error ? error : new Error(String(error));
    if (problem.message !== told) onError?.(problem);
    told = problem.message;
  };

  const reloadNow = (): boolean => {
    try {
      const next = readFile(file);
      if (next.outdated) throw new ConfigError(`${file} was replaced by one of an older release; start the server anew.`);
      const changed = JSON.stringify(next.secrets) !== JSON.stringify(read.secrets);
      read = next;
      told = undefined;
      return changed;
    } catch (error) {
      tell(error);
      return false;
    }
  };
  const reload = async (): Promise<boolean> => {
    try {
      if (stampOf(await stat(file, { bigint: true })) === read.stamp) return false;
    } catch (error) {
      tell(error);
      return false;
    }
    return reloadNow();
  };

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return; // a network folder that hangs is not asked twice
    looking = true;
    void reload().finally(() => (looking = false));
  }, LOOK_MS);
  timer.unref();
  return { current: () => read.secrets, reload, reloadNow, close: () => clearInterval(timer) };
}

/**
 * Changes the secrets of a data folder while servers run on it; of several changes at once each builds on the
 * one before. Whoever reads meanwhile sees the old file or the new one. Gives the secrets as they are then.
 */
export async function changeSecrets(dataDir: string, change: (secrets: Secrets) => Secrets | Promise<Secrets>): Promise<Secrets> {
  const lock = join(dataDir, 'secrets.lock');
  try {
    const file = await realpath(fileIn(dataDir)); // it may be a link to where an operator keeps secrets
    return await withLock(lock, async (stillMine) => {
      for (const name of [file, lock]) await removeOldDrafts(name);
      const { secrets, outdated } = readFile(file);
      const next = secretsSchema.parse(await change(secrets));
      if (!outdated && JSON.stringify(next) === JSON.stringify(secrets)) return secrets;
      if (!(await stillMine())) throw new Error('its lock was taken over by another command');
      await replaceFile(file, JSON.stringify(next));
      return next;
    });
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${fileIn(dataDir)} can't be changed: ${reason(error)}.`);
  }
}

async function readOrMake(dataDir: string): Promise<ReadFile> {
  const file = fileIn(dataDir);
  let read: ReadFile;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    read = readFile(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      throw error instanceof ConfigError ? error : new ConfigError(`The data folder ${dataDir} can't be used: ${reason(error)}.`);
    try {
      await createFile(file, JSON.stringify(await newSecrets()));
    } catch (cause) {
      throw new ConfigError(`The data folder ${dataDir} can't be written: ${reason(cause)}.`);
    }
    read = readFile(file);
  }
  if (!read.outdated) return read;
  await changeSecrets(dataDir, (secrets) => secrets);
  return readFile(file);
}

async function newSecrets(): Promise<Secrets> {
  return { version: 2, signingKeys: [await newSigningKey()], sealingKeys: [newSealingKey()], macKey: newMacKey() };
}

type ReadFile = {
  secrets: Secrets;
  /** Written by an older release; what is new in `secrets` is not stored yet. */ outdated: boolean;
  stamp: string;
};

/** Reads and checks the file. Synchronous: it is small, and no change of it can come between the look at its mode and its text. */
function readFile(file: string): ReadFile {
  const descriptor = openSync(file, 'r');
  let stats: BigIntStats;
  let text: string;
  try {
    stats = fstatSync(descriptor, { bigint: true });
    text = readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
  if (process.platform !== 'win32' && (stats.mode & 0o077n) !== 0n)
    throw new ConfigError(`${file} can be read by others; run: chmod 600 ${file}`);
  try {
    return { ...upgraded(JSON.parse(text)), stamp: stampOf(stats) };
  } catch {
    throw new ConfigError(`${file} is damaged. Restore it from a backup; removing it signs everybody out and loses what is sealed.`);
  }
}

function upgraded(stored: unknown): Pick<ReadFile, 'secrets' | 'outdated'> {
  const first = firstSchema.safeParse(stored);
  if (!first.success) return { secrets: secretsSchema.parse(stored), outdated: false };
  const { signingKeys, refreshKey } = first.data;
  return { secrets: { version: 2, signingKeys, sealingKeys: [newSealingKey()], macKey: refreshKey }, outdated: true };
}

/** Differs whenever the file was replaced, written or opened to others. */
function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] ?? error.message) : String(error);
}

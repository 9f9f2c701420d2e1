import { setTimeout as delay } from 'node:timers/promises';
import { newSigningKey } from '@tripmaster/auth';
import { keysInUse, newSealingKey, reseal, sealedColumns, sealer, type Database } from '@tripmaster/db';
import { ConfigError } from '../env.ts';
import { changeSecrets, type Secrets, type SecretStore } from '../secrets.ts';

/** Running nodes read changed secrets within about a second; after this even a busy one has. */
const SETTLE_MS = 3_000;
/** A long rotation tells this often how far it is. */
const TELL_MS = 2_000;
/** Access tokens live ten minutes; a retired key is shown to services that keep the public keys for a while longer. */
const KEEP_SIGNING_MS = 86_400_000;

export type Rotation = {
  /** Whether one that was begun before was gone on with. */
  resumed: boolean;
  /** Texts that were sealed anew. */
  rows: number;
  /** Places whose text can't be opened. */
  unreadable: string[];
  /** Sealing keys that nothing needs any more, and were removed. */
  dropped: number;
};

/**
 * Puts new signing and sealing keys first, waits until every running node has them, seals every sealed text
 * anew and drops the sealing keys that nothing is under any more. May be killed at any point: until it has
 * ended every older key is kept, and the next run goes on where it was.
 */
export async function rotateKeys(
  { dataDir, db, secrets, tell }: { dataDir: string; db: Database; secrets: SecretStore; tell: (sentence: string) => void },
  { settleMs = SETTLE_MS, now = Date.now }: { settleMs?: number; now?: () => number } = {},
): Promise<Rotation> {
  const columns = sealedColumns(db.tables);
  const texts = sealer(() => secrets.current().sealingKeys, { onUnknownKey: () => void secrets.reloadNow() });
  const { started, resumed, kid } = await begin(dataDir, new Date(now()));
  secrets.reloadNow();
  if (texts.currentKey() !== kid) throw new ConfigError('The secrets were changed by somebody else meanwhile. Run keys rotate again.');
  tell(resumed ? `Going on with the rotation of ${started}.` : 'A new signing key and a new sealing key are in use.');

  tell('Waiting until every running server has read them …');
  await delay(settleMs);
  let rows = 0;
  let told = performance.now();
  const progress = (more: number) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    tell(`${(rows + more).toLocaleString('en')} sealed anew …`);
  };
  const pass = async () => {
    const done = await reseal(db, columns, texts, { onBatch: progress });
    rows += done.rows;
    return done;
  };
  await pass();
  // Once more: a server that read the new key last may have written under the old one until then.
  await delay(settleMs);
  const { unreadable } = await pass();

  const needed = await keysInUse(db, columns, texts);
  const retired = secrets.current().sealingKeys.slice(1);
  const useless = new Set(retired.map(({ kid }) => kid).filter((kid) => !needed.has(kid)));
  await finish(dataDir, started, useless);
  return { resumed, rows, unreadable, dropped: useless.size };
}

/** Adds the new keys, unless a rotation is under way already. */
async function begin(dataDir: string, at: Date): Promise<{ started: string; resumed: boolean; kid: string | undefined }> {
  const instant = at.toISOString();
  let resumed = false;
  const { rotationStartedAt, sealingKeys } = await changeSecrets(dataDir, async (secrets): Promise<Secrets> => {
    if (secrets.rotationStartedAt !== undefined) {
      resumed = true;
      return secrets;
    }
    const young = ({ retiredAt }: { retiredAt?: string | undefined }) =>
      retiredAt === undefined || at.getTime() - Date.parse(retiredAt) < KEEP_SIGNING_MS;
    return {
      ...secrets,
      signingKeys: [await newSigningKey(), ...secrets.signingKeys.filter(young).map((key) => retired(key, instant))],
      sealingKeys: [newSealingKey(), ...secrets.sealingKeys.map((key) => retired(key, instant))],
      rotationStartedAt: instant,
    };
  });
  return { started: rotationStartedAt ?? instant, resumed, kid: sealingKeys[0]?.kid };
}

/** Removes keys and the mark of the rotation, unless another command has ended it meanwhile. */
async function finish(dataDir: string, started: string, useless: ReadonlySet<string>): Promise<void> {
  await changeSecrets(dataDir, (secrets) => {
    const { rotationStartedAt, ...rest } = secrets;
    if (rotationStartedAt !== started) return secrets;
    return { ...rest, sealingKeys: secrets.sealingKeys.filter(({ kid }) => !useless.has(kid)) };
  });
}

function retired<Key extends { retiredAt?: string | undefined }>(key: Key, instant: string): Key {
  return { ...key, retiredAt: key.retiredAt ?? instant };
}

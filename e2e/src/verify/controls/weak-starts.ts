import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { few, holds } from '../control.ts';
import { tryToStart, type Environment } from '../server.ts';

const GOOD: Environment = { BASE_URL: 'https://trips.example', TRUST_PROXY: 'loopback' };

/** Settings a production start must refuse, and what it has to name. */
const WEAK: readonly { name: string; env: Environment; says: RegExp; secrets?: { text: string; mode: number } }[] = [
  { name: 'no BASE_URL', env: { BASE_URL: '' }, says: /BASE_URL/ },
  { name: 'plain http', env: { BASE_URL: 'http://trips.example' }, says: /BASE_URL/ },
  { name: 'passwords of eight', env: { PASSWORD_MIN_LENGTH: '8' }, says: /PASSWORD_MIN_LENGTH/ },
  { name: 'limits switched off', env: { RATE_LIMIT_SCALE: '100' }, says: /RATE_LIMIT_SCALE/ },
  { name: 'every origin', env: { CORS_ORIGINS: '*' }, says: /CORS_ORIGINS/ },
  { name: 'a default database password', env: { DATABASE_URL: 'postgres://app:postgres@127.0.0.1:1/app' }, says: /password/ },
  { name: 'a certificate without its key', env: { TLS_CERT_FILE: 'cert.pem' }, says: /TLS_KEY_FILE/ },
  { name: 'secrets others may read', env: {}, says: /secrets\.json/, secrets: { text: '{}', mode: 0o644 } },
  { name: 'empty secrets', env: {}, says: /secrets\.json/, secrets: { text: '{"version":2,"signingKeys":[]}', mode: 0o600 } },
  {
    name: 'a weak MAC key',
    env: {},
    says: /secrets\.json/,
    secrets: { text: '{"version":2,"signingKeys":[],"sealingKeys":[],"macKey":"secret"}', mode: 0o600 },
  },
];

/** Starts with each of the weak settings; every one must be refused by a sentence that names the setting. */
export async function weakStarts(folder: string): Promise<string> {
  await few(WEAK.length, 2, async (index) => {
    const weak = WEAK[index];
    if (weak === undefined) return;
    const { name, env, says, secrets } = weak;
    const dataDir = join(folder, String(index));
    await mkdir(dataDir, { recursive: true });
    if (secrets !== undefined) {
      await writeFile(join(dataDir, 'secrets.json'), secrets.text);
      await chmod(join(dataDir, 'secrets.json'), secrets.mode);
    }
    const { code, err, out } = await tryToStart({ ...GOOD, DATA_DIR: dataDir, ...env });
    holds(code !== 0, `it starts in production with ${name}: ${out}`);
    holds(says.test(err), `the refusal to start with ${name} does not name it: ${err.trim().slice(0, 200)}`);
  });
  return `production does not start with ${WEAK.map(({ name }) => name).join(', ')}`;
}

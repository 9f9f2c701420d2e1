import { hash, parseHash, verify } from './argon2.ts';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Text a password is hashed as: NFKC, so that it is the same from every keyboard (NIST SP 800-63B, 3.1.1.2). */
const canonical = (password: string): string => password.normalize('NFKC');

/** An argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), PARAMETERS);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (nobody has this address) the same work is done
 * against a decoy, so that the time tells nothing. `rehash` when the stored parameters are below today's.
 */
export async function checkPassword(stored: string | undefined, password: string): Promise<{ ok: boolean; rehash: boolean }> {
  decoy ??= hashPassword('nobody’s password');
  const matches = await verify(stored ?? (await decoy), canonical(password));
  if (stored === undefined || !matches) return { ok: false, rehash: false };
  const { memoryCost, timeCost } = parseHash(stored);
  return { ok: true, rehash: memoryCost < PARAMETERS.memoryCost || timeCost < PARAMETERS.timeCost };
}

import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, parseHash, verify } from './argon2.ts';
import { boundedQueue } from './bounded-queue.ts';
import { canonical } from './canonical.ts';
import { lowerPoolPriority } from './pool-priority.ts';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One core is left to the thread that answers everybody else, one of Node's four pool threads to files and names. */
const AT_ONCE = Math.max(1, Math.min(availableParallelism() - 1, 3));
const inTurn = boundedQueue({ concurrency: AT_ONCE, patienceMs: 5_000, typicalMs: 30 });

/** A hash that no password has: salt and digest are random, so that making it takes no time. */
const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
const { memoryCost, timeCost, parallelism } = PARAMETERS;
const DECOY = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${base64(16)}$${base64(32)}`;

// The very first hash of a process takes several times as long (threads, memory); nobody's sign-in should.
void inTurn(() => verify(DECOY, '')).then(lowerPoolPriority);

/** An argon2id hash in PHC form. Throws `unavailable` when too many are waiting. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(canonical(password), PARAMETERS));
}

/**
 * Whether the password belongs to the hash. Without a hash (nobody has this address, or the account has no
 * password) the same work is done against a decoy, so that the time tells nothing. `rehash` when the stored
 * parameters are below today's. Throws `unavailable` when too many are waiting.
 */
export async function checkPassword(stored: string | null | undefined, password: string): Promise<{ ok: boolean; rehash: boolean }> {
  const matches = await inTurn(() => verify(stored ?? DECOY, canonical(password)));
  if (stored === undefined || stored === null || !matches) return { ok: false, rehash: false };
  const kept = parseHash(stored);
  return { ok: true, rehash: kept.memoryCost < memoryCost || kept.timeCost < timeCost };
}

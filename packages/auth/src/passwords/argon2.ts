import { hash as nativeHash, verify as nativeVerify } from '@node-rs/argon2';

/** argon2id is the library's default algorithm; `parseHash` proves it. */
export function hash(password: string, parameters: { memoryCost: number; timeCost: number; parallelism: number }): Promise<string> {
  return nativeHash(password, parameters);
}

export function verify(stored: string, password: string): Promise<boolean> {
  return nativeVerify(stored, password).catch(() => false);
}

/** Cost parameters of a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$…`); zeros when it is of another kind. */
export function parseHash(stored: string): { memoryCost: number; timeCost: number } {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored);
  return { memoryCost: Number(match?.[1] ?? 0), timeCost: Number(match?.[2] ?? 0) };
}

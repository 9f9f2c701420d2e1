import { execFile } from 'node:child_process';
import { Failed } from './checks.ts';

export type Ended = { code: number; out: string; err: string };

/** Runs a program to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  { env = process.env, input }: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { env, encoding: 'utf8', timeout: 60_000 }, (error, out, err) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** The same of a program that has to be installed first; its absence is said with the way to mend it. */
async function runInstalled(name: string, args: readonly string[], input?: string): Promise<string> {
  const { code, out, err } = await runProgram(name, args, input === undefined ? {} : { input }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failed(`the program ${name} is not installed: apt-get install ${name}`);
    throw error;
  });
  if (code !== 0) throw new Failed(`${name} ended with ${code}: ${err.trim()}`);
  return out.trim();
}

const STEP_MS = 30_000;

/** A code of the secret by `oathtool`, of the time step now or so many later or earlier. */
export function oathCode(secret: string, steps = 0): Promise<string> {
  const moment = new Date(Date.now() + steps * STEP_MS).toISOString().slice(0, 19).replace('T', ' ');
  return runInstalled('oathtool', ['--totp', '--base32', `--now=${moment} UTC`, secret]);
}

/** Waits until a time step has most of its thirty seconds left, when less than `leastMs` of it are. */
export async function untilStepHasLeft(leastMs: number): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < leastMs) await new Promise((resolve) => setTimeout(resolve, left + 200));
}

export type Cost = { memoryKib: number; passes: number; lanes: number };

/** The PHC text that the `argon2` command line makes of a password. */
export function argon2id(password: string, salt: string, { memoryKib, passes, lanes }: Cost): Promise<string> {
  return runInstalled('argon2', [salt, '-id', '-k', `${memoryKib}`, '-t', `${passes}`, '-p', `${lanes}`, '-l', '32', '-e'], password);
}

/** The same with a salt of any bytes but NUL, which no argument of a program can carry; nor can a shell a last line feed. */
export async function argon2idOfBytes(password: string, salt: Buffer, { memoryKib, passes, lanes }: Cost): Promise<string> {
  const octal = [...salt].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const command = `argon2 "$(printf '${octal}')" -id -k ${memoryKib} -t ${passes} -p ${lanes} -l 32 -e`;
  return runInstalled('sh', ['-c', command], password);
}

import type { Database } from '@tripmaster/db';
import type { Config } from '../env.ts';
import type { SecretStore } from '../secrets.ts';

/** What a command works with: the same settings, database and secrets as the servers. */
type Tools = { config: Config; db: Database; secrets: SecretStore; print: (line: string) => void };

export type Command = {
  /** One line: the words it is called by, a colon, what it does. */
  usage: string;
  /** Gives the exit code: 0, or 1 where something is left to be mended. */
  run: (args: string[], tools: Tools) => Promise<number>;
};

/** The command was called in a way it does not know; the message says what is wrong. */
export class UsageError extends Error {}

/** Refuses arguments where there are none to give. */
export function noMore(args: string[]): void {
  if (args.length > 0) throw new UsageError(`${args.join(' ')} is too much.`);
}

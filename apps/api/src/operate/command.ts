import type { Database } from '@tripmaster/db';
import type { Config } from '../env.ts';
import type { SecretStore } from '../secrets.ts';

/** What a command works with: the same settings, database and secrets as the servers. */
type Tools = { config: Config; db: Database; secrets: SecretStore; print: (line: string) => void };

export type Command = {
  makesDatabase?: undefined;
  /** One line: the words it is called by, a colon, what it does. */
  usage: string;
  /** Gives the exit code: 0, or 1 where something is left to be mended. */
  run: (args: string[], tools: Tools) => Promise<number>;
};

/** A command that makes the database: nothing may have opened it before. */
export type MakingCommand = {
  usage: string;
  makesDatabase: true;
  run: (args: string[], tools: Omit<Tools, 'db'>) => Promise<number>;
};

/** The command was called in a way it does not know; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Takes flags with a value (`--from x` or `--from=x`) out of the arguments; the `rest` keeps its order, and of a flag
 * that is there twice the last counts. Throws `UsageError` for one without a value.
 */
export function takeValues(args: readonly string[], flags: readonly string[]): { values: ReadonlyMap<string, string>; rest: string[] } {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const [flag = '', inOne] = arg.split(/=(.*)/su);
    if (!flags.includes(flag)) {
      rest.push(arg);
      continue;
    }
    if (inOne === undefined) index += 1;
    const value = (inOne ?? args[index] ?? '').trim();
    if (value === '' || (inOne === undefined && value.startsWith('--'))) throw new UsageError(`${flag} needs a value.`);
    values.set(flag, value);
  }
  return { values, rest };
}

/** Refuses arguments where there are none to give. */
export function noMore(args: string[]): void {
  if (args.length > 0) throw new UsageError(`${args.join(' ')} is too much.`);
}

import { isTripmasterError } from '@tripmaster/client';
import { wholeApi } from './call-help.ts';
import { aboutGroup, callProcedure, groupOf, procedureOf } from './calls.ts';
import { COMMANDS } from './commands.ts';
import { serverOf } from './connection.ts';
import { GENERAL, OTHERS, PLAN, PROCEDURES } from './help.ts';
import { optionOf, UsageError } from './options.ts';

/** One plain sentence that says what went wrong, and what to do where that is known. */
function explain(error: unknown, args: string[], fieldName: (path: string) => string = optionOf): string {
  if (isTripmasterError(error)) {
    const { fields, choices } = error.data.details;
    if (fields !== undefined && fields.length > 0)
      return fields.map(({ path, reason }) => `${path === '' ? 'The request' : `${fieldName(path)}:`} ${reason}`).join('; ');
    if (choices !== undefined && choices.length > 0)
      return `${error.message} Say which: ${choices.map(({ name, region, country }) => [name, region, country].filter((part) => part !== '').join(', ')).join('; ')}`;
    if (error.data.code === 'unauthenticated' && (process.env['TRIPMASTER_TOKEN'] ?? '') !== '')
      return 'The API token in TRIPMASTER_TOKEN is wrong, has ended or was revoked. Make a new one under Account → API tokens.';
    return error.message;
  }
  if (error instanceof UsageError) return error.message;
  if (isUnreachable(error)) return `${serverIn(args)} can’t be reached. Start it with npm start, or name another with --server.`;
  return error instanceof Error ? error.message : String(error);
}

function isUnreachable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof TypeError && current.message === 'fetch failed') return true;
    if ('code' in current && typeof current.code === 'string' && /^(ECONN|ENOTFOUND|EAI_|UND_ERR)/.test(current.code)) return true;
  }
  return false;
}

/** The server that a command meant, whatever else its options are. */
function serverIn(args: string[]): string {
  const at = args.findIndex((arg) => arg === '--server' || arg.startsWith('--server='));
  const server = at === -1 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  return serverOf(server === undefined ? {} : { server });
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name];
  if (command !== undefined && name !== undefined) {
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(name === 'plan' ? PLAN : (OTHERS[name] ?? GENERAL));
      return 0;
    }
    return run(
      (signal) => command(rest, signal),
      (error) => explain(error, rest),
    );
  }
  const group = groupOf(args);
  if (group !== undefined) {
    const named = procedureOf(args);
    return run(
      async (signal) => (named === undefined ? void process.stdout.write(aboutGroup(group, args)) : callProcedure(named, signal)),
      (error) => explain(error, args, (path) => path),
    );
  }
  const asked = name === undefined || name === 'help' || name === '--help' || name === '-h';
  if (asked) process.stdout.write(GENERAL + PROCEDURES + wholeApi());
  else process.stderr.write(`There is no command ${name}. See tripmaster --help.\n`);
  return asked && name !== undefined ? 0 : 2;
}

/** Does a command's work until it is stopped; gives the exit code. */
async function run(work: (signal: AbortSignal) => Promise<void>, explained: (error: unknown) => string): Promise<number> {
  const stopped = new AbortController();
  process.once('SIGINT', () => {
    stopped.abort();
    setTimeout(() => process.exit(130), 200).unref();
  });
  try {
    await work(stopped.signal);
    return 0;
  } catch (error) {
    if (stopped.signal.aborted) return 130;
    process.stderr.write(`${explained(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));

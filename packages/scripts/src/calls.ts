import { api, callByName, type ApiProcedure } from '@tripmaster/client/description';
import { readCall } from './call-input.ts';
import { groupHelp, procedureHelp } from './call-help.ts';
import { connect, connectAsIs } from './connection.ts';
import { UsageError } from './options.ts';

/** A procedure named by the first words of a command, and what follows them. */
type Named = { procedure: ApiProcedure; rest: string[] };

/** `plans.get …`, `plans get …` and `plans set-visibility …` name a procedure; undefined when they do not. */
export function procedureOf(args: readonly string[]): Named | undefined {
  const words = args.slice(0, firstOption(args));
  for (let count = words.length; count > 0; count -= 1) {
    const wanted = plain(words.slice(0, count).join('.'));
    const procedure = api.procedures.find(({ path }) => plain(path) === wanted);
    if (procedure !== undefined) return { procedure, rest: args.slice(count) };
  }
  return undefined;
}

/** Whether these words could be about the interface, though they name no procedure. */
export function groupOf(args: readonly string[]): string | undefined {
  const [first = ''] = args;
  return api.groups.find(({ name }) => name === first.split('.')[0])?.name;
}

/** What is said of a group, or of words that begin with one and name nothing. */
export function aboutGroup(group: string, args: readonly string[]): string {
  const words = args.slice(0, firstOption(args));
  if (words.length === 1 && words[0] === group) return groupHelp(group);
  throw new UsageError(`There is no ${words.join('.')}. See tripmaster ${group} --help.`);
}

/** Calls a procedure and prints what it gives: JSON, or for a stream one JSON a line. */
export async function callProcedure({ procedure, rest }: Named, signal: AbortSignal): Promise<void> {
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(procedureHelp(procedure));
    return;
  }
  const { common, input } = await readCall(procedure, rest);
  const { guard } = procedure;
  // What anybody may do makes no account, and signing in by hand leaves who is remembered here alone.
  const { client } = await (guard === 'open' || guard === 'visitor'
    ? connectAsIs(common, { known: guard === 'visitor' })
    : connect(common));
  for await (const value of callByName(client, procedure, input, { signal })) {
    const text = procedure.kind === 'subscription' ? JSON.stringify(value) : JSON.stringify(value, null, 2);
    process.stdout.write(`${text ?? 'null'}\n`);
  }
}

function firstOption(args: readonly string[]): number {
  const index = args.findIndex((arg) => arg.startsWith('-'));
  return index === -1 ? args.length : index;
}

function plain(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

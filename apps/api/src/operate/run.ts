import { BackupFault, DatabaseUnavailable, NewerSchema, openDatabase } from '@tripmaster/db';
import { ConfigError, readConfig } from '../env.ts';
import { errorForLog } from '../log.ts';
import { openSecrets } from '../secrets.ts';
import { adminGrant, adminList, adminRemoveFactors, adminRevoke } from './admin.ts';
import { auditVerify } from './audit.ts';
import { backupsCreate, backupsList, backupsRestore, backupsVerify } from './backups.ts';
import { catalogueImport } from './catalogue.ts';
import { UsageError, type Command, type MakingCommand } from './command.ts';
import { figuresRebuild } from './figures.ts';
import { keysForget, keysList, keysRotate } from './keys.ts';
import { ratesRefresh } from './rates.ts';

/** Every command, by the two words it is called by. */
const COMMANDS: Readonly<Record<string, Command | MakingCommand>> = {
  'admin grant': adminGrant,
  'admin revoke': adminRevoke,
  'admin remove-factors': adminRemoveFactors,
  'admin list': adminList,
  'audit verify': auditVerify,
  'backups list': backupsList,
  'backups create': backupsCreate,
  'backups verify': backupsVerify,
  'backups restore': backupsRestore,
  'catalogue import': catalogueImport,
  'figures rebuild': figuresRebuild,
  'keys list': keysList,
  'keys rotate': keysRotate,
  'keys forget': keysForget,
  'rates refresh': ratesRefresh,
};

const HELP = `tripmaster, for operators: works on the data folder and the database that the settings name, while servers run.

${Object.values(COMMANDS)
  .map(({ usage }) => `  tripmaster ${usage}`)
  .join('\n')}
`;

export type Outputs = { out: (text: string) => void; err: (text: string) => void };

/** Runs one command; gives the exit code: 2 when it was called wrongly, 1 when it failed, else its own. */
export async function operate(args: string[], environment: Record<string, string | undefined>, { out, err }: Outputs): Promise<number> {
  const name = args.slice(0, 2).join(' ');
  const rest = args.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (args.some((arg) => ['help', '--help', '-h'].includes(arg))) {
    out(command === undefined ? HELP : `tripmaster ${command.usage}\n`);
    return 0;
  }
  if (command === undefined) {
    err(`${args.length === 0 ? '' : `There is no command ${name}.\n\n`}${HELP}`);
    return 2;
  }
  try {
    const config = readConfig(environment);
    const secrets = await openSecrets(config.dataDir, { mustExist: true, onError: ({ message }) => err(`${message}\n`) });
    const print = (line: string) => out(`${line}\n`);
    try {
      if (command.makesDatabase === true) return await command.run(rest, { config, secrets, print });
      const db = await openDatabase(config.databaseUrl);
      try {
        return await command.run(rest, { config, db, secrets, print });
      } finally {
        await db.close();
      }
    } finally {
      secrets.close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\ntripmaster ${command.usage}\n`);
      return 2;
    }
    err(`${explain(error)}\n`);
    return 1;
  }
}

/** One plain sentence for what an operator can mend; the whole error for what we must. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailable || error instanceof NewerSchema) return error.message;
  if (error instanceof BackupFault) return `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
  const { type, message, stack } = errorForLog(error);
  return `${type}: ${message}\n${stack}`;
}

import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { BackupView } from '@tripmaster/contracts';
import { BackupFault, keysInUse, openDatabase, restoreBackup, sealedColumns, sealer } from '@tripmaster/db';
import { keptFolder } from '@tripmaster/plans';
import { assemble } from '../compose.ts';
import { ConfigError } from '../env.ts';
import { backupKey } from '../operations/backups/index.ts';
import { noMore, UsageError, type Command, type MakingCommand } from './command.ts';

const PAGE = 100;
const ANOTHERS = '--of-another-server';
const SHOWN_EVERY_MS = 5_000;
const ENGINES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export const backupsList: Command = {
  usage: 'backups list: the backups there are, newest first',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const { backups, jobs } = assemble(config, { db, secrets });
    await jobs.prepare();
    try {
      await backups.look();
      let count = 0;
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const page = await backups.service.list({ cursor, limit: PAGE });
        for (const backup of page.items) print(lineOf(backup));
        count += page.items.length;
        cursor = page.nextCursor;
      }
      if (count === 0) print('There is none yet. backups create makes one.');
    } finally {
      await jobs.close();
    }
    print(`They lie in ${config.backups.folder}.`);
    return 0;
  },
};

export const backupsCreate: Command = {
  usage: 'backups create: makes one now, while servers run',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const { backups, jobs } = assemble(config, { db, secrets });
    const began = performance.now();
    await jobs.prepare();
    try {
      const { id } = await backups.make({ progress: shown(print) });
      const { items } = await backups.service.list({ limit: PAGE });
      const made = items.find((one) => one.id === id);
      if (made !== undefined) print(lineOf(made));
      print(`Made in ${seconds(began)} s, in ${config.backups.folder}.`);
      if (made?.content?.files.where !== 'inside') print('What people attached is not in it.');
      print('Keep secrets.json as well, in another place: without it what is sealed can’t be opened.');
      return 0;
    } finally {
      await jobs.close();
    }
  },
};

export const backupsVerify: Command = {
  usage: 'backups verify <id>: reads one whole and tries to restore it into a database that is thrown away',
  async run([id, ...more], { config, db, secrets, print }) {
    noMore(more);
    if (id === undefined) throw new UsageError('Name a backup by its id, as backups list shows it.');
    const { backups } = assemble(config, { db, secrets });
    const began = performance.now();
    await backups.look();
    const verdict = await backups.verify(id, { progress: shown(print) });
    if (verdict === undefined) throw new ConfigError(`There is no backup ${id} in ${config.backups.folder}.`);
    print(
      verdict === 'good'
        ? `It is good: whole, and every table counted the same once it was restored (${seconds(began)} s).`
        : `It is not good: ${verdict}.`,
    );
    return verdict === 'good' ? 0 : 1;
  },
};

export const backupsRestore: MakingCommand = {
  usage: `backups restore <file> [${ANOTHERS}]: makes the database that the settings name, which must not be there yet, out of a backup`,
  makesDatabase: true,
  async run(args, { config, secrets, print }) {
    const [given, ...more] = args.filter((arg) => arg !== ANOTHERS);
    noMore(more);
    if (given === undefined) throw new UsageError('Name the file of a backup.');
    const file = await fileOf(given, config.backups.folder);
    const began = performance.now();
    const filesFolder = keptFolder(join(config.dataDir, 'files'));
    const tell = shown(print);
    const { about, sums } = await restoreBackup({
      file,
      filesFolder,
      keep: true,
      url: config.databaseUrl,
      key: backupKey(secrets.current().macKey),
      anyServers: args.includes(ANOTHERS),
      onProgress: (part) => void tell(100 * part),
    }).catch((error: unknown) => {
      if (!(error instanceof BackupFault)) throw error;
      throw new ConfigError(`Nothing was restored: ${error.message}.${HINTS[error.code] ?? ''}`, { cause: error });
    });
    const rows = Object.values(sums.tables).reduce((sum, count) => sum + count, 0);
    const into = config.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres';
    print(
      `Restored ${rows.toLocaleString('en')} rows of ${Object.keys(sums.tables).length} tables and ${sums.files.count.toLocaleString('en')} files in ${seconds(began)} s.`,
    );
    print(`They are of ${new Date(about.madeAt).toISOString()}, out of ${ENGINES[about.engine]} into ${ENGINES[into]}.`);
    if (about.filesWhere === 'left-out') print('What people attached is not in this backup: bring back your copy of the folder of files.');
    if (about.filesWhere === 'bucket') print('What people attached lies in the bucket, as before.');
    if (about.filesWhere === 'inside' && config.files.s3 !== undefined)
      print(`What people attached is in ${filesFolder}: copy it into the bucket, each file under the same name.`);
    await afterwards({ config, secrets, print }, about.id);
    print('Everything is as it was at that moment: who was signed in then is again, and what was deleted since is there again.');
    return 0;
  },
};

const HINTS: Readonly<Record<string, string>> = {
  'not-empty': ' A backup goes into a new database only: name another one in DATABASE_URL, or move this one away.',
  changed: ` If another server made it, and you trust where it comes from, add ${ANOTHERS}.`,
  newer: ' Use that release, or a newer one.',
};

/** Opens what was restored: notes it in the audit log, and says of sealed texts whose key is missing. */
async function afterwards({ config, secrets, print }: Parameters<MakingCommand['run']>[1], backup: string): Promise<void> {
  const db = await openDatabase(config.databaseUrl);
  try {
    const { auth } = assemble(config, { db, secrets });
    await db.write((tx) => auth.audit.record(tx, { action: 'backup.restored', detail: { backup } }));
    const { sealingKeys } = secrets.current();
    const known = new Set(sealingKeys.map(({ kid }) => kid));
    const needed = await keysInUse(
      db,
      sealedColumns(db.tables),
      sealer(() => sealingKeys),
    );
    const lost = [...needed].filter(([kid]) => !known.has(kid)).reduce((sum, [, count]) => sum + count, 0);
    if (lost > 0)
      print(
        `${lost.toLocaleString('en')} sealed texts can’t be opened: their key is not in secrets.json. Bring back the one of that time.`,
      );
  } finally {
    await db.close();
  }
}

async function fileOf(given: string, folder: string): Promise<string> {
  for (const path of [resolve(given), join(folder, basename(given))])
    if ((await stat(path).catch(() => undefined))?.isFile() === true) return path;
  throw new ConfigError(`There is no file ${given}.`);
}

function lineOf({ id, state, createdAt, problem, file, content, verification }: BackupView): string {
  const found = verification === undefined ? 'not verified' : (verification.problem ?? verification.state);
  return [
    `${id}  ${createdAt}  ${state === 'done' ? (file?.name ?? '') : state}`,
    ...(problem === undefined ? [] : [problem]),
    ...(file === undefined ? [] : [`${(file.bytes / 1_048_576).toFixed(1)} MiB`]),
    ...(content === undefined ? [] : [`${content.rows.toLocaleString('en')} rows of ${ENGINES[content.engine]}`, found]),
    ...(file?.here === false ? ['on another server'] : []),
  ].join(', ');
}

/** Says how far it is, every few seconds. */
function shown(print: (line: string) => void): (percent: number) => Promise<void> {
  let at = performance.now();
  return async (percent) => {
    if (performance.now() - at < SHOWN_EVERY_MS) return;
    at = performance.now();
    print(`${Math.floor(percent)} %`);
  };
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1_000).toFixed(1);
}

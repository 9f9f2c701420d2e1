import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '@tripmaster/db';
import { emptyDatabase, startPostgres } from '@tripmaster/db/testing';
import { mailbox } from './mails.ts';
import type { Ended } from './programs.ts';
import { openRows, type Rows } from './rows.ts';
import { freePort, runOperator, startServer, type Environment, type Server } from './server.ts';

/** How a site is run: settings beyond the usual ones. */
const FLAVOURS = {
  /** Limits far away, so that a control meets only the ones it is about; the whole log. */
  roomy: { RATE_LIMIT_SCALE: '10000', LOG_LEVEL: 'trace' },
  /** Limits as they come. */
  usual: {},
  /** Addresses have to be proven. */
  proven: { RATE_LIMIT_SCALE: '10000', EMAIL_VERIFICATION: 'required' },
  /** Behind a proxy that speaks TLS, under a public name. */
  public: { BASE_URL: 'https://trips.example' },
} as const satisfies Record<string, Environment>;
export type Flavour = keyof typeof FLAVOURS;

export type Site = {
  engine: Engine;
  /** Two on PostgreSQL, one on SQLite, all on one database and one data folder. */
  nodes: readonly Server[];
  /** The first node, and the last: two where there are two. */
  here: Server;
  there: Server;
  /** The nth node, going round. */
  node: (index: number) => Server;
  baseUrl: string;
  dataDir: string;
  /** The settings it runs with. */
  env: Environment;
  rows: Rows;
  mails: ReturnType<typeof mailbox>;
  /** Runs a command of operators on it. */
  operate: (...args: string[]) => Promise<Ended>;
  /** All its nodes have written to their logs. */
  logs: () => Promise<string>;
  /** The database as an intruder reads it: the bytes of its files, or every row of every table. */
  database: () => Promise<string>;
};

/** What controls work on: sites, made when the first control needs them. */
export type Stage = {
  engines: readonly Engine[];
  /** Inputs a procedure of control 19. */
  inputs: number;
  /** A folder for a control's own things. */
  folder: (name: string) => Promise<string>;
  site: (flavour: Flavour, engine?: Engine) => Promise<Site>;
  close: () => Promise<void>;
};

export async function openStage({ engines, inputs }: Pick<Stage, 'engines' | 'inputs'>): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-verify-'));
  const sites = new Map<string, Promise<Site>>();
  const endings: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  let postgres: ReturnType<typeof startPostgres> | undefined;

  async function databaseOf(engine: Engine): Promise<string> {
    if (engine === 'postgres') {
      postgres ??= startPostgres().then((server) => {
        process.env['TEST_PG_URL'] = server.url;
        endings.unshift(server.stop);
        return server;
      });
      await postgres;
    }
    const { url, remove } = await emptyDatabase(engine);
    endings.unshift(remove);
    return url;
  }

  async function open(flavour: Flavour, engine: Engine): Promise<Site> {
    const place = join(folder, `${flavour}-${engine}`);
    const dataDir = join(place, 'data');
    await mkdir(dataDir, { recursive: true });
    const url = await databaseOf(engine);
    const ports = await Promise.all(Array.from({ length: engine === 'sqlite' ? 1 : 2 }, freePort));
    const env: Environment = {
      DATA_DIR: dataDir,
      DATABASE_URL: engine === 'sqlite' ? `file:${url}` : url,
      BASE_URL: `http://localhost:${ports[0]}`,
      TRUST_PROXY: 'loopback',
      ...FLAVOURS[flavour],
    };
    const nodes = await Promise.all(ports.map((port, index) => startServer(env, port, join(place, `node-${index}.log`))));
    const rows = await openRows(engine, url);
    endings.unshift(async () => {
      await rows.close();
      await Promise.all(nodes.map((node) => node.stop()));
    });
    const node = (index: number) => {
      const found = nodes[index % nodes.length];
      if (found === undefined) throw new Error('a site has nodes');
      return found;
    };
    return {
      engine,
      nodes,
      here: node(0),
      there: node(nodes.length - 1),
      node,
      baseUrl: env['BASE_URL'] ?? '',
      dataDir,
      env,
      rows,
      mails: mailbox(join(dataDir, 'mail')),
      operate: (...args) => runOperator(args, env),
      logs: async () => (await Promise.all(nodes.map(({ log }) => log()))).join(''),
      database: () => (engine === 'sqlite' ? bytesOf(url) : rows.everything()),
    };
  }

  return {
    engines,
    inputs,
    async folder(name) {
      const path = join(folder, name);
      await mkdir(path, { recursive: true });
      return path;
    },
    site(flavour, engine = engines[0] ?? 'sqlite') {
      const key = `${flavour} ${engine}`;
      let site = sites.get(key);
      if (site === undefined) {
        site = open(flavour, engine);
        sites.set(key, site);
      }
      return site;
    },
    async close() {
      for (const end of endings) await end().catch((error: unknown) => process.stderr.write(`while ending: ${String(error)}\n`));
    },
  };
}

/** The bytes of a SQLite file, its write-ahead log and its index, a character a byte. */
async function bytesOf(file: string): Promise<string> {
  const parent = join(file, '..');
  const names = await readdir(parent);
  return (await Promise.all(names.map((name) => readFile(join(parent, name), 'latin1')))).join('\n');
}

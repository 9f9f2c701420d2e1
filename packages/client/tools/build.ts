/** Makes the client: types out of the server's procedures, one file of JavaScript, one flat file of declarations. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compose } from '@tripmaster/api/compose';
import { contractDocs, describeApi } from '@tripmaster/api/description';
import { readConfig } from '@tripmaster/api/env';
import * as contracts from '@tripmaster/contracts';
import { build } from 'esbuild';
import { flatten } from './flatten.ts';
import { printCodes, printDescription, printRouter } from './print-router.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);
const LIMIT = 120_000;

/** The server's procedures; composed on an empty database that is thrown away. */
async function procedures() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-client-'));
  try {
    const application = await compose(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
    await application.close();
    return application.router._def.procedures;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Writes only what changed, so that a watcher or a cache sees no change where there is none. */
async function write(path: string, text: string): Promise<void> {
  const old = await readFile(path, 'utf8').catch(() => undefined);
  if (old !== text) await writeFile(path, text);
}

/** The declarations of each entry, flat. */
async function declarations(): Promise<{ index: string; description: string }> {
  const folder = await mkdtemp(join(at('..'), '.types-'));
  try {
    await run(process.execPath, [at('../node_modules/typescript/bin/tsc'), '-p', at('../tsconfig.types.json'), '--outDir', folder]);
    return { index: flatten(join(folder, 'src/index.d.ts')), description: flatten(join(folder, 'src/description.d.ts')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const bundle = (entryPoints: Record<string, string>) =>
  build({
    entryPoints,
    outdir: at('../dist'),
    bundle: true,
    splitting: true,
    chunkNames: 'stream',
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: ['es2022', 'node18'],
    external: ['@trpc/client'],
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'eof',
    logLevel: 'warning',
  });

await mkdir(at('../generated'), { recursive: true });
await mkdir(at('../dist'), { recursive: true });
const all = await procedures();
const api = describeApi(all);
const docs = contractDocs();
await write(at('../generated/router.ts'), printRouter(all, contracts, docs));
await write(at('../generated/codes.ts'), printCodes(api));
await write(at('../generated/description.ts'), printDescription(api, docs));
const [types] = await Promise.all([
  declarations(),
  bundle({ index: at('../src/index.ts'), 'event-source': at('../src/event-source.ts') }),
  // By itself, so that the client has no pieces in common with what only tools load.
  bundle({ description: at('../src/description.ts') }),
]);
for (const text of Object.values(types))
  if (/(?:from|import\()\s*['"](?!@trpc\/)/.test(text)) throw new Error('the declarations import more than @trpc');
if (Buffer.byteLength(types.index) > LIMIT) throw new Error(`the declarations are larger than ${LIMIT} bytes`);
await write(at('../dist/index.d.ts'), types.index);
await write(at('../dist/description.d.ts'), types.description);

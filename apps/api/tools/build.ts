/** Bundles the server: one folder that runs with Node, the native modules, the fonts and nothing else. */
import { cp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readTexts, TEXTS_FILE } from '../src/description/docs.ts';
import { pageStyle, STYLED_PAGES, styleFileOf } from '../src/reference/style.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const out = at('../dist');

await rm(out, { recursive: true, force: true });
await build({
  entryPoints: {
    main: at('../src/main.ts'),
    operate: at('../src/operate.ts'),
    'backup-process': at('../src/operations/backups/backup-process.ts'),
    typesetter: at('../../../packages/plans/src/export/print/typesetter.ts'),
  },
  outdir: out,
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  external: ['better-sqlite3', '@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler', 'sharp', 'pg-native'],
  // React decides by it which of its two selves it is; what the server itself reads comes through env.ts.
  define: { 'process.env.NODE_ENV': '"production"' },
  // Some dependencies are CommonJS and ask for `require`.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  logLevel: 'warning',
});
await cp(at('../../../packages/db/migrations'), `${out}/migrations`, { recursive: true });
await cp(at('../../../packages/plans/generated/gazetteer.tsv'), `${out}/gazetteer.tsv`);
await cp(at('../../../packages/plans/catalogue'), `${out}/catalogue`, { recursive: true, filter: (path) => !path.endsWith('.ts') });
await cp(at('../../../packages/plans/src/export/print'), `${out}/print`, { recursive: true, filter: (path) => !path.endsWith('.ts') });
await writeFile(`${out}/${TEXTS_FILE}`, JSON.stringify(readTexts()));
for (const page of STYLED_PAGES) await writeFile(`${out}/${styleFileOf(page)}`, pageStyle(page));

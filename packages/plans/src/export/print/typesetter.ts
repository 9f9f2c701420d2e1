/**
 * Sets documents in a process of its own: the compiler is native and synchronous, a long plan must not keep requests
 * waiting, and whatever goes wrong in it takes no server down. Its parent sends jobs and kills it when one takes too long.
 */
import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFolders } from './fonts.ts';

export type Job = {
  id: number;
  template: 'plan' | 'preview';
  inputs: Record<string, string>;
  /** Seconds since 1970, so that the same plan gives the same bytes. */
  writtenAt: number;
};
export type Answer = { id: number; bytes: Uint8Array } | { id: number; failure: string };

const PREVIEW = { width: 1_200, height: 630 };
/** Results of layout that were not used by so many documents are forgotten. */
const KEPT_FOR = 8;

/** Where the templates lie: beside this file in source, in `print/` beside the bundle. */
function templateFolder(): string {
  const beside = fileURLToPath(new URL('./', import.meta.url));
  return existsSync(join(beside, 'plan.typ')) ? beside : join(beside, 'print');
}

/** Where cores are few, whoever answers requests goes first. */
const STEPS_BACK = 5;

try {
  setPriority(STEPS_BACK);
} catch {
  // A system that does not let it step back has it go on as it is.
}

const folder = templateFolder();
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fontFolders() }] });

async function write({ template, inputs, writtenAt }: Job): Promise<Uint8Array> {
  const compiled = compiler.compile({ mainFilePath: join(folder, `${template}.typ`), inputs });
  const document = compiled.result;
  if (document === null) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics).slice(0, 2_000));
  try {
    if (template === 'plan') return compiler.pdf(document, { creationTimestamp: writtenAt });
    const { default: sharp } = await import('sharp'); // a picture alone needs it
    return await sharp(Buffer.from(compiler.plainSvg(document)))
      .resize(PREVIEW)
      .png({ compressionLevel: 9, palette: true })
      .toBuffer();
  } finally {
    compiler.evictCache(KEPT_FOR);
  }
}

function answer(message: Answer): void {
  process.send?.(message);
}

/** Looked at by hand: only its parent writes to it, and whoever waits for the first document waits for each library. */
function isJob(message: unknown): message is Job {
  if (typeof message !== 'object' || message === null) return false;
  if (!('id' in message && 'template' in message && 'inputs' in message && 'writtenAt' in message)) return false;
  const { id, template, inputs, writtenAt } = message;
  return (
    Number.isInteger(id) &&
    (template === 'plan' || template === 'preview') &&
    typeof inputs === 'object' &&
    inputs !== null &&
    Object.values(inputs).every((value) => typeof value === 'string') &&
    Number.isInteger(writtenAt)
  );
}

process.on('message', (job: unknown) => {
  if (!isJob(job)) throw new Error('not a document to set');
  void write(job).then(
    (bytes) => answer({ id: job.id, bytes }),
    (error: unknown) => answer({ id: job.id, failure: error instanceof Error ? error.message : String(error) }),
  );
});

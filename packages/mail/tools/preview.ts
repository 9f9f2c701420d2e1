/** Writes every mail in every language into a folder, to be looked at: as text, and as HTML by day and by night. */
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { previewFiles } from '../src/templates/preview.ts';

const folder = resolve(process.argv[2] ?? 'mail-preview');
const started = Date.now();
const files = await previewFiles();
await mkdir(folder, { recursive: true });
for (const { name, content } of files) await writeFile(`${folder}/${name}`, content);
console.log(`${files.length} files in ${Date.now() - started} ms. All of them: ${pathToFileURL(`${folder}/index.html`).href}`);

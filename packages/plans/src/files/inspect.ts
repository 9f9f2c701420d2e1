import { open, readFile } from 'node:fs/promises';
import { AppError } from '@tripmaster/contracts';
import { measured, type Arrived, type Workplace } from './incoming.ts';
import { LONGEST_TEXT } from './limits.ts';
import { saysText, type FileType } from './names.ts';
import { checkPdf } from './pdf.ts';
import { redraw } from './pictures.ts';

/** What is kept of an upload: looked through, and drawn anew if it is a picture. */
export type Inspected = Arrived & { type: FileType; picture?: { width: number; height: number; thumbnail: Arrived } };

/** Enough of a file to tell what it is. */
const HEAD = 4_100;
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif']);
/** What a browser, a shell or a mail program would take for more than text. */
const MARKUP =
  /<\s*(?:[!?]|\/?\s*(?:html|head|body|script|style|svg|math|iframe|frame|object|embed|applet|img|link|meta|base|form|x[a-z]*:))/i;
const HEAD_OF_A_PROGRAM = /^\uFEFF?\s*(?:#!|MIME-Version:|Content-Type:|Received:|From:|@echo\b|\[InternetShortcut\])/i;

/**
 * Finds out what a file is, by its content alone, and makes of it what may be kept. Throws `file-refused` for every kind
 * that is not on the list, `unreadable-file` for what is damaged.
 */
export async function inspect({ path, size, sha256 }: Arrived, name: string | undefined, place: Workplace): Promise<Inspected> {
  if (size === 0) throw new AppError('unreadable-file', {}, 'This file is empty.');
  const found = await typeOf(path);
  if (found !== undefined && PICTURES.has(found)) {
    const [to, small] = [place.another(), place.another()];
    const { type, width, height } = await redraw(path, { to, thumbnail: small });
    return { ...(await measured(to)), type, picture: { width, height, thumbnail: await measured(small) } };
  }
  if (found === 'application/pdf') {
    await checkPdf(path, size);
    return { path, size, sha256, type: 'application/pdf' };
  }
  if (found === 'image/heic' || found === 'image/heif')
    throw new AppError('file-refused', {}, 'HEIC pictures can’t be read here. Send it as a JPEG.');
  if (found !== undefined || !saysText(name))
    throw new AppError('file-refused', {}, 'Only pictures, PDFs and plain text (.txt) are kept here.');
  await checkText(path, size);
  return { path, size, sha256, type: 'text/plain' };
}

async function typeOf(path: string): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD), position: 0 });
    return (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime;
  } finally {
    await file.close();
  }
}

async function checkText(path: string, size: number): Promise<void> {
  if (size > LONGEST_TEXT) throw new AppError('file-refused', {}, 'A text may have at most 1 MB.');
  const octets = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch (error) {
    throw new AppError('file-refused', {}, 'Only pictures, PDFs and plain text (UTF-8) are kept here.', { cause: error });
  }
  if (/[^\P{Cc}\t\n\r\f]/u.test(text) || MARKUP.test(text) || HEAD_OF_A_PROGRAM.test(text))
    throw new AppError('file-refused', {}, 'This is not plain text.');
}

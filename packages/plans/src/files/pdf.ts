import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflate } from 'node:zlib';
import { AppError } from '@tripmaster/contracts';

const WINDOW = 128 * 1024;
/** What is read twice, so that nothing is missed where two windows meet. */
const OVERLAP = 4 * 1024;
const PIECE = 16 * 1024;
/** Streams of objects hold some hundred objects each: this many is a bomb, and so is what they unpack to beyond this. */
const MOST_STREAMS = 5_000;
const MOST_UNPACKED = 64 * 1024 * 1024;
/** A zip archive is found from its end, which may have a comment of 64 KiB. */
const ZIP_END = 65_557;

/** Names of PDF (ISO 32000-2, 12.6.4, 7.11.4, 13.6, 12.7.8) for what runs a script or a program, or carries another file. */
const ACTIVE = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![\w-])|\/XFA(?=\s*[[\d])/;
/** Any of a name's characters may be written as its code. */
const CODED = /#([0-9A-Fa-f]{2})/g;

/**
 * Refuses a PDF that does more than show pages: scripts, programs to start, embedded files, forms that send; and one that
 * is another kind of file as well. Looks at all that is in the clear and into streams of objects (where writers since 2003
 * put such things), not into encrypted ones; what it misses is still only ever given as a file to keep.
 */
export async function checkPdf(path: string, size: number): Promise<void> {
  const file = await open(path);
  try {
    await checkEnds(file, size);
    const window = Buffer.alloc(WINDOW);
    let streams = 0;
    let unpacked = 0;
    for (let at = 0; at < size; at += WINDOW - OVERLAP) {
      const { bytesRead } = await file.read({ buffer: window, position: at });
      const text = window.toString('latin1', 0, bytesRead);
      refuseActive(text);
      for (const stream of objectStreams(text)) {
        streams += 1;
        let before = '';
        for await (const piece of unpack(path, at + stream)) {
          unpacked += piece.length;
          if (streams > MOST_STREAMS || unpacked > MOST_UNPACKED) throw refused('This PDF unpacks to more than allowed.');
          refuseActive(before + piece);
          before = piece.slice(-OVERLAP);
        }
      }
    }
  } finally {
    await file.close();
  }
}

async function checkEnds(file: FileHandle, size: number): Promise<void> {
  const head = await read(file, 0, 1024);
  const tail = await read(file, Math.max(0, size - ZIP_END), ZIP_END);
  if (!/^%PDF-[12]\.\d/.test(head)) throw new AppError('unreadable-file', {}, 'This PDF is damaged.');
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) throw new AppError('unreadable-file', {}, 'This PDF is damaged or cut off.');
  if (tail.includes('PK\u0005\u0006') || tail.length - end > 1_024) throw refused('This PDF has another file in it.');
}

/** Where, in a piece of a PDF, the octets of its streams of objects begin. */
function objectStreams(text: string): number[] {
  const found: number[] = [];
  const keyword = /\bstream\r?\n/g;
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    const before = text.slice(Math.max(0, match.index - 1_024), match.index);
    const dictionary = decoded(before.slice(before.lastIndexOf(' obj') + 1));
    if (/\/ObjStm(?![\w-])/.test(dictionary)) found.push(match.index + match[0].length);
  }
  return found;
}

/** What is packed from `start` on, piece by piece, to its end or as far as it can be read. */
async function* unpack(path: string, start: number): AsyncGenerator<string> {
  const packed = createReadStream(path, { start, highWaterMark: PIECE });
  const plain = createInflate();
  packed.on('error', (error) => plain.destroy(error));
  try {
    for await (const piece of packed.pipe(plain)) if (piece instanceof Buffer) yield piece.toString('latin1');
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Encrypted, or packed in a way that hardly anybody uses.
  } finally {
    packed.destroy();
  }
}

function refuseActive(text: string): void {
  if (ACTIVE.test(text.includes('#') ? decoded(text) : text))
    throw refused('This PDF has a script, a form that sends, or another file in it. Print it to a new PDF and add that.');
}

function decoded(text: string): string {
  return text.replace(CODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function refused(message: string): AppError {
  return new AppError('file-refused', {}, message);
}

async function read(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position });
  return buffer.toString('latin1', 0, bytesRead);
}

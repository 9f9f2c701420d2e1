import { BackupFault } from './fault.ts';

/** POSIX.1-1988 (ustar): blocks of 512 octets, a header before each entry, two empty blocks at the end. */
const BLOCK = 512;
const OWNER_ONLY = 0o600;
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const SUM = { at: 148, length: 8 };

export const TAR_END = Buffer.alloc(2 * BLOCK);

/** What stands before an entry of so many octets. Names are ASCII and short; sizes end at 8 GiB. */
export function tarHeader(name: string, size: number, atMs: number): Buffer {
  if (Buffer.byteLength(name) > NAME.length || size >= 8 ** 11) throw new Error(`${name} does not fit into a tar archive`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) => header.write(value.toString(8).padStart(digits, '0'), at, 'ascii');
  header.write(name, NAME.at, 'ascii');
  octal(OWNER_ONLY, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, SIZE.at, 11);
  octal(Math.floor(atMs / 1_000), 136, 11);
  header.write('0', 156, 'ascii');
  header.write('ustar\u000000', 257, 'ascii');
  octal(sumOf(header), SUM.at, 6);
  header.write('\0 ', SUM.at + 6, 'ascii');
  return header;
}

/** What stands behind an entry, up to the next block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

export type TarEntry = {
  name: string;
  size: number;
  /** Its octets, piece by piece; what is not read is passed over. */
  body: AsyncIterable<Buffer>;
};

/** The entries of an archive, in their order. Throws `cut-off`, `not-a-backup` where it does not begin as one, else `damaged`. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const octets = taker(source);
  for (let isFirst = true; ; isFirst = false) {
    const header = await octets.exactly(BLOCK);
    if (header === undefined) throw new BackupFault('cut-off', 'the file ends too early');
    if (header.every((octet) => octet === 0)) break;
    const entry = readHeader(header);
    if (entry === undefined)
      throw isFirst
        ? new BackupFault('not-a-backup', 'there is no archive in the file')
        : new BackupFault('damaged', 'there is no entry where one should begin');
    let left = entry.size;
    const body = (async function* pieces() {
      while (left > 0) {
        const piece = await octets.upTo(left);
        if (piece === undefined) throw new BackupFault('cut-off', 'the file ends within an entry');
        left -= piece.length;
        yield piece;
      }
    })();
    yield { ...entry, body };
    while (left > 0) {
      const piece = await octets.upTo(left);
      if (piece === undefined) throw new BackupFault('cut-off', 'the file ends within an entry');
      left -= piece.length;
    }
    const padding = tarPadding(entry.size).length;
    if (padding > 0 && (await octets.exactly(padding)) === undefined) throw new BackupFault('cut-off', 'the file ends within an entry');
  }
  for (let rest = await octets.upTo(BLOCK); rest !== undefined; rest = await octets.upTo(BLOCK))
    if (!rest.every((octet) => octet === 0)) throw new BackupFault('damaged', 'there is something behind the end');
}

function readHeader(header: Buffer): { name: string; size: number } | undefined {
  const text = ({ at, length }: { at: number; length: number }) => header.toString('latin1', at, at + length).replace(/\0.*$/su, '');
  const [name, size, sum] = [text(NAME), text(SIZE).trim(), text(SUM).trim()];
  if (!/^[0-7]+$/.test(size) || !/^[0-7]+$/.test(sum) || Number.parseInt(sum, 8) !== sumOf(header)) return undefined;
  return { name, size: Number.parseInt(size, 8) };
}

/** The sum of a header's octets, where the sum itself counts as spaces. */
function sumOf(header: Buffer): number {
  let sum = 0;
  for (const [at, octet] of header.entries()) sum += at >= SUM.at && at < SUM.at + SUM.length ? 32 : octet;
  return sum;
}

/** Takes octets off a stream, as many as are asked for. */
function taker(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** The next octets, `most` at the most; undefined at the end. */
  async function upTo(most: number): Promise<Buffer | undefined> {
    while (held.length === 0) {
      const next = await pieces.next();
      if (next.done === true) return undefined;
      held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  }
  return {
    upTo,
    async exactly(length: number): Promise<Buffer | undefined> {
      const parts: Buffer[] = [];
      for (let left = length; left > 0;) {
        const piece = await upTo(left);
        if (piece === undefined) return undefined;
        parts.push(piece);
        left -= piece.length;
      }
      return Buffer.concat(parts);
    },
  };
}

import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A word that no kept file may have in it. */
export const MARK = 'alert(1)//zanzibar';

/** A file as somebody means it to do harm; `kept` where what is left of it after being drawn anew may be kept. */
export type Hostile = { what: string; name: string; octets: Buffer; kept: boolean };

const latin = (text: string) => Buffer.from(text, 'latin1');
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

const HTML = `<!doctype html><html><body><script>${MARK}</script></body></html>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${MARK}"><script>${MARK}</script></svg>`;
/** An empty archive with a comment: what ends like this opens as a zip, whatever it begins with. */
const ZIP = Buffer.concat([hex('504b0304 14000000 0000'), Buffer.alloc(20), latin(MARK), hex('504b0506'), Buffer.alloc(18)]);

/** Kinds of files that are never kept, whatever they are called. */
const PAYLOADS: Readonly<Record<string, Buffer>> = {
  html: latin(HTML),
  'html without a head': latin(`<img src=x onerror="${MARK}">`),
  'html after spaces': latin(`\n\n   \t<ScRiPt>${MARK}</ScRiPt>`),
  'html deep inside': latin(`${'plain words. '.repeat(2_000)}<iframe src="javascript:${MARK}"></iframe>`),
  svg: latin(SVG),
  'svg with a declaration': latin(`<?xml version="1.0"?>${SVG}`),
  'svg in UTF-16': Buffer.from(`\ufeff${SVG}`, 'utf16le'),
  xml: latin(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`),
  php: latin(`<?php system($_GET["c"]); // ${MARK}`),
  'shell script': latin(`#!/bin/sh\necho ${MARK}`),
  batch: latin(`@echo off\r\nstart ${MARK}`),
  shortcut: latin(`[InternetShortcut]\r\nURL=javascript:${MARK}`),
  mail: latin(`MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${MARK}`),
  exe: Buffer.concat([latin('MZ'), Buffer.alloc(58), hex('80000000'), Buffer.alloc(64), latin('PE\0\0'), latin(MARK)]),
  elf: Buffer.concat([hex('7f454c46 020101'), Buffer.alloc(57), latin(MARK)]),
  'java class': Buffer.concat([hex('cafebabe 00000034'), latin(MARK)]),
  wasm: Buffer.concat([hex('0061736d 01000000'), latin(MARK)]),
  zip: ZIP,
  gzip: Buffer.concat([hex('1f8b0800 00000000 0003'), deflateSync(latin(MARK))]),
  '7z': Buffer.concat([hex('377abcaf271c0004'), latin(MARK)]),
  rar: Buffer.concat([hex('526172211a070100'), latin(MARK)]),
  tar: Buffer.concat([latin('a.txt'), Buffer.alloc(252), latin('ustar\x0000'), Buffer.alloc(247), latin(MARK)]),
  tiff: Buffer.concat([hex('49492a00 08000000'), latin(MARK)]),
  bmp: Buffer.concat([latin('BM'), Buffer.alloc(52), latin(MARK)]),
  psd: Buffer.concat([latin('8BPS'), hex('0001 000000000000 0003'), latin(MARK)]),
  icon: Buffer.concat([hex('00000100 0100'), latin(MARK)]),
  heic: Buffer.concat([hex('00000018'), latin('ftypheic'), hex('00000000'), latin('mif1heic'), latin(MARK)]),
  mp4: Buffer.concat([hex('00000018'), latin('ftypisom'), hex('00000000'), latin('isomiso2'), latin(MARK)]),
  flash: Buffer.concat([latin('FWS\x08'), latin(MARK)]),
  postscript: latin(`%!PS-Adobe-3.0\n(${MARK}) run`),
  rtf: latin(`{\\rtf1 {\\object ${MARK}}}`),
  sqlite: Buffer.concat([latin('SQLite format 3\0'), Buffer.alloc(84), latin(MARK)]),
  word: Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.alloc(504), latin(MARK)]),
};

const DISGUISES = ['photo.jpg', 'ticket.pdf', 'picture.png', 'notes.txt', 'noname'];
/** Names that only mean what the payload says of itself: text by ending, and so looked through. */
export const HOSTILE_NAMES = [
  '../../etc/passwd',
  '..\\..\\windows\\system32\\a.png',
  '/etc/shadow',
  'C:\\autoexec.bat',
  'a\0.png',
  '\0',
  'photo\u202egnp.exe',
  '\u2067\u2066photo.png',
  'a\u200b\u200d\ufeff.png',
  `${'a'.repeat(300)}.png`,
  'é'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(80),
  'CON',
  'con.png',
  'nul.txt.png',
  'COM1.jpeg',
  'LPT9',
  'aux .png',
  '.htaccess',
  '.png',
  '....png',
  '   ',
  '',
  '.',
  '..',
  'photo.png.',
  'photo.png   ',
  'photo.png::$DATA',
  'photo.php.png',
  'photo.png.php',
  'a"b.png',
  "a'; DROP TABLE files;--.png",
  '<script>alert(1)</script>.png',
  'a\r\nSet-Cookie: x=1.png',
  'a\nb.png',
  '%2e%2e%2fetc.png',
  '%00.png',
  '$(rm -rf).png',
  '`id`.png',
  '-rf.png',
  '~/.ssh/id_rsa',
  '=cmd|calc.csv',
  '\ud800.png',
  'a|b?c*d:e.png',
];

export async function picture(
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif',
  [width, height]: readonly [number, number] = [64, 48],
): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 7_919) % 251));
  return sharp(noise, { raw: { width, height, channels: 3 } })
    [format]()
    .toBuffer();
}

/** A photograph as a phone takes it: turned by its EXIF, which also says where it was taken. */
export async function photoWithPlace(): Promise<Buffer> {
  return sharp(await picture('jpeg'))
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: MARK }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 42/1 50/1' } })
    .jpeg()
    .toBuffer();
}

/** A PDF of these objects, as bare as readers take it. */
export function pdf(...objects: (string | Buffer)[]): Buffer {
  const parts = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
    ...objects,
  ];
  const body = parts.map((part, at) => Buffer.concat([latin(`${at + 1} 0 obj\n`), Buffer.from(part), latin('\nendobj\n')]));
  return Buffer.concat([latin('%PDF-1.7\n'), ...body, latin('trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n')]);
}

/** The same objects in a stream of objects. */
function objectStream(text: string, type = '/ObjStm'): Buffer {
  const packed = deflateSync(latin(text));
  return Buffer.concat([
    latin(`<</Type${type}/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    latin('\nendstream'),
  ]);
}

const ACTIONS: Readonly<Record<string, string>> = {
  script: `<</S/JavaScript/JS(${MARK})>>`,
  'script, coded': `<</S/J#61vaScr#69pt/JS(${MARK})>>`,
  launch: `<</S/Launch/F(${MARK})>>`,
  attachment: `<</Type/EmbeddedFile>>`,
  attachments: `<</Names<</EmbeddedFiles 9 0 R>>>>`,
  'rich media': `<</Subtype/RichMedia>>`,
  'form that sends': `<</S/SubmitForm/F(${MARK})>>`,
  import: `<</S/ImportData/F(${MARK})>>`,
  'XFA form': `<</XFA [(a) 9 0 R]>>`,
};

function hostilePdfs(): Hostile[] {
  const named = (what: string, octets: Buffer): Hostile => ({ what: `PDF: ${what}`, name: 'ticket.pdf', octets, kept: false });
  const plain = pdf();
  return [
    ...Object.entries(ACTIONS).flatMap(([what, action]) => [
      named(what, pdf(action)),
      named(`${what}, packed`, pdf(objectStream(`4 0 ${action}`))),
      named(`${what}, packed and coded`, pdf(objectStream(`4 0 ${action}`, '/O#62jStm'))),
      named(
        `${what}, far inside`,
        pdf(Buffer.concat([latin('<<>>\nstream\n'), Buffer.alloc(1_044_400 + what.length, 65), latin('\nendstream')]), action),
      ),
    ]),
    named('with a zip behind', Buffer.concat([plain, ZIP])),
    named('with a page behind', Buffer.concat([plain, latin(HTML.repeat(20))])),
    named('with a page before', Buffer.concat([latin(HTML), plain])),
    named('cut off', plain.subarray(0, plain.length - 30)),
    named('its beginning alone', latin('%PDF-1.7\n')),
    named('no version', latin('%PDF-<script>\n%%EOF\n')),
    named('a bomb', pdf(...Array.from({ length: 12 }, () => objectStream('0'.repeat(30_000_000))))),
    named('thousands of streams', pdf(Buffer.concat(Array.from({ length: 5_100 }, () => objectStream('1'))))),
  ];
}

async function hostilePictures(): Promise<Hostile[]> {
  const all: Hostile[] = [];
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const good = await picture(format);
    for (const [what, payload] of [
      ['a page', latin(HTML)],
      ['an archive', ZIP],
      ['PHP', latin(`<?php ${MARK}`)],
      ['a PDF', pdf(`<</S/JavaScript/JS(${MARK})>>`)],
      ['a program', PAYLOADS['exe'] ?? Buffer.alloc(0)],
    ] as const) {
      all.push({ what: `${format} with ${what} behind`, name: `a.${format}`, octets: Buffer.concat([good, payload]), kept: true });
      all.push({ what: `${format} with ${what} before`, name: `a.${format}`, octets: Buffer.concat([payload, good]), kept: false });
    }
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9])
      all.push({
        what: `${format} cut off at ${part}`,
        name: `a.${format}`,
        octets: good.subarray(0, Math.floor(good.length * part)),
        kept: false,
      });
  }
  const jpeg = await picture('jpeg');
  const comment = Buffer.concat([hex('fffe'), Buffer.from([0, MARK.length + 2]), latin(MARK)]);
  all.push({
    what: 'jpeg with a script in a comment',
    name: 'a.jpg',
    octets: Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
    kept: true,
  });
  all.push({ what: 'photo with its place', name: 'a.jpg', octets: await photoWithPlace(), kept: true });
  const png = await picture('png');
  for (const [width, height] of [
    [50_000, 50_000],
    [1_000_000, 1_000],
    [2_147_483_647, 2_147_483_647],
    [10_000, 5_001],
    [0, 0],
  ] as const) {
    const octets = Buffer.from(png);
    octets.writeUInt32BE(width, 16);
    octets.writeUInt32BE(height, 20);
    octets.writeUInt32BE(crc32(octets.subarray(12, 29)), 29);
    all.push({ what: `png that says ${width} × ${height}`, name: 'a.png', octets, kept: false });
  }
  all.push({ what: 'png of 50,000 × 50,000 black', name: 'a.png', octets: blackPng(50_000), kept: false });
  const gif = Buffer.from(await picture('gif'));
  gif.writeUInt16LE(65_535, 6);
  gif.writeUInt16LE(65_535, 8);
  all.push({ what: 'gif that says 65,535 × 65,535 and is not', name: 'a.gif', octets: gif, kept: true });
  return all;
}

function crc32(octets: Buffer): number {
  let crc = 0xffffffff;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A true picture of this size, one bit a pixel: some hundred kilobytes that unpack to billions of pixels. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const body = Buffer.concat([latin(type), data]);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  size[8] = 1;
  const data = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)));
  return Buffer.concat([hex('89504e470d0a1a0a'), chunk('IHDR', size), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function hostileTexts(): Hostile[] {
  const named = (what: string, octets: Buffer): Hostile => ({ what: `text: ${what}`, name: 'notes.txt', octets, kept: false });
  return [
    named('nothing at all', Buffer.alloc(0)),
    named('one NUL', Buffer.alloc(1)),
    named('NUL in the middle', latin('a\0b')),
    named('escape sequences', latin('a\u001b]0;b\u0007')),
    named('Latin-1', latin('na\xefve')),
    named('half a character', hex('61 e282')),
    named('overlong slash', hex('61 c0af')),
    named('a surrogate', hex('61 eda080')),
    named('more than a megabyte', Buffer.alloc(1024 * 1024 + 1, 97)),
    named('backspaces', latin('safe\b\b\b\bevil')),
    ...['script', 'style', 'svg', 'object', 'embed', 'link', 'meta', 'base', 'form'].map((tag) =>
      named(`<${tag}>`, latin(`words < ${tag} x>`)),
    ),
  ];
}

/** Octets of no kind, the same at each run. */
function noise(seed: number, length: number): Buffer {
  let state = seed * 2_654_435_761 + 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    }),
  );
}

/** Some four hundred files that must not be kept, or not as they are. */
export async function hostileFiles(): Promise<Hostile[]> {
  const disguised = Object.entries(PAYLOADS).flatMap(([what, octets]) =>
    DISGUISES.map((name) => ({ what: `${what} as ${name}`, name, octets, kept: false })),
  );
  const random = Array.from({ length: 30 }, (_, seed) => ({
    what: `noise ${seed}`,
    name: DISGUISES[seed % DISGUISES.length] ?? '',
    octets: noise(seed, 1 + seed * 37),
    kept: false,
  }));
  return [...disguised, ...hostilePdfs(), ...(await hostilePictures()), ...hostileTexts(), ...random];
}

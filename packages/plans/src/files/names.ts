import type { FILE_TYPES } from '@tripmaster/contracts';

export type FileType = (typeof FILE_TYPES)[number];

/** The endings that tell a type, the first of them its usual one. */
const ENDINGS: Readonly<Record<FileType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt'],
};
const LONGEST = 120;
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * A name that every system takes and that says what the file is: no folders, nothing unseen or that turns the reading
 * order round, at most 120 characters, and the ending of its type.
 */
export function fitName(given: string | undefined, type: FileType): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\t\n\r]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ');
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([^.]*))?$/.exec(trimmed(plain)) ?? [];
  const endings = ENDINGS[type];
  const fits = endings.includes(ending.toLowerCase());
  const known = fits || /^[a-z0-9]{1,5}$/i.test(ending);
  const usual = fits ? ending : endings[0];
  const whole = trimmed(known || ending === '' ? stem : `${stem}.${ending}`);
  const room = LONGEST - usual.length - 1;
  const named = trimmed(Array.from(whole).slice(0, room).join('')) || 'file';
  return `${DEVICE.test(named) ? `_${named}` : named}.${usual}`;
}

/** Whether a name says that its file is plain text. */
export function saysText(name: string | undefined): boolean {
  return /\.txt$/i.test((name ?? '').trim());
}

/** Windows drops dots and spaces at the end; a dot at the beginning hides a file elsewhere. */
function trimmed(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '');
}

export function isFileType(type: string): type is FileType {
  return Object.hasOwn(ENDINGS, type);
}

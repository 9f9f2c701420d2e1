import type { BackupState, BackupView } from '@tripmaster/contracts';
import { plural } from '../../lib/format.ts';
import type { Tone } from '../../ui/marks.tsx';
import { sizeText } from '../files/words.ts';

/** What is wrong with a backup, or kept one from being made. */
export const PROBLEMS: Readonly<Record<string, string>> = {
  'not-a-backup': 'The file is no backup.',
  'cut-off': 'The end of the file is missing.',
  damaged: 'What is in the file is not what was written. Copy an earlier one to a safe place, and look at the disk.',
  changed: 'Another server made it, or somebody changed it: it does not bear this server’s seal.',
  newer: 'A newer release made it, or has migrated the database.',
  'does-not-fit': 'The file is whole, and no database can be made of it.',
  'no-room': 'The disk has too little room. Free some, or keep fewer backups.',
  missing: 'The file is not there, or can’t be read.',
  unknown: 'It could not be tried. The server’s log says why.',
};

type Flagged = { word: string; tone: Tone; fine?: boolean };
const STATES: Readonly<Record<Exclude<BackupState, 'done'>, Flagged>> = {
  waiting: { word: 'Waiting', tone: 'plain' },
  running: { word: 'Under way', tone: 'plain' },
  failed: { word: 'Not made', tone: 'broken' },
};

export function stateOf(state: Exclude<BackupState, 'done'>): Flagged {
  return STATES[state];
}

export function verdictOf(verification: BackupView['verification']): Flagged {
  if (verification === undefined) return { word: 'Not verified', tone: 'plain' };
  return {
    waiting: { word: 'Waits to be verified', tone: 'plain' as const },
    running: { word: 'Being verified', tone: 'plain' as const },
    good: { word: 'Good', tone: 'plain' as const, fine: true },
    bad: { word: 'Not good', tone: 'broken' as const },
    unknown: { word: 'Not verified', tone: 'tight' as const },
  }[verification.state];
}

type Files = NonNullable<BackupView['content']>['files'];
/** What people attached, in words. */
export const FILES_WORDS: Readonly<Record<Files['where'], (files: Files) => string>> = {
  inside: ({ count, bytes }) => (count === 0 ? 'no files' : `${plural(count, 'file')} (${sizeText(bytes)})`),
  'left-out': () => 'files left out',
  bucket: () => 'files in the bucket',
};

import { createHash } from 'node:crypto';
import { AppError, MAX_IMPORT_PROBLEMS, type ImportFormat, type ImportProblem, type Item, type Money } from '@tripmaster/contracts';

/** A place as a file tells it; without coordinates only a text to find the town by. */
export type FoundPlace = { name: string; address?: string; lat?: number; lon?: number };

/** One thing that was found in a file, before it has its place in a plan. */
export type Found = {
  /** `line 12`, `event 3`. */
  where: string;
  /** What tells it from everything else, in this file and in a later one: a UID, a booking's code. */
  uid: string;
  kind: Item['kind'];
  title: string;
  /** Local date and time at `timeZone`; without `start` it has no time yet. */
  date?: string;
  start?: string;
  /** Absent: an hour later. */
  end?: string;
  /** Of the end, where it is another than that of the start. */
  endDate?: string;
  endTimeZone?: string;
  timeZone?: string;
  /** A bed from `date` to this date. */
  checkOutDate?: string;
  place?: FoundPlace;
  /** Where one is afterwards, of a journey. */
  to?: FoundPlace;
  cost?: Money;
  category?: Item['category'];
  meal?: Item['meal'];
  notes?: string;
  code?: string;
  people?: number;
  unsure: string[];
};

export type ReadFile = { format: ImportFormat; title?: string; found: Found[]; problems: ImportProblem[] };

/** Collects what could not be read, up to a number that somebody still reads. */
export function problemList() {
  const problems: ImportProblem[] = [];
  let more = 0;
  return {
    add(where: string, reason: string): void {
      if (problems.length < MAX_IMPORT_PROBLEMS - 1) problems.push({ where, reason });
      else more += 1;
    },
    count: (): number => problems.length + more,
    all: (): ImportProblem[] => (more === 0 ? problems : [...problems, { where: 'file', reason: `${more} more like these` }]),
  };
}
export type Problems = ReturnType<typeof problemList>;

/** An item of a plan in one of our own calendars: `<id>@<plan>.tripmaster`. */
const OURS = /^ics ([A-Za-z0-9._-]{1,64})@[0-9a-f-]{36}\.tripmaster$/;

/** An id that the same thing gets each time it is imported; what was exported here keeps the one it had. */
export function importedId(uid: string): string {
  const own = OURS.exec(uid)?.[1];
  if (own !== undefined) return own;
  return `i-${createHash('sha256').update(uid).digest('base64url').slice(0, 22)}`;
}

/** A file that can't be read at all. `where` is the line or part. */
export function unreadable(where: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'unreadable-file',
    { fields: [{ path: `content.${where}`, reason }] },
    undefined,
    cause === undefined ? {} : { cause },
  );
}

/** One line of text as a title or a name can be. */
export function oneLine(value: string, max = 200): string {
  return value
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .normalize('NFC')
    .trim()
    .slice(0, max)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
}

/** Text of several lines as notes can be. */
export function manyLines(value: string, max = 4_000): string {
  return value
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, ' ')
    .normalize('NFC')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, max)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
}

import { id, invalidField, isStorableText } from '@tripmaster/contracts';
import { z } from 'zod';

const content = z.tuple([z.union([z.string().max(400).refine(isStorableText), z.int()]), id]);
export type Cursor = z.infer<typeof content>;

/** After every id: where the first page of a list that goes back in time begins. */
export const LAST_ID = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** The place after a list's last row, as opaque text: its sort value and its id. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads what `writeCursor` wrote; anything else is a field error. */
export function readCursor(text: string): Cursor {
  try {
    return content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw invalidField('cursor', 'is not a cursor of this list');
  }
}

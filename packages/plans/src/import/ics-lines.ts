import { MAX_IMPORT_ITEMS } from '@tripmaster/contracts';
import { unreadable, type Problems } from './found.ts';

/** The lines of one part of a calendar, and the line it begins on. */
export type Part = { line: number; text: string };
export type CalendarParts = { events: Part[]; name?: string; zone?: string };

const LINE = /^(?:[A-Za-z0-9-]+\.)?[A-Za-z0-9-]+[;:]/;
const MOST_DEPTH = 8;

/**
 * Cuts a calendar into its events, so that one that is damaged does not take the others with it. Throws `unreadable-file` with
 * the line where parts are not closed or the calendar ends in the middle.
 */
export function partsOf(text: string, problems: Problems): CalendarParts {
  const open: { name: string; line: number }[] = [];
  const parts: CalendarParts = { events: [] };
  let begun = 0;
  let kept: string[] = [];
  let left = 0;
  const lines = text.split(/\r?\n|\r/);
  lines.forEach((content, index) => {
    const line = index + 1;
    if (content === '') return;
    const folded = /^[ \t]/.test(content);
    if (!folded && !LINE.test(content)) throw unreadable(`line ${line}`, 'is no property: there is no colon behind its name');
    const [, verb, name = ''] = folded ? [] : (/^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i.exec(content) ?? []);
    if (verb?.toUpperCase() === 'BEGIN') {
      open.push({ name: name.toUpperCase(), line });
      if (open.length > MOST_DEPTH) throw unreadable(`line ${line}`, 'has parts nested too deep');
      if (open.length === 2) {
        begun = line;
        kept = [];
      }
    }
    if (open.length >= 2) kept.push(content);
    else if (open.length === 1) noteHead(parts, content);
    else if (verb === undefined) throw unreadable(`line ${line}`, 'stands outside BEGIN:VCALENDAR');
    if (verb?.toUpperCase() !== 'END') return;
    const last = open.pop();
    if (last?.name !== name.toUpperCase())
      throw unreadable(
        `line ${line}`,
        last === undefined ? `END:${name} ends nothing` : `END:${name} where ${last.name} of line ${last.line} is open`,
      );
    if (open.length !== 1) return;
    if (last.name !== 'VEVENT') return;
    if (parts.events.length < MAX_IMPORT_ITEMS) parts.events.push({ line: begun, text: kept.join('\r\n') });
    else left += 1;
  });
  const last = open.at(-1);
  if (last !== undefined) throw unreadable(`line ${lines.length}`, `the file ends while ${last.name} of line ${last.line} is open`);
  if (left > 0) problems.add('file', `${left} events more than ${MAX_IMPORT_ITEMS} are left out`);
  return parts;
}

function noteHead(parts: CalendarParts, content: string): void {
  const [, property, value = ''] = /^(X-WR-CALNAME|NAME|X-WR-TIMEZONE)(?:;[^:]*)?:(.*)$/i.exec(content) ?? [];
  if (property === undefined) return;
  if (property.toUpperCase() === 'X-WR-TIMEZONE') parts.zone = value.trim();
  else parts.name ??= value.replace(/\\n/gi, ' ').replace(/\\(.)/g, '$1');
}

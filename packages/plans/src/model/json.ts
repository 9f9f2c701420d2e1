import { ModelFailure } from './failure.ts';

/** How many opening braces are tried: prose with braces in it is not worth more. */
const STARTS = 20;

type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Index after the brace that closes the one at `start`; -1 when the text ends before. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < text.length; index++) {
    const char = text[index];
    if (quoted) {
      if (char === '\\') index += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth += 1;
    else if (char === '}' && --depth === 0) return index + 1;
  }
  return -1;
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first JSON object in a text that has the field `key`: the whole text when a server keeps to the schema, else what
 * stands between thinking, prose and code fences. Throws `ModelFailure`: `truncated` when the text ends within an object,
 * `garbage` when there is none.
 */
export function objectIn(text: string, key: string): Fields {
  const whole = parsed(text);
  if (whole !== undefined && key in whole) return whole;
  const answer = text.replace(/<think>[\s\S]*?(<\/think>|$)/u, '');
  let open = false;
  let from = 0;
  for (let tried = 0; tried < STARTS; tried++) {
    const start = answer.indexOf('{', from);
    if (start < 0) break;
    const end = endOf(answer, start);
    if (end < 0) {
      open = true;
      from = start + 1;
      continue;
    }
    const value = parsed(answer.slice(start, end));
    if (value !== undefined && key in value) return value;
    from = value === undefined ? start + 1 : end;
  }
  throw open
    ? new ModelFailure('truncated', { message: 'the JSON of the answer ends before its end' })
    : new ModelFailure('garbage', {
        message: answer.trim() === '' ? 'the answer was empty' : 'the answer holds no JSON of the shape asked for',
      });
}

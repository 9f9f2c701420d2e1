import {
  AppError,
  acceptInput,
  fieldProblems,
  invalidField,
  MAX_IMPORT_ITEMS,
  PLAN_EXPORT_VERSION,
  planExport,
  type AcceptInput,
} from '@tripmaster/contracts';
import { refuseCost, refuseText } from '../versions/admit.ts';
import type { Placed } from './compose.ts';
import { unreadable } from './found.ts';

const PLAN_SCHEMA = planExport.shape.schema.value;
const VERSION: number = PLAN_EXPORT_VERSION;
const MOST_DEPTH = 40;
const MOST_RATES = 50;
/** What a document consists of; anything else of an exported plan says whose it was there. */
const FIELDS = Object.keys(acceptInput.shape.document.shape);

/** A plan as our own export writes it. Throws `unreadable-file` with the line, or `invalid-input` with the field. */
export function readPlan(text: string): AcceptInput['document'] {
  const value = parse(text);
  if (!isRecord(value)) throw unreadable('line 1', 'is no plan of ours');
  const { schema, schemaVersion } = value;
  const plan = schema === PLAN_SCHEMA ? value['plan'] : value;
  if (schema === PLAN_SCHEMA && schemaVersion !== VERSION)
    throw unreadable(
      'schemaVersion',
      typeof schemaVersion === 'number' && schemaVersion > VERSION ? 'was written by a newer release' : 'is not known',
    );
  if (!isRecord(plan) || (schema !== PLAN_SCHEMA && !('days' in plan && 'request' in plan)))
    throw unreadable('schema', `is not “${PLAN_SCHEMA}”: JSON is only read from our own export`);
  const document = Object.fromEntries(FIELDS.flatMap((field) => (plan[field] === undefined ? [] : [[field, plan[field]]])));
  const parsed = acceptInput.shape.document.safeParse(document);
  if (!parsed.success) {
    const at = schema === PLAN_SCHEMA ? 'content.plan' : 'content';
    const fields = fieldProblems(parsed.error).map(({ path, reason }) => ({ path: `${at}.${path}`, reason }));
    throw new AppError('invalid-input', { fields }, undefined, { cause: parsed.error });
  }
  refuseUnfit(parsed.data);
  return parsed.data;
}

/** Throws `invalid-input` for a plan with more items than one may have, an id twice, text that cannot be stored or prices past all sums. */
export function refuseUnfit(document: AcceptInput['document']): void {
  const { days, ideas = [], budget } = document;
  const ids = [...days.flatMap(({ items }) => items.map(({ id }) => id)), ...ideas.map(({ id }) => id)];
  if (ids.length > MAX_IMPORT_ITEMS)
    throw new AppError('invalid-input', { fields: [{ path: 'document.days', reason: `has more than ${MAX_IMPORT_ITEMS} items` }] });
  if (new Set(ids).size < ids.length)
    throw new AppError('invalid-input', { fields: [{ path: 'document.days', reason: 'has an id twice' }] });
  const dates = days.map(({ date }) => date);
  if (dates.some((date, index) => index > 0 && date <= (dates[index - 1] ?? '')))
    throw new AppError('invalid-input', { fields: [{ path: 'document.days', reason: 'must be in order, each date once' }] });
  refuseText(document, 'document');
  for (const { id, cost } of [...days.flatMap(({ items }) => items), ...ideas])
    if (cost !== undefined) refuseCost(cost.amount, `document.cost of ${id}`);
  if ((budget?.rates?.length ?? 0) > MOST_RATES) throw invalidField('document.budget.rates', `has at most ${MOST_RATES} entries`);
}

function parse(text: string): unknown {
  let depth = 0;
  // Deep nesting would be a stack overflow further on; strings may hold any number of brackets, so this counts a little too many.
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    if (depth > MOST_DEPTH * 10) throw unreadable('line 1', 'is nested too deep');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? text.length);
    throw unreadable(`line ${text.slice(0, at).split('\n').length}`, 'is not JSON');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a plan one by one, for adding them to another. */
export function placedOf({ days, ideas = [] }: AcceptInput['document']): Placed[] {
  const found = (id: string, title: string, kind: Placed['item']['kind']) => ({ where: 'plan', uid: id, kind, title, unsure: [] });
  return [
    ...days.flatMap(({ date, timeZone, items }) =>
      items.map((item): Placed => ({ id: item.id, found: found(item.id, item.title, item.kind), date, timeZone, unsure: [], item })),
    ),
    ...ideas.map((idea): Placed => ({
      id: idea.id,
      found: found(idea.id, idea.title, idea.kind),
      ...(idea.date === undefined ? {} : { date: idea.date }),
      unsure: [],
      item: idea,
    })),
  ];
}

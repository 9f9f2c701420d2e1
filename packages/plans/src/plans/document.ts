import { crc32 } from 'node:zlib';
import {
  AppError,
  fold,
  isPlainDate,
  planDocument,
  rulesHolding,
  toInstant,
  type Plan,
  type PlanDocument,
  type PlanPreview,
  type PlanRole,
  type PlanSummary,
} from '@tripmaster/contracts';
import { markChecked } from '@tripmaster/rpc';
import { z } from 'zod';
import type { SummaryRow } from './list.repo.ts';
import type { PlanRow } from './plans.repo.ts';

/** Of stored documents; raised with every change of their schema. */
const FORMAT = 2;
/** What a stored document begins with: its format and the CRC-32 of what follows. */
const HEAD = /^\{"format":2,"sum":(\d{10}),"document":/;

/** What a day has to see and to do: what the route glyph is drawn from. */
export function stopCount({ items }: Pick<PlanDocument['days'][number], 'items'>): number {
  return items.filter(({ kind }) => kind !== 'stay' && kind !== 'transfer').length;
}

/** The columns a plan's row takes from its document. */
export function columnsOf(document: PlanDocument) {
  const { days, destinations, request, budget, title } = document;
  const names = [...new Set(destinations.map(({ name }) => name))];
  return {
    title,
    startDate: days[0]?.date ?? '',
    endDate: days.at(-1)?.date ?? '',
    dayCount: days.length,
    travellers: request.travellers.adults + request.travellers.childrenAges.length,
    totalAmount: budget.total.amount,
    currency: budget.total.currency,
    rulesHolding: rulesHolding(document.verification),
    destinations: names,
    stopsPerDay: days.map(stopCount),
    searchText: fold([title, ...names].join(' ')),
  };
}

/** The document as it is stored: checked here, once, when it is written. Throws when the engine made nonsense. */
export function writeDocument(document: PlanDocument): string {
  const text = JSON.stringify(planDocument.parse(document));
  return `{"format":${FORMAT},"sum":${sumOf(text)},"document":${text}}`;
}

function sumOf(text: string): string {
  // No JSON number begins with a zero.
  return String(1_000_000_000 + crc32(text));
}

const envelope = z.looseObject({ document: planDocument });

/**
 * A stored document. One whose sum is right is what was checked when it was written; any other (of an older format, or
 * touched by another hand) is checked now. Throws `unreadable-file` when it is damaged.
 */
export function readDocument(text: string): PlanDocument {
  const [head, sum] = HEAD.exec(text) ?? [];
  if (head !== undefined && sum === sumOf(text.slice(head.length, -1))) {
    const stored: { document: PlanDocument } = JSON.parse(text);
    return stored.document;
  }
  return readDamaged(text) ?? throwDamaged();
}

/** Whether what is stored can be read at all, for what goes on without it. */
export function readIfSound(text: string): PlanDocument | undefined {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable-file') return undefined;
    throw error;
  }
}

function readDamaged(text: string): PlanDocument | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data?.document;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function throwDamaged(): never {
  throw new AppError('unreadable-file', {}, 'What is stored of this trip is damaged and can’t be read.');
}

/** What stands in a list for a row whose own columns are damaged. */
const NOTHING_KNOWN = {
  visibility: 'private' as const,
  destinations: [],
  startDate: '1970-01-01',
  endDate: '1970-01-01',
  dayCount: 0,
  travellers: 0,
  totalAmount: 0,
  currency: 'EUR',
  rulesHolding: 0,
  stopsPerDay: [],
};

/** Whether a row may go out as it is: written by this program it always may, and lists are read often, so no schema is asked. */
function isSound({ startDate, endDate, visibility, destinations, stopsPerDay, currency, ...numbers }: SummaryRow): boolean {
  const { dayCount, travellers, totalAmount, rulesHolding: holding } = numbers;
  return (
    isPlainDate(startDate) &&
    isPlainDate(endDate) &&
    ['private', 'unlisted', 'public'].includes(visibility) &&
    [dayCount, travellers, totalAmount, holding].every(Number.isSafeInteger) &&
    holding >= 0 &&
    holding <= 20 &&
    /^[A-Z]{3}$/.test(currency) &&
    Array.isArray(destinations) &&
    destinations.every((name) => typeof name === 'string') &&
    Array.isArray(stopsPerDay) &&
    stopsPerDay.every(Number.isSafeInteger)
  );
}

/** `reader`: what whoever lists it is on the trip, and whose it is where it is not theirs. */
export function toSummary(row: SummaryRow, reader: Pick<PlanSummary, 'role' | 'owner'>): PlanSummary {
  if (!isSound(row)) return { ...toSummary({ ...row, ...NOTHING_KNOWN }, reader), damaged: true };
  return {
    id: row.id,
    title: row.title,
    destinations: row.destinations,
    start: row.startDate,
    end: row.endDate,
    days: row.dayCount,
    travellers: row.travellers,
    visibility: row.visibility,
    total: { amount: row.totalAmount, currency: row.currency },
    rulesHolding: row.rulesHolding,
    stopsPerDay: row.stopsPerDay,
    ...reader,
    ...(row.hiddenAt === null ? {} : { hidden: true }),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    ...(row.deletedAt === null ? {} : { deletedAt: toInstant(row.deletedAt) }),
  };
}

/** `reader`: what whoever reads it is on the trip, and whose it is where it is not theirs. */
export function toPlan(
  row: Pick<PlanRow, 'id' | 'version' | 'visibility' | 'createdAt' | 'updatedAt'> & Partial<Pick<PlanRow, 'hiddenAt'>>,
  document: PlanDocument,
  reader: Pick<Plan, 'role' | 'owner'> = {},
): Plan {
  return markChecked({
    ...document,
    id: row.id,
    version: row.version,
    visibility: row.visibility,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    ...(row.hiddenAt === undefined || row.hiddenAt === null ? {} : { hidden: true }),
    ...reader,
  });
}

/** What somebody is called who has not said their name. */
export const NAMELESS = 'A traveller';

/** What a plan says of its reader and its owner. */
export function readerOf(role: PlanRole, ownerName: string | null): Pick<Plan, 'role' | 'owner'> {
  return role === 'owner' ? { role } : { role, owner: { name: ownerName ?? NAMELESS } };
}

export function toPreview(document: PlanDocument): PlanPreview {
  const [firstDay] = document.days;
  if (firstDay === undefined) throw new Error('a plan without a day');
  const { title, destinations, days, budget, verification, notices } = document;
  return {
    title,
    destinations,
    dayCount: days.length,
    firstDay,
    budget,
    rulesHolding: rulesHolding(document.verification),
    violations: verification.violations,
    notices,
  };
}

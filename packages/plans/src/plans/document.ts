import {
  fold,
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
import type { SummaryRow } from './list.repo.ts';
import type { PlanRow } from './plans.repo.ts';

/** Of stored documents; raised with every change of their schema. */
const FORMAT = 1;

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
  return JSON.stringify({ format: FORMAT, document: planDocument.parse(document) });
}

/** A stored document. One written in today's format was checked then; any other is checked now, and throws when it is damaged. */
export function readDocument(text: string): PlanDocument {
  const stored: { format?: unknown; document: PlanDocument } = JSON.parse(text);
  return stored.format === FORMAT ? stored.document : planDocument.parse(stored.document);
}

/** `reader`: what whoever lists it is on the trip, and whose it is where it is not theirs. */
export function toSummary(row: SummaryRow, reader: Pick<PlanSummary, 'role' | 'owner'>): PlanSummary {
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

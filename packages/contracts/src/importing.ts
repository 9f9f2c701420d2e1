import { z } from 'zod';
import { id } from './ids.ts';
import { idea, item, itemId, itemKind } from './item.ts';
import { money } from './money.ts';
import { destination, planDocument } from './plan.ts';
import { line, text } from './text.ts';
import { plainDate, plainTime, timeZone } from './time.ts';
import { planProposal } from './versions.ts';

/** The largest file that is read for an import, in bytes, and as the text it is sent as. */
export const MAX_IMPORT_BYTES = 2_900_000;
const MAX_IMPORT_TEXT = 3_900_000;
/** Most items of one import, and most problems that are told. */
export const MAX_IMPORT_ITEMS = 1_500;
export const MAX_IMPORT_PROBLEMS = 200;

/** What a file turned out to be, by its content. */
export const importFormat = z.enum(['tripmaster', 'ics', 'gpx', 'kml', 'csv', 'mail', 'html', 'pdf', 'text']);
export type ImportFormat = z.infer<typeof importFormat>;

/** A file as it is sent: its text, or its bytes in base64. With `into` it is read for a plan there is. */
export const importInput = z.strictObject({
  name: line(200),
  content: z.string().min(1).max(MAX_IMPORT_TEXT),
  encoding: z.enum(['text', 'base64']).default('text'),
  into: id.optional(),
});
export type ImportInput = z.infer<typeof importInput>;

/** What could not be read, or had to be guessed: the line or part of the file, and why. */
export const importProblem = z.strictObject({ where: z.string(), reason: z.string() });
export type ImportProblem = z.infer<typeof importProblem>;

/** One thing that was found, for people to look at. Its item is in the document or among the operations, under the same id. */
export const importedItem = z.strictObject({
  id: itemId,
  kind: itemKind,
  title: z.string(),
  /** Absent without a day; `start` is absent without a time. */
  date: plainDate.optional(),
  start: plainTime.optional(),
  end: plainTime.optional(),
  timeZone: z.string().optional(),
  place: z.string().optional(),
  cost: money.optional(),
  notes: z.string().optional(),
  /** Booking code, as the confirmation gives it. */
  code: z.string().optional(),
  /** Names of the fields that were guessed. */
  unsure: z.array(z.string()),
  /** Where in the file it stands. */
  where: z.string(),
  /** It is in the plan already, so that nothing is done about it. */
  duplicate: z.boolean(),
});
export type ImportedItem = z.infer<typeof importedItem>;

/** What a file would make: a new plan, or changes of one there is. Nothing is saved until it is accepted. */
export const importProposal = z.strictObject({
  format: importFormat,
  items: z.array(importedItem),
  problems: z.array(importProblem),
  /** The plan it would be, checked; for `plans.acceptImport`. */
  document: planDocument.optional(),
  /** What it would change, for `plans.update`; absent where there is nothing to add. */
  changes: planProposal.optional(),
});
export type ImportProposal = z.infer<typeof importProposal>;

const acceptedItem = item.safeExtend({ title: line(200), notes: text(4_000).optional() });
const acceptedDay = planDocument.shape.days.element.extend({ timeZone, items: z.array(acceptedItem).max(60) });
/** On each of sixty days one may be in two cities. */
const MOST_DESTINATIONS = 120;

/** A proposed plan as it is accepted, perhaps with items left out or changed. What it claims is checked again. */
export const acceptInput = z.strictObject({
  document: planDocument.omit({ verification: true, budget: true }).extend({
    title: line(200),
    destinations: z.array(destination.extend({ timeZone })).max(MOST_DESTINATIONS),
    days: z.array(acceptedDay).min(1).max(60),
    ideas: z
      .array(idea.extend({ title: line(200), notes: text(4_000).optional() }))
      .max(MAX_IMPORT_ITEMS)
      .optional(),
    budget: planDocument.shape.budget.optional(),
    verification: planDocument.shape.verification.optional(),
  }),
});
export type AcceptInput = z.infer<typeof acceptInput>;

import { z } from 'zod';
import { plan } from './plan.ts';

/** Of files, as of what they hold; raised when a reader of the former one could not read the new one. */
export const PLAN_EXPORT_VERSION = 1;

/** A plan as a file that programs read, the whole document in it. A reader ignores what it does not know of a later version. */
export const planExport = z.strictObject({
  schema: z.literal('tripmaster-plan'),
  schemaVersion: z.literal(PLAN_EXPORT_VERSION),
  plan,
});
export type PlanExport = z.infer<typeof planExport>;

/** The file's JSON Schema (draft 2020-12), to be served at `id`. */
export function planExportSchema(id: string): Record<string, unknown> {
  // What is asked of a text beyond its length (that a date is one of the calendar) no JSON Schema can say.
  const { $schema, ...schema } = z.toJSONSchema(planExport, { io: 'input', unrepresentable: 'any' });
  return { $schema, $id: id, title: 'A plan of TripMaster AI', ...schema };
}

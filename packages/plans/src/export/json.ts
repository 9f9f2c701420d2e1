import { PLAN_EXPORT_VERSION, type Plan, type PlanExport } from '@tripmaster/contracts';

/** A saved plan as a file for programs: `planExport` of the contracts, which says its shape. */
export function planJson(plan: Plan): string {
  const file: PlanExport = { schema: 'tripmaster-plan', schemaVersion: PLAN_EXPORT_VERSION, plan };
  return `${JSON.stringify(file, null, 2)}\n`;
}

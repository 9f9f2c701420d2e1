import { z } from 'zod';

/** What a schema says of its values in so many words; rules that are code are not among it. */
export type Rules = { min?: number; max?: number; whole: boolean; patterns: RegExp[] };

const rule = z.object({
  check: z.string().optional(),
  format: z.string().optional(),
  value: z.number().optional().catch(undefined),
  minimum: z.number().optional().catch(undefined),
  maximum: z.number().optional().catch(undefined),
  length: z.number().optional().catch(undefined),
  pattern: z.instanceof(RegExp).optional().catch(undefined),
});

/** The bounds (of a number, or of the length of a text or list) and patterns of a schema. */
export function rulesOf(schema: z.core.$ZodType): Rules {
  const { checks = [] } = schema._zod.def;
  const rules: Rules = { whole: false, patterns: [] };
  for (const definition of [schema._zod.def, ...checks.map((check) => check._zod.def)]) {
    const { check, format, value, minimum, maximum, length, pattern } = rule.parse(definition);
    if (pattern !== undefined) rules.patterns.push(pattern);
    if (check === 'number_format' && format?.includes('int') === true) rules.whole = true;
    const min = check === 'greater_than' ? value : (minimum ?? length);
    const max = check === 'less_than' ? value : (maximum ?? length);
    if (min !== undefined) rules.min = Math.max(min, rules.min ?? min);
    if (max !== undefined) rules.max = Math.min(max, rules.max ?? max);
  }
  return rules;
}

import { z } from 'zod';

const checked = new WeakSet<object>();

/** Says that `value` holds to its schema: it was made or stored under it by this release. */
export function markChecked<Value extends object>(value: Value): Value {
  checked.add(value);
  return value;
}

/**
 * Output schema of large values that are checked when they are made: what was marked passes at once (checking
 * a stored plan again costs more than everything else in its request), anything else is checked field by field.
 * Its metadata names the schema itself (`sameAs`), from which the typed client is made.
 */
export function checkedOnce<Schema extends z.ZodType>(schema: Schema) {
  return z
    .custom<z.output<Schema>>(
      (value) => (typeof value === 'object' && value !== null && checked.has(value)) || schema.safeParse(value).success,
    )
    .meta({ sameAs: schema });
}

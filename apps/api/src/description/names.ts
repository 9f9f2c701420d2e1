import { z } from 'zod';

/** Everything of `module` that is a schema worth a name of its own: objects, unions and enumerations. */
export function namedSchemas(module: Readonly<Record<string, unknown>>): Map<z.core.$ZodType, string> {
  const names = new Map<z.core.$ZodType, string>();
  for (const [name, value] of Object.entries(module).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (isSchema(value) && ['object', 'union', 'enum'].includes(value._zod.def.type)) names.set(value, typeName(name));
  }
  return names;
}

export function isSchema(value: unknown): value is z.core.$ZodType {
  return value instanceof z.core.$ZodType;
}

/** `tripRequest` as the name of its type. */
export function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

import type { ApiDescription, ApiProcedure, JsonSchema } from '@tripmaster/contracts';

/** A procedure as a tool for models, and what is said of it in lists. */
export type ProcedureTool = {
  procedure: ApiProcedure;
  listing: {
    name: string;
    description: string;
    inputSchema: ObjectSchema;
    outputSchema?: ObjectSchema;
    annotations: { title: string; readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean; openWorldHint: boolean };
  };
};

type ObjectSchema = { [keyword: string]: unknown; type: 'object' };

/** Characters of an output's schema that a list of tools still has room for. */
const MOST_OUTPUT = 8_000;
const REFERENCE = /"\$ref":"#\/components\/schemas\/(\w+)"/g;

/** The procedures that are marked as tools, each with schemas that stand by themselves. */
export function toolsOf(api: ApiDescription): ProcedureTool[] {
  return api.procedures.flatMap((procedure) => {
    const { path, kind, tool, summary, description, input, output } = procedure;
    if (tool === undefined || kind === 'subscription') return [];
    const listing = {
      name: path.replaceAll('.', '_'),
      description: [summary, description].filter((words) => words !== undefined).join(' '),
      inputSchema: objectSchema(input ?? { type: 'object', properties: {}, additionalProperties: false }, api),
      ...outputOf(output, api),
      annotations: {
        title: path,
        readOnlyHint: tool === 'reads',
        destructiveHint: tool === 'changes',
        idempotentHint: tool === 'reads',
        openWorldHint: false,
      },
    };
    return { procedure, listing };
  });
}

/** Whether anybody may call it, signed in or not. */
export function isOpen({ procedure: { guard } }: ProcedureTool): boolean {
  return guard === 'open' || guard === 'visitor';
}

/** A schema of an object by itself: what it refers to lies within it. */
function objectSchema(schema: JsonSchema, { schemas }: ApiDescription): ObjectSchema {
  const own = resolved(schema, schemas);
  const within = new Map<string, JsonSchema>();
  const visit = (text: string) => {
    for (const [, name = ''] of text.matchAll(REFERENCE)) {
      const found = schemas[name];
      if (found === undefined || within.has(name)) continue;
      within.set(name, local(found));
      visit(JSON.stringify(found));
    }
  };
  visit(JSON.stringify(own));
  return { ...local(own), type: 'object', ...(within.size === 0 ? {} : { $defs: Object.fromEntries(within) }) };
}

/** What it gives, where that is an object and the list stays short: a plan's schema alone has 20 KB. */
function outputOf(output: JsonSchema, api: ApiDescription): { outputSchema?: ObjectSchema } {
  if (resolved(output, api.schemas)['type'] !== 'object') return {};
  const outputSchema = objectSchema(output, api);
  return JSON.stringify(outputSchema).length > MOST_OUTPUT ? {} : { outputSchema };
}

function resolved(schema: JsonSchema, schemas: ApiDescription['schemas']): JsonSchema {
  const [, name = ''] = /\/(\w+)$/.exec(typeof schema['$ref'] === 'string' ? schema['$ref'] : '') ?? [];
  return schemas[name] ?? schema;
}

function local(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replace(REFERENCE, '"$ref":"#/$defs/$1"'));
}

import type { ApiDescription, ApiProcedure } from '@tripmaster/contracts';
import * as contracts from '@tripmaster/contracts';
import { definitionsOf, type Definition } from './definitions.ts';
import { contractDocs } from './docs.ts';
import { jsonSchemas } from './schemas.ts';
import { GROUPS, GUARDS } from './words.ts';

/** Rungs on which a token is not looked at, or never enough. */
const WITHOUT_TOKENS: ReadonlySet<string> = new Set(['open', 'in-person', 'just-proven']);

/** What failures carry beside their code and message; the schemas of it are described with those of procedures. */
const ERROR_DETAILS = ['FieldProblem', 'PlaceChoice', 'PlanDiff'].map((name) => ({ $ref: `#/components/schemas/${name}` }));

/** Everything that is to be known of the procedures to call them. */
export function describeApi(procedures: Readonly<Record<string, unknown>>): ApiDescription {
  const definitions = definitionsOf(procedures);
  const schemas = jsonSchemas(definitions, contracts, contractDocs());
  const described = definitions.map((definition) => procedureOf(definition, schemas));
  const names = new Set([...Object.keys(GROUPS), ...described.map(({ path }) => groupOf(path))]);
  const groups = [...names].map((name) => ({ name, about: GROUPS[name] ?? '' }));
  return {
    groups,
    procedures: groups.flatMap(({ name }) => described.filter(({ path }) => groupOf(path) === name)),
    schemas: schemas.shared([described, ERROR_DETAILS]),
  };
}

function procedureOf({ path, kind, inputs, output, meta }: Definition, schemas: ReturnType<typeof jsonSchemas>): ApiProcedure {
  const { guard, summary = '', description, limit, once, tool } = meta;
  const staff = guard === 'admin' || guard === 'support';
  const scope = meta.scope ?? (staff ? 'admin' : kind === 'query' ? 'read' : 'write');
  const [first, second] = inputs;
  if (second !== undefined) throw new Error(`${path} has two inputs: make one of them, so that it can be described`);
  const input = schemas.input(inputs);
  return {
    path,
    kind,
    guard,
    who: GUARDS[guard] ?? guard,
    ...(WITHOUT_TOKENS.has(guard) ? {} : { scope }),
    summary,
    ...(description === undefined ? {} : { description }),
    ...(limit === undefined ? {} : { limit }),
    ...(once === undefined ? {} : { once }),
    ...(tool === undefined ? {} : { tool }),
    ...(input === undefined ? {} : { input }),
    ...(first?._zod.optin === 'optional' ? { inputOptional: true as const } : {}),
    output: schemas.output(output),
  };
}

/** The group of a procedure: the first part of its name. */
export function groupOf(path: string): string {
  return path.split('.')[0] ?? path;
}

import type { ApiDescription, ApiProcedure } from '@tripmaster/contracts';
import { sampleOf } from './sample.ts';
import { isSchema, nameOf } from './schema-view.ts';

/** A call with curl. */
export function curlOf(procedure: ApiProcedure, api: ApiDescription, baseUrl: string): string {
  const { path, kind, guard } = procedure;
  const input = inputOf(procedure, api);
  const lines = [
    `curl${kind === 'query' ? ' -G' : kind === 'subscription' ? ' -N -G' : ''} ${baseUrl}/trpc/${path}`,
    ...(guard === 'open' ? [] : ['-H "Authorization: Bearer $TRIPMASTER_TOKEN"']),
    ...(kind === 'subscription' ? ["-H 'Accept: text/event-stream'"] : []),
    ...(kind === 'mutation' ? ["-H 'Content-Type: application/json'"] : []),
    ...(procedure.once === true ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(kind === 'mutation'
      ? [`-d ${quoted(input === undefined ? '' : JSON.stringify(input))}`]
      : input === undefined
        ? []
        : [`--data-urlencode ${quoted(`input=${JSON.stringify(input)}`)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** The same with the typed client. */
export function typescriptOf(procedure: ApiProcedure, api: ApiDescription): string {
  const { path, kind } = procedure;
  const input = inputOf(procedure, api);
  const written = input === undefined ? '' : literal(input);
  if (kind === 'subscription')
    return `for await (const { data } of events(client.${path}, ${written === '' ? 'undefined' : written})) {\n  console.log(data);\n}`;
  return `const answer = await client.${path}.${kind === 'query' ? 'query' : 'mutate'}(${written});`;
}

/** The same on the command line. */
export function commandOf(procedure: ApiProcedure, api: ApiDescription): string {
  const input = inputOf(procedure, api);
  if (!isSchema(input) || Object.keys(input).length === 0) return `tripmaster ${procedure.path}`;
  const flags = Object.entries(input).map(([name, value]) => `--${name} ${shell(value)}`);
  return `tripmaster ${procedure.path} ${flags.join(' ')}`;
}

function inputOf({ input, inputOptional }: ApiProcedure, { schemas }: ApiDescription): unknown {
  if (input === undefined || inputOptional === true) return undefined;
  const ref = input['$ref'];
  return sampleOf(typeof ref === 'string' ? (schemas[nameOf(ref)] ?? input) : input, schemas);
}

function shell(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w.:/@-]+$/.test(text) ? text : quoted(text);
}

/** Text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  return JSON.stringify(value)
    .replace(/"([A-Za-z_]\w*)":/g, '$1: ')
    .replace(/,(?=\w+: )/g, ', ')
    .replaceAll("'", "\\'")
    .replaceAll('"', "'")
    .replaceAll('{', '{ ')
    .replaceAll('}', ' }')
    .replaceAll('{  }', '{}');
}

import { api, type ApiProcedure } from '@tripmaster/client/description';
import { optionName } from './call-input.ts';
import { entriesOf, fieldsOf, inputFields, typeOf, writingOf, type Field } from './schema.ts';

/** Every procedure, group by group, one a line. */
export function wholeApi(): string {
  return api.groups.map(({ name }) => groupHelp(name)).join('\n');
}

/** The procedures of a group, one a line. */
export function groupHelp(group: string): string {
  const members = api.procedures.filter(({ path }) => path.startsWith(`${group}.`));
  const about = api.groups.find(({ name }) => name === group)?.about ?? '';
  const width = Math.max(...members.map(({ path }) => path.length));
  return [`${group}: ${about}`, ...members.map(({ path, summary }) => `  ${path.padEnd(width)}  ${summary}`), ''].join('\n');
}

/** All there is to know of one procedure. */
export function procedureHelp(procedure: ApiProcedure): string {
  const { path, kind, summary, description, who, scope, input } = procedure;
  const fields = inputFields(procedure);
  const lines = [
    `tripmaster ${path}: ${summary}`,
    ...(description === undefined ? [] : [description]),
    '',
    ...(input === undefined ? ['It takes nothing.'] : ['It takes', ...table(optionLines(fields))]),
    ...(input === undefined ? [] : ['A value that begins with @ is read from that file, @- from the standard input.']),
    '',
    ...gives(procedure),
    '',
    `Who: ${who}${scope === undefined ? '' : ` An API token needs the scope ${scope}.`}`,
    ...(kind === 'subscription' ? ['It is a stream: one JSON a line as it comes.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function optionLines(fields: readonly Field[]): [string, string][] {
  const takesFile = fields.some(({ name }) => name === 'content');
  return [
    ...fields.map(optionLine),
    ...(takesFile ? [['--file <path>', 'a file, for its name and content'] satisfies [string, string]] : []),
    ['--input <json>', 'the whole input; the options above win over it'],
  ];
}

function optionLine({ name, schema, needed }: Field): [string, string] {
  const entries = entriesOf(schema);
  const flag = writingOf(schema) === 'flag';
  const value = flag ? '' : writingOf(entries ?? schema) === 'json' ? ' <json>' : ' <value>';
  const notes = [needed ? 'needed' : undefined, typeOf(schema), entries === undefined ? undefined : 'repeat for more'];
  const { description } = schema;
  return [
    `--${optionName(name)}${value}`,
    [notes.filter((note) => note !== undefined).join(', '), typeof description === 'string' ? oneLine(description) : undefined]
      .filter((part) => part !== undefined)
      .join('; '),
  ];
}

function gives({ output, kind }: ApiProcedure): string[] {
  const name = typeOf(output);
  const fields = fieldsOf(output);
  const what = `${kind === 'subscription' ? 'Each event is' : 'It gives'} ${name.startsWith('{') ? 'an object' : name}`;
  if (fields.length === 0) return [`${what}.`];
  return [
    `${what}, as JSON:`,
    ...table(fields.map(({ name: field, schema, needed }) => [field, `${typeOf(schema)}${needed ? '' : ', or absent'}`])),
  ];
}

function table(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

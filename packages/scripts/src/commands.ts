import { createWriteStream, openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatMoney } from '@tripmaster/contracts';
import { events, type Plan } from '@tripmaster/client';
import { connect, disconnect, type Connection } from './connection.ts';
import { parseCommon, parseTrip, parseUpload, tripRequestOf, UsageError, type Common } from './options.ts';
import { progressLine } from './progress.ts';

const FORMATS: ReadonlySet<string> = new Set(['.pdf', '.md', '.html', '.ics', '.json', '.gpx', '.kml', '.csv']);
const PAPERS: ReadonlySet<string> = new Set(['a4', 'letter']);
const print = (text: string) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);

export const COMMANDS: Readonly<Record<string, (args: string[], signal: AbortSignal) => Promise<void>>> = {
  async plan(args, signal) {
    const { values, positionals } = parseTrip(args);
    const request = tripRequestOf(positionals, values);
    checkFiles(values);
    const connection = await connect(values);
    const progress = progressLine(process.stderr);
    let plan: Plan | undefined;
    try {
      for await (const { data } of events(connection.client.plans.generate, request, { signal })) {
        if (data.type === 'progress') progress.step(data.percent, data.message);
        else if (data.type === 'day') progress.day(data.day);
        else plan = data.plan;
      }
    } finally {
      progress.end();
    }
    if (plan === undefined) throw new Error('The server ended without a plan.');
    await hand(connection, plan.id, values, plan);
  },

  async list(args) {
    const { values } = parseCommon(args);
    const { client } = await connect(values);
    let cursor: string | undefined;
    let none = true;
    do {
      const { items, nextCursor } = await client.plans.list.query({ limit: 100, cursor });
      for (const item of items) {
        none = false;
        print(
          values.json === true
            ? JSON.stringify(item)
            : [item.id, `${item.start} to ${item.end}`, item.destinations.join(', '), formatMoney(item.total), item.title].join('  '),
        );
      }
      cursor = nextCursor;
    } while (cursor !== undefined);
    if (none && values.json !== true)
      process.stderr.write('No plans yet. Make one: tripmaster plan "Lisbon" --from 2027-05-10 --to 2027-05-14\n');
  },

  async show(args) {
    const { values, positionals } = parseCommon(args);
    const id = idOf('show', positionals);
    checkFiles(values);
    await hand(await connect(values), id, values);
  },

  async delete(args) {
    const { values, positionals } = parseCommon(args);
    const id = idOf('delete', positionals);
    const { client } = await connect(values);
    await client.plans.delete.mutate({ id });
    process.stderr.write('Deleted. It can be brought back for 30 days.\n');
  },

  async download(args) {
    const { values, positionals } = parseCommon(args);
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0 || !path.startsWith('/'))
      throw new UsageError('Name one path of the server: tripmaster download /plans/<id>.ics --save trip.ics.');
    const { session } = await connect(values);
    const response = await session.fetch(path);
    if (!response.ok) throw await refusal(response);
    const [file] = values.save ?? [];
    if (response.body === null) return;
    await pipeline(response.body, file === undefined ? process.stdout : createWriteStream(file), { end: file !== undefined });
  },

  async upload(args) {
    const { values, positionals } = parseUpload(args);
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0 || values.plan === undefined)
      throw new UsageError('Name one file and the plan it belongs to: tripmaster upload ticket.pdf --plan <id>.');
    const file = await fileOf(path);
    const query = new URLSearchParams({ plan: values.plan, name: values.name ?? basename(path) });
    if (values.item !== undefined) query.set('item', values.item);
    if (values.shared === true) query.set('shared', 'true');
    const { session } = await connect(values);
    const response = await session.fetch(`/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    if (!response.ok) throw await refusal(response);
    print(JSON.stringify(await response.json(), null, 2));
  },

  async login(args) {
    const { client, server } = await connect(parseCommon(args).values, { ask: true });
    const { email } = await client.account.me.query();
    process.stderr.write(`Signed in to ${server} as ${email}.\n`);
  },

  async logout(args) {
    process.stderr.write((await disconnect(parseCommon(args).values)) ? 'Signed out.\n' : 'Nobody was signed in.\n');
  },
};

/** A file to send: read as it goes out, and once more where it has to be sent again. */
async function fileOf(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch {
    throw new UsageError(`${path} can’t be read.`);
  }
}

/** Why a path was refused, in the words of the server where it gave any. */
async function refusal(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return new Error(typeof message === 'string' ? message : `The server answered ${response.status}.`);
}

function idOf(command: string, positionals: string[]): string {
  const [id] = positionals;
  if (id === undefined || positionals.length > 1)
    throw new UsageError(`Name one plan: tripmaster ${command} <id> (tripmaster list shows them).`);
  return id;
}

/** Refuses, before any work is done, files of a kind that can't be written. */
function checkFiles({ save = [], paper = 'a4' }: Common): void {
  if (!PAPERS.has(paper)) throw new UsageError(`--paper: ${paper} is neither ${[...PAPERS].join(' nor ')}.`);
  const wrong = save.find((file) => !FORMATS.has(extname(file).toLowerCase()));
  if (wrong !== undefined) throw new UsageError(`--save: ${wrong} does not end in ${[...FORMATS].join(', ')}.`);
}

/** Prints a plan, and keeps it in files where asked. */
async function hand(connection: Connection, id: string, { save = [], paper = 'a4', json }: Common, plan?: Plan): Promise<void> {
  const known = plan ?? (await connection.client.plans.get.query({ id }));
  for (const file of save) {
    const extension = extname(file).slice(1).toLowerCase();
    const response = await download(connection, known.id, extension === 'pdf' ? `pdf?paper=${paper}` : extension);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
  }
  print(json === true ? JSON.stringify(known, null, 2) : await (await download(connection, known.id, 'md')).text());
}

async function download({ session }: Connection, id: string, format: string): Promise<Response> {
  const response = await session.fetch(`/plans/${id}.${format}`);
  if (!response.ok) throw new Error(`The server could not give the plan as .${format.split('?')[0]} (${response.status}).`);
  return response;
}

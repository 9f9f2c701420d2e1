import type { Analytics } from '@tripmaster/analytics';
import { AppError, figuresInput, fieldProblems, type FiguresInput } from '@tripmaster/contracts';
import { BOM, csvRow } from '@tripmaster/plans';
import type { Context } from '@tripmaster/rpc';
import { callTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import { definitionsOf } from '../description/definitions.ts';
import type { AppRouter } from '../routes.ts';

const PAGE = 100;

/** A table to take away: what a procedure lists page by page, or a part of what one tells of some days. */
type Source =
  | { list: string }
  | { figure: string; part: string; /** A field with a list in it: a row for each of its values. */ each?: string };

/** Every table by its name. Columns are those of the procedure's output. */
const TABLES: Readonly<Record<string, Source>> = {
  users: { list: 'admin.users.list' },
  audit: { list: 'admin.audit.list' },
  jobs: { list: 'admin.jobs.list' },
  mails: { list: 'admin.mail.list' },
  alerts: { list: 'admin.alerts.list' },
  'alert-history': { list: 'admin.alerts.history' },
  flags: { list: 'admin.flags.list' },
  experiments: { list: 'admin.experiments.list' },
  reports: { list: 'admin.moderation.list' },
  overview: { figure: 'admin.overview', part: 'days' },
  engagement: { figure: 'admin.engagement', part: 'days' },
  retention: { figure: 'admin.retention', part: 'cohorts', each: 'active' },
  funnel: { figure: 'admin.funnel', part: 'steps' },
  destinations: { figure: 'admin.popularity', part: 'destinations' },
  months: { figure: 'admin.popularity', part: 'months' },
  countries: { figure: 'admin.geography', part: 'countries' },
  referrers: { figure: 'admin.sources', part: 'referrers' },
  campaigns: { figure: 'admin.sources', part: 'campaigns' },
  pages: { figure: 'admin.sources', part: 'pages' },
  revenue: { figure: 'admin.revenue', part: 'days' },
  currencies: { figure: 'admin.revenue', part: 'currencies' },
  'booking-clicks': { figure: 'admin.revenue', part: 'bookingClicks' },
  'model-costs': { figure: 'admin.revenue', part: 'model.days' },
};

/** Names of all tables; `events` is read row by row. */
export const TABLE_NAMES: readonly string[] = [...Object.keys(TABLES), 'events'].toSorted();

type Deps = { router: AppRouter; analytics: Pick<Analytics, 'eventTable'> };
type Column = { name: string; path: readonly string[] };

/** Tables of administration as CSV (RFC 4180, UTF-8 with a byte order mark), row by row. */
export function adminTables({ router, analytics }: Deps) {
  const outputs = new Map(definitionsOf(router._def.procedures).map(({ path, output }) => [path, output]));

  async function call(context: Context, path: string, input: unknown): Promise<unknown> {
    return callTRPCProcedure({
      router,
      path,
      type: 'query',
      ctx: context,
      batchIndex: 0,
      getRawInput: async () => input,
      signal: context.signal,
    });
  }

  async function* listed(
    context: Context,
    path: string,
    columns: readonly Column[],
    filter: object,
    first: unknown,
  ): AsyncGenerator<string> {
    yield BOM + csvRow(columns.map(({ name }) => name));
    for (let page = first; ;) {
      for (const item of arrayAt(page, ['items'])) yield csvRow(columns.map((column) => cell(at(item, column.path))));
      const cursor = at(page, ['nextCursor']);
      if (typeof cursor !== 'string') return;
      page = await call(context, path, { ...filter, cursor, limit: PAGE });
    }
  }

  async function* events(days: FiguresInput): AsyncGenerator<string> {
    const columns = [
      'id',
      'at',
      'name',
      'person',
      'visitor',
      'country',
      'page',
      'referrer',
      'utmSource',
      'utmMedium',
      'utmCampaign',
      'destination',
      'month',
      'amount',
      'currency',
    ];
    yield BOM + csvRow(columns);
    for await (const event of analytics.eventTable(days)) yield csvRow(columns.map((name) => cell(at(event, [name]))));
  }

  return {
    /**
     * The rows of a table, after the first of them were read: what is refused is refused before anything is sent. `query`
     * are the days of figures, and filters of lists. Throws `not-found` for a table that there is not.
     */
    async open(context: Context, name: string, query: Readonly<Record<string, unknown>>): Promise<AsyncIterable<string>> {
      if (name === 'events') return events(daysOf(query));
      const source = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
      if (source === undefined) throw new AppError('not-found');
      if ('list' in source) {
        const { cursor: _cursor, limit: _limit, ...filter } = query;
        const columns = columnsOf(schemaAt(outputs.get(source.list), ['items']));
        return listed(context, source.list, columns, filter, await call(context, source.list, { ...filter, limit: PAGE }));
      }
      const { figure, part, each } = source;
      const path = part.split('.');
      const answer = await call(context, figure, query);
      if (at(answer, path) === undefined) throw new AppError('unavailable');
      const columns = columnsOf(schemaAt(outputs.get(figure), path), each);
      return rowsOf(arrayAt(answer, path), columns, each);
    },
  };
}

async function* rowsOf(items: readonly unknown[], columns: readonly Column[], each: string | undefined): AsyncGenerator<string> {
  yield BOM + csvRow(columns.map(({ name }) => name));
  for (const item of items) {
    const rows = each === undefined ? [item] : arrayAt(item, [each]).map((value, number) => ({ ...object(item), number, [each]: value }));
    for (const row of rows) yield csvRow(columns.map((column) => cell(at(row, column.path))));
  }
}

function daysOf(query: unknown): FiguresInput {
  const days = figuresInput.safeParse(query);
  if (!days.success) throw new AppError('invalid-input', { fields: fieldProblems(days.error) });
  return days.data;
}

/** The schema of what lies in a list at a place of an object's schema. */
function schemaAt(schema: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  const inner = plain(schema);
  if (name !== undefined) return inner instanceof z.ZodObject ? schemaAt(Reflect.get(inner.shape, name), rest) : undefined;
  return inner instanceof z.ZodArray ? inner.element : undefined;
}

/** A column for each field; of an object in it, one for each of its own. */
function columnsOf(schema: unknown, each?: string, before: readonly string[] = []): Column[] {
  const inner = plain(schema);
  if (!(inner instanceof z.ZodObject)) return [{ name: before.join('.'), path: before }];
  const fields = Object.entries(inner.shape).flatMap(([name, field]) => columnsOf(field, undefined, [...before, name]));
  return each === undefined
    ? fields
    : fields.flatMap((column) => (column.name === each ? [{ name: 'number', path: ['number'] }, column] : [column]));
}

function plain(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? plain(schema.unwrap()) : schema;
}

function at(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? at(Reflect.get(value, name), rest) : undefined;
}

function arrayAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

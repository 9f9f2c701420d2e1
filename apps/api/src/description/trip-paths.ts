import { bookingKind, bookingSearch } from '@tripmaster/contracts';
import { TABLE_NAMES } from '../http/admin-tables.ts';
import { FORMATS } from '../http/downloads.ts';
import { FILE, TEXT, token, type PlainPath } from './plain-path.ts';

const id = { in: 'path', schema: { type: 'string', format: 'uuid' }, description: 'The plan.' } as const;

const fileId = { ...id, description: 'The file.' } as const;
const FILE_PARAMETERS = {
  format: { in: 'path', schema: { type: 'string', enum: Object.keys(FORMATS) }, description: 'The kind of file.' },
  paper: { in: 'query', schema: { type: 'string', enum: ['a4', 'letter'] }, description: 'Of a PDF; by default A4.' },
} as const;
const KNOWN = { 304: { description: 'It is the one you have (If-None-Match).' } };
const FILE_ANSWERS: PlainPath['answers'] = {
  200: { description: 'The file.', types: Object.values(FORMATS).map(({ type }) => type.replace(/;.*/, '')), schema: TEXT },
  ...KNOWN,
};
const PICTURE_ANSWERS: PlainPath['answers'] = { 200: { description: 'The picture.', types: ['image/png'], schema: TEXT }, ...KNOWN };

/** Trips and what belongs to them as files, and what one holds and administers. */
export const TRIP_PATHS: readonly PlainPath[] = [
  {
    method: 'get',
    path: '/plans/{id}.{format}',
    group: 'files',
    summary: 'Gives a plan as a file.',
    description: 'For whoever may read the plan. Answers carry an ETag.',
    who: 'visitor',
    parameters: { id, ...FILE_PARAMETERS },
    answers: FILE_ANSWERS,
  },
  {
    method: 'get',
    path: '/plans/{id}/preview.png',
    group: 'files',
    summary: 'Gives a picture of a plan, for pages that link to it.',
    description: 'For whoever may read the plan; 1200 × 630 pixels.',
    who: 'visitor',
    parameters: { id },
    answers: PICTURE_ANSWERS,
  },
  {
    method: 'get',
    path: '/s/{token}/plan.{format}',
    group: 'files',
    summary: 'Gives what a link shows, as a file.',
    who: 'visitor',
    parameters: { token, ...FILE_PARAMETERS },
    answers: FILE_ANSWERS,
  },
  {
    method: 'get',
    path: '/s/{token}/preview.png',
    group: 'files',
    summary: 'Gives a picture of what a link shows, for programs that preview links.',
    who: 'visitor',
    parameters: { token },
    answers: PICTURE_ANSWERS,
  },
  {
    method: 'get',
    path: '/plans/{id}/stored.txt',
    group: 'files',
    summary: 'Gives a plan as it lies in the database, for who is on it: all there is of one that is damaged.',
    who: 'signed-in',
    parameters: { id },
    answers: { 200: { description: 'The text.', types: ['text/plain'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/calendar/{token}.ics',
    group: 'files',
    summary: 'Gives trips to a calendar program that subscribed.',
    description: 'The token (plans.calendar.create) is all that lets it in. Answers carry an ETag.',
    who: 'open',
    parameters: { token: { in: 'path', schema: TEXT, description: 'What the address was made with.' } },
    answers: {
      200: { description: 'The calendar.', types: ['text/calendar'], schema: TEXT },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'post',
    path: '/files',
    group: 'files',
    summary: 'Keeps a file with a plan: a ticket, a copy of a passport, a photo.',
    description:
      'The file is the body, or the first file of a form. What it is is told by its content. An API token needs the scope `write`; an `Idempotency-Key` is honoured.',
    who: 'signed-in',
    scope: 'write',
    parameters: {
      plan: { in: 'query', schema: { type: 'string', format: 'uuid' }, description: 'The plan.', required: true },
      item: { in: 'query', schema: TEXT, description: 'The stop it belongs to.' },
      name: { in: 'query', schema: TEXT, description: 'Its name; that of a form is known.' },
      shared: { in: 'query', schema: { type: 'string', enum: ['true', 'false'] }, description: 'Whether the others on the plan see it.' },
    },
    body: { type: 'application/octet-stream', schema: FILE },
    answers: {
      201: { description: 'The file as it is kept.', types: ['application/json'], schema: { $ref: '#/components/schemas/PlanFile' } },
    },
  },
  {
    method: 'get',
    path: '/files/{id}',
    group: 'files',
    summary: 'Gives a file.',
    description: 'A stretch of it with `Range`.',
    who: 'signed-in',
    parameters: { id: fileId },
    answers: {
      200: { description: 'The file.', types: ['*/*'], schema: FILE },
      206: { description: 'The stretch that was asked for.', types: ['*/*'], schema: FILE },
    },
  },
  {
    method: 'get',
    path: '/files/{id}/thumbnail',
    group: 'files',
    summary: 'Gives a small picture of a photo.',
    who: 'signed-in',
    parameters: { id: fileId },
    answers: { 200: { description: 'The picture.', types: ['image/*'], schema: FILE } },
  },
  {
    method: 'get',
    path: '/plans/{id}/expenses.csv',
    group: 'files',
    summary: 'Gives what was spent on a trip as a table.',
    who: 'signed-in',
    parameters: { id },
    answers: { 200: { description: 'The table.', types: ['text/csv'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/admin/export/{table}.csv',
    group: 'files',
    summary: 'Gives a table of administration.',
    description:
      'For administrators who came in with a second factor; looks missing to everybody else. Tables of figures and `events` need the days; those of lists take their procedure’s filters. An API token needs the scope `admin`.',
    who: 'signed-in',
    scope: 'admin',
    parameters: {
      table: { in: 'path', schema: { type: 'string', enum: [...TABLE_NAMES] }, description: 'The table.' },
      from: { in: 'query', schema: { type: 'string', format: 'date' }, description: 'The first day.' },
      to: { in: 'query', schema: { type: 'string', format: 'date' }, description: 'The last day.' },
    },
    answers: { 200: { description: 'The table.', types: ['text/csv'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/go/{provider}/{kind}',
    group: 'files',
    summary: 'Leads to a provider’s own search, and counts that it was followed.',
    description: 'The links of plans.bookingLinks. Where it leads is made of the provider’s address and of these words alone.',
    who: 'open',
    parameters: {
      provider: { in: 'path', schema: TEXT, description: 'The provider’s short name.' },
      kind: { in: 'path', schema: { type: 'string', enum: bookingKind.options }, description: 'What is looked for.' },
      ...Object.fromEntries(
        Object.keys(bookingSearch.shape).map((word) => [
          word,
          { in: 'query' as const, schema: TEXT, description: 'A word of the search.' },
        ]),
      ),
    },
    answers: { 303: { description: 'The provider’s address.' } },
  },
  {
    method: 'get',
    path: '/account/export.json',
    group: 'files',
    summary: 'Gives everything held about you, as a file.',
    who: 'in-person',
    answers: { 200: { description: 'The file.', types: ['application/json'], schema: { $ref: '#/components/schemas/AccountExport' } } },
  },
  {
    method: 'get',
    path: '/schemas/plan-1.json',
    group: 'files',
    summary: 'Gives the JSON Schema of a plan’s file.',
    who: 'open',
    answers: {
      200: { description: 'The schema.', types: ['application/schema+json'], schema: { type: 'object' } },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'get',
    path: '/s/{token}',
    group: 'files',
    summary: 'Shows the plan of a link as a page of the app, with its name for previews of links.',
    description: 'A link that is over gets the bare page and 404. Programs read the plan with plans.shared.',
    who: 'open',
    parameters: { token: { in: 'path', schema: TEXT, description: 'What the link was made with.' } },
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
];

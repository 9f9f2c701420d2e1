import type { JsonSchema } from '@tripmaster/contracts';
import { TEXT, type PlainPath } from './plain-path.ts';

/** The server itself: how it is, its keys, this description. */
export const SERVER_PATHS: readonly PlainPath[] = [
  {
    method: 'get',
    path: '/livez',
    group: 'server',
    summary: 'Says that the server runs.',
    who: 'open',
    answers: { 200: { description: 'It runs.', types: ['application/json'], schema: status('ok') } },
  },
  {
    method: 'get',
    path: '/readyz',
    group: 'server',
    summary: 'Says whether the server can do its work.',
    who: 'open',
    answers: {
      200: { description: 'It can.', types: ['application/json'], schema: status('ready') },
      503: { description: 'Its database does not answer.', types: ['application/json'], schema: status('not-ready') },
    },
  },
  {
    method: 'get',
    path: '/metrics',
    group: 'server',
    summary: 'Gives figures for Prometheus.',
    description: 'For whoever brings the token that the operator has set, as a bearer token; looks missing to everybody else.',
    who: 'open',
    answers: { 200: { description: 'The figures.', types: ['text/plain'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    group: 'server',
    summary: 'Gives the public keys of access tokens.',
    who: 'open',
    answers: { 200: { description: 'A JSON Web Key Set (RFC 7517).', types: ['application/jwk-set+json'], schema: { type: 'object' } } },
  },
  {
    method: 'get',
    path: '/.well-known/security.txt',
    group: 'server',
    summary: 'Says whom to tell of a weakness, where the operator does (RFC 9116).',
    who: 'open',
    answers: { 200: { description: 'The text.', types: ['text/plain'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    group: 'server',
    summary: 'Gives this document.',
    who: 'open',
    answers: {
      200: { description: 'An OpenAPI 3.1 document.', types: ['application/json'], schema: { type: 'object' } },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'get',
    path: '/api/docs',
    group: 'server',
    summary: 'Shows this document as a page.',
    who: 'open',
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/mcp',
    group: 'server',
    summary: 'Speaks the Model Context Protocol: tools for models.',
    description: 'Streamable HTTP without sessions; every request is answered by itself.',
    who: 'visitor',
    body: { type: 'application/json', schema: { type: 'object', description: 'A JSON-RPC 2.0 message.' } },
    answers: {
      200: { description: 'The JSON-RPC answer.', types: ['application/json', 'text/event-stream'], schema: { type: 'object' } },
      202: { description: 'A notification was taken.' },
    },
  },
];

function status(word: string): JsonSchema {
  return {
    type: 'object',
    properties: { status: { type: 'string', const: word }, database: { type: 'string', enum: ['sqlite', 'postgres'] } },
    required: ['status'],
  };
}

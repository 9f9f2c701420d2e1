import type { JsonSchema } from '@tripmaster/contracts';
import { TEXT, type PlainPath } from './plain-path.ts';

const OFREP_BODY: NonNullable<PlainPath['body']> = {
  type: 'application/json',
  schema: {
    type: 'object',
    properties: {
      context: {
        type: 'object',
        properties: { targetingKey: { type: 'string', description: 'By whom a flag is shared out.' } },
        additionalProperties: true,
      },
    },
    required: ['context'],
  },
};
const OFREP_FAILURE: JsonSchema = {
  type: 'object',
  properties: {
    key: { type: 'string' },
    errorCode: { type: 'string', enum: ['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'] },
    errorDetails: { type: 'string' },
  },
  required: ['errorCode'],
};
const OFREP_FLAG: JsonSchema = {
  type: 'object',
  properties: {
    key: { type: 'string' },
    value: { description: 'Absent: the default of whoever asks holds.' },
    reason: { type: 'string', enum: ['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: { type: 'string' },
    metadata: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  },
  required: ['key', 'reason'],
};
const JSON_TYPES = ['application/json'] as const;

/** Flags for programs. */
export const FLAG_PATHS: readonly PlainPath[] = [
  {
    method: 'post',
    path: '/ofrep/v1/evaluate/flags/{key}',
    group: 'flags',
    summary: 'Tells what a flag is for a context (OpenFeature Remote Evaluation Protocol).',
    description: 'What is shown to whom is remembered only where the token of a supporter or administrator may write.',
    who: 'visitor',
    parameters: { key: { in: 'path', schema: TEXT, description: 'The flag.' } },
    body: OFREP_BODY,
    answers: {
      200: { description: 'The flag.', types: JSON_TYPES, schema: OFREP_FLAG },
      400: { description: 'It can’t be told for this context.', types: JSON_TYPES, schema: OFREP_FAILURE },
      404: { description: 'There is no such flag.', types: JSON_TYPES, schema: OFREP_FAILURE },
    },
  },
  {
    method: 'post',
    path: '/ofrep/v1/evaluate/flags',
    group: 'flags',
    summary: 'Tells what all flags are for a context (OpenFeature Remote Evaluation Protocol).',
    description: 'The answer carries an ETag.',
    who: 'visitor',
    body: OFREP_BODY,
    answers: {
      200: {
        description: 'Every flag, or why it can’t be told.',
        types: JSON_TYPES,
        schema: {
          type: 'object',
          properties: { flags: { type: 'array', items: { anyOf: [OFREP_FLAG, OFREP_FAILURE] } } },
          required: ['flags'],
        },
      },
      304: { description: 'They are what you have (If-None-Match).' },
      400: { description: 'The context can’t be used.', types: JSON_TYPES, schema: OFREP_FAILURE },
    },
  },
];

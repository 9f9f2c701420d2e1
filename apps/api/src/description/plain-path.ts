import type { JsonSchema } from '@tripmaster/contracts';

/** A way in over plain HTTP, beside the procedures. */
export type PlainPath = {
  method: 'get' | 'post' | 'delete';
  path: string;
  group: string;
  summary: string;
  description?: string;
  /** Who may ask: anybody, whoever the bearer token says (or nobody), or only who is signed in. */
  who: 'open' | 'visitor' | 'signed-in' | 'in-person';
  /** What an API token needs; `read` when not said. */
  scope?: 'read' | 'write' | 'admin';
  parameters?: Readonly<Record<string, { in: 'path' | 'query'; schema: JsonSchema; description: string; required?: true }>>;
  body?: { type: string; schema: JsonSchema };
  /** What a good answer is. */
  answers: Readonly<Record<number, { description: string; types?: readonly string[]; schema?: JsonSchema }>>;
};

export const TEXT: JsonSchema = { type: 'string' };
/** Octets of any kind (OpenAPI 3.1 leaves the schema of binary content open). */
export const FILE: JsonSchema = {};
/** Of the addresses in mails and shared links. */
export const token = { in: 'path', schema: TEXT, description: 'What the link carries.' } as const;

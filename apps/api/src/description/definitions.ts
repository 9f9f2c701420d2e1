import type { Meta } from '@tripmaster/rpc';
import type { z } from 'zod';
import { isSchema } from './names.ts';

const KINDS = ['query', 'mutation', 'subscription'] as const;

/** A procedure as it stands at run time. */
export type Definition = {
  path: string;
  kind: (typeof KINDS)[number];
  inputs: z.core.$ZodType[];
  output: z.core.$ZodType;
  meta: Meta & { guard: NonNullable<Meta['guard']> };
};

/** Every procedure of a router, in the order of their names; throws where one leaves out what all must say. */
export function definitionsOf(procedures: Readonly<Record<string, unknown>>): Definition[] {
  return Object.entries(procedures)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, procedure]) => definitionOf(path, procedure));
}

function definitionOf(path: string, procedure: unknown): Definition {
  const def = property(procedure, '_def');
  const kind = KINDS.find((known) => known === property(def, 'type'));
  const output = property(def, 'output');
  const inputs = property(def, 'inputs');
  const meta = property(def, 'meta');
  if (kind === undefined) throw new Error(`${path} is not a procedure`);
  if (!hasGuard(meta)) throw new Error(`${path} does not say who may call it: build it on a rung of packages/rpc`);
  if (!isSchema(output)) throw new Error(`${path} has no .output() schema`);
  if (!Array.isArray(inputs) || !inputs.every(isSchema)) throw new Error(`${path} has an input that is not a zod schema`);
  return { path, kind, inputs, output, meta };
}

function hasGuard(meta: unknown): meta is Definition['meta'] {
  return typeof property(meta, 'guard') === 'string';
}

function property(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  return Reflect.get(value, name);
}

import { z } from 'zod';

/** A procedure of a router as far as a fuzzer needs to know it. */
export type Procedure = {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  guard: string | undefined;
  /** Absent: the procedure takes no input. */
  input: z.core.$ZodType | undefined;
};

const definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.object({ guard: z.string().optional() }).optional(),
  inputs: z.array(z.instanceof(z.core.$ZodType)),
});

/** Every procedure of a router, whatever its depth, by its own declaration. */
export function proceduresOf(router: { _def: { procedures: Readonly<Record<string, unknown>> } }): Procedure[] {
  return Object.entries<unknown>(router._def.procedures).map(([path, procedure]) => {
    if (typeof procedure !== 'function' || !('_def' in procedure)) throw new Error(`${path} is no procedure`);
    const { type, meta, inputs } = definition.parse(procedure._def);
    const [first, ...more] = inputs;
    const input = first === undefined ? undefined : more.reduce((all, one) => z.intersection(all, one), first);
    return { path, type, guard: meta?.guard, input };
  });
}

/** One call as an HTTP request, in the form its kind travels in. */
export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  url: string;
  headers: Record<string, string>;
  payload?: string;
};

export function callOf({ path, type }: Pick<Procedure, 'path' | 'type'>, text: string | undefined): Call {
  const url = `/trpc/${path}`;
  if (type === 'mutation')
    return { method: 'POST', url, headers: { 'content-type': 'application/json' }, ...(text === undefined ? {} : { payload: text }) };
  const query = text === undefined ? '' : `?input=${encodeURIComponent(text)}`;
  return { method: 'GET', url: `${url}${query}`, headers: type === 'subscription' ? { accept: 'text/event-stream' } : {} };
}

import { getUntypedClient, type TRPCClient } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import type { ApiProcedure } from '../generated/description.ts';
import { events } from './events.ts';

export { api, type ApiDescription, type ApiProcedure, type JsonSchema } from '../generated/description.ts';

/**
 * Calls a procedure by its name, for tools that know it only at run time. Gives what the procedure gives: one value,
 * or for a subscription the data of each event. The server checks the input.
 */
export async function* callByName<Router extends AnyTRPCRouter>(
  client: TRPCClient<Router>,
  { path, kind }: Pick<ApiProcedure, 'path' | 'kind'>,
  input: unknown,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<unknown, void, undefined> {
  const untyped = getUntypedClient(client);
  const options = signal === undefined ? {} : { signal };
  if (kind === 'query') yield await untyped.query(path, input, options);
  else if (kind === 'mutation') yield await untyped.mutation(path, input, options);
  else {
    const procedure = { subscribe: (given: unknown, more: object) => untyped.subscription(path, given, more) };
    for await (const event of events(procedure, input, options)) yield dataOf(event);
  }
}

function dataOf(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'data' in event ? event.data : event;
}

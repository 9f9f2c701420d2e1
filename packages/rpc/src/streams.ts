import { isTrackedEnvelope, tracked, type TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';
import { toTRPCError } from './errors.ts';

/**
 * Output schema of a subscription whose events carry ids (`tracked(id, value)`): each value is checked as
 * it is yielded. Its metadata names the schema of one value (`streamOf`), from which the typed client is made.
 */
export function trackedStream<Value extends z.ZodType>(value: Value) {
  return z
    .custom<AsyncIterable<TrackedEnvelope<z.input<Value>>>>(
      (stream) => typeof stream === 'object' && stream !== null && Symbol.asyncIterator in stream,
    )
    .transform(async function* (stream): AsyncGenerator<TrackedEnvelope<z.output<Value>>, void, unknown> {
      try {
        for await (const event of stream) {
          if (!isTrackedEnvelope(event)) throw new TypeError('a stream event has no id');
          const [id, data] = event;
          yield tracked(id, await value.parseAsync(data));
        }
      } catch (error) {
        throw toTRPCError(error);
      }
    })
    .meta({ streamOf: value });
}

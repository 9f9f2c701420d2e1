import { ERRORS } from '@tripmaster/contracts';
import { z } from 'zod';

/** An answer as any transport gives it: injected into the server or fetched from it. */
export type Answer = { status: number; headers: Readonly<Record<string, unknown>>; body: string };

const errorBody = z.strictObject({
  error: z.strictObject({
    code: z.int(),
    message: z.string().min(1).max(70_000),
    data: z.strictObject({
      code: z.enum(Object.keys(ERRORS)),
      httpStatus: z.int().min(400).max(499),
      path: z.string().optional(),
      details: z.record(z.string(), z.unknown()),
    }),
  }),
});
const resultBody = z.strictObject({ result: z.strictObject({ data: z.unknown() }) });

/** What only the inside knows: stack traces, files, SQL, drivers, the names of schemas' own faults. */
const INSIDE: readonly RegExp[] = [
  /\n\s*at |\bat (async )?[\w.<>]+ \(/,
  /node_modules|node:internal|file:\/\/\/(?!etc)|\.(ts|js|mjs):\d+/,
  /\b(select|delete)\b[^"]{0,200}\bfrom\b|\binsert into\b|\bupdate(?:\s|\\n)+[\w.\\"`]+(?:\s|\\n)+set\b|failed query/i,
  /SQLITE_|sqlite|drizzle|postgres|\bpg_|relation "|ECONN|EPIPE/i,
  /ZodError|_zod|\$Zod|invalid_type|unrecognized_keys|invalid_union|too_(big|small)"|TRPCError/,
  /(Type|Range|Syntax|Reference)Error|is not a function|Cannot (read|convert|destructure)|undefined \(/,
  /"stack"|\[object /,
];

/** What is wrong with an answer to calls; nothing for a good one. */
export function faultOf({ status, headers, body }: Answer): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (status < 200 || (status >= 300 && status < 400)) return `status ${status} is no answer to a call`;
  const type = String(headers['content-type']);
  if (status === 200 && type.startsWith('text/event-stream')) return streamFault(body);
  if (!/^application\/json(;|$)/.test(type)) return `content type ${type}`;
  const parsed = parse(body);
  if (parsed === undefined) return linesFault(body);
  if (Array.isArray(parsed)) return parsed.map((part) => partFault(part, undefined)).find((fault) => fault !== undefined);
  const waits = typeof refusalDetails(parsed)?.['retryAfterSeconds'] === 'number';
  if (waits && headers['retry-after'] === undefined) return 'asks to wait, but not in its headers';
  return partFault(parsed, status);
}

/** `status`: of the whole answer, when this is all of it. */
function partFault(part: unknown, status: number | undefined): string | undefined {
  const result = resultBody.safeParse(part);
  if (result.success) return status === undefined || status === 200 ? undefined : `a result with status ${status}`;
  const refusal = errorBody.safeParse(part);
  if (!refusal.success) return `no error body of ours: ${z.prettifyError(refusal.error)}`;
  const { data } = refusal.data.error;
  if (status !== undefined && data.httpStatus !== status) return `says ${data.httpStatus}, is ${status}`;
  return leakIn(JSON.stringify(part));
}

function leakIn(text: string): string | undefined {
  const inside = INSIDE.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
  return inside === undefined ? undefined : `shows its inside: ${inside}`;
}

/** A stream is judged by the errors in it. */
function streamFault(body: string): string | undefined {
  const fault = streamedErrors(body)
    .map((error) => partFault(error, undefined))
    .find((found) => found !== undefined);
  return fault === undefined ? undefined : `in the stream: ${fault}`;
}

function streamedErrors(body: string): unknown[] {
  const blocks = body.startsWith('event: ') ? body.split('\n\n').filter((block) => block.includes('event: serialized-error')) : [];
  return blocks.map((block) => ({ error: parse(/^data: (.*)$/m.exec(block)?.[1] ?? '') }));
}

/** A batch may be streamed, a line of JSON each; its shape is tRPC's own. */
function linesFault(body: string): string | undefined {
  const lines = body.split('\n').filter((line) => line !== '');
  return lines.length === 0 || lines.some((line) => parse(line) === undefined) ? 'the body is no JSON' : leakIn(body);
}

function refusalDetails(part: unknown): Record<string, unknown> | undefined {
  return errorBody.safeParse(part).data?.error.data.details;
}

/** The code of a refused call, if that is what the answer is. */
export function refusalOf({ body }: Answer): string | undefined {
  const streamed = streamedErrors(body)[0];
  const refusal = errorBody.safeParse(streamed ?? parse(body));
  return refusal.success ? refusal.data.error.data.code : undefined;
}

/** Ids, cursors and tokens in an answer, for later inputs. */
export function wordsIn({ body }: Answer): string[] {
  return [...body.matchAll(/"(?:[a-z]*id|nextCursor|[a-z]*token|challenge|secret|hash)":"([^"]{6,800})"/gi)].flatMap(
    ([, word]) => word ?? [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

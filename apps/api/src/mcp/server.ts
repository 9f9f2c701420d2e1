import { createMcpHandler, isLegacyRequest, Server, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { AppError } from '@tripmaster/contracts';
import { toAppError, type Actor } from '@tripmaster/rpc';
import manifest from '../../package.json' with { type: 'json' };
import { failureOf, resultOf } from './results.ts';
import { isOpen, type ProcedureTool } from './tools.ts';

const INSTRUCTIONS = `TripMaster AI makes day-by-day plans of trips whose every hour is checked: opening hours, travel times, budget, dates.
Find a city with destinations_search where a name is not clear. plans_preview shows what a plan would be like and keeps nothing; plans_create makes one.
Money is in minor units of its currency (180000 EUR is 1,800 euros). Times of a trip are local to their item's time zone.
To change a plan send typed operations with the version you have to plans_update; plans_replan proposes such operations.`;

/**
 * What the public conformance runner calls by name to see how results and failures of tools travel
 * (@modelcontextprotocol/conformance: tools-call-simple-text, tools-call-error). Answered outside of production, and not listed.
 */
const CONFORMANCE: Readonly<Record<string, { text: string; isError?: true }>> = {
  test_simple_text: { text: 'This is a simple text response for testing.' },
  test_error_handling: { text: 'This tool intentionally returns an error for testing', isError: true },
};

export type Caller = {
  actor: Actor | undefined;
  /** Calls a procedure as this caller. */
  call: (tool: ProcedureTool, input: unknown) => Promise<unknown>;
  /** Is told of a call that failed. */
  onFailure: (error: AppError, tool: ProcedureTool) => void;
};

type Options = { tools: readonly ProcedureTool[]; conformance: boolean };

/** Answers one request of the Model Context Protocol, of today's revisions and of those with `initialize`, by itself. */
export async function answerMcp(request: Request, body: unknown, caller: Caller, options: Options): Promise<Response> {
  if (!(await isLegacyRequest(request, body))) {
    const handler = createMcpHandler(() => serverFor(caller, options), { legacy: 'reject' });
    return handler.fetch(request, { parsedBody: body });
  }
  const server = serverFor(caller, options);
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  try {
    await server.connect(transport);
    return await transport.handleRequest(request, { parsedBody: body });
  } finally {
    await server.close();
  }
}

function serverFor({ actor, call, onFailure }: Caller, { tools, conformance }: Options): Server {
  const server = new Server(
    { name: 'tripmaster', title: 'TripMaster AI', version: manifest.version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const mine = tools.filter((tool) => isOpen(tool) || (actor !== undefined && maySee(actor, tool)));
  server.setRequestHandler('tools/list', () => ({ tools: mine.map(({ listing }) => listing) }));
  server.setRequestHandler('tools/call', async ({ params }) => {
    const { name, arguments: input = {} } = params;
    const fixed = conformance && Object.hasOwn(CONFORMANCE, name) ? CONFORMANCE[name] : undefined;
    if (fixed !== undefined)
      return { content: [{ type: 'text', text: fixed.text }], ...(fixed.isError === undefined ? {} : { isError: true }) };
    const tool = tools.find(({ listing }) => listing.name === name);
    if (tool === undefined) return failureOf(new AppError('unknown-procedure', {}, `There is no tool ${name}.`));
    try {
      return resultOf(await call(tool, tool.procedure.input === undefined ? undefined : input));
    } catch (error) {
      const failure = toAppError(error);
      onFailure(failure, tool);
      return failureOf(failure);
    }
  });
  return server;
}

/** Whether a tool is worth showing to somebody: what their API token may not do is left out. */
function maySee({ scopes }: Actor, { procedure: { scope } }: ProcedureTool): boolean {
  return scopes === undefined || scopes.some((own) => own === scope);
}

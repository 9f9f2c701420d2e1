import fc from 'fast-check';
import { inputsOf } from './inputs.ts';
import { faultOf, refusalOf, wordsIn, type Answer } from './judge.ts';
import { callOf, type Call, type Procedure } from './procedures.ts';
import { takes } from './values.ts';

/** Somebody who calls: how they show who they are, and how they come back when a call ended their session. */
export type Caller = { headers: () => Readonly<Record<string, string>>; renew: () => Promise<void> };

export type Fuzzing = {
  procedure: Procedure;
  send: (call: Call) => Promise<Answer>;
  caller: Caller;
  /** Inputs to try. */
  runs: number;
  /** Processor time that calls with input the schema takes may use up in all: hashing a password or planning a trip is dear. */
  budgetMs: number;
  seed: number;
  /** Words of earlier answers; new ones are added. */
  seen: string[];
};

export type Tally = {
  path: string;
  sent: number;
  done: number;
  spared: number;
  dearestRefusalMs: number;
  refusals: Record<string, number>;
};

/** The longest request line and headers that a server here reads; a longer query never reaches a procedure. */
const LONGEST_QUERY = 60_000;
const KEPT_WORDS = 100;

/** Calls a procedure with inputs made from its own schema; throws with the smallest one that gets a faulty answer. */
export async function fuzz({ procedure, send, caller, runs, budgetMs, seed, seen }: Fuzzing): Promise<Tally> {
  const tally: Tally = { path: procedure.path, sent: 0, done: 0, spared: 0, dearestRefusalMs: 0, refusals: {} };
  const { input } = procedure;
  const texts = input === undefined ? withoutInput : inputsOf(input, seen);
  let spentMs = 0;

  const call = async (text: string | undefined): Promise<Answer> => {
    const request = callOf(procedure, text);
    return send({ ...request, headers: { ...request.headers, ...caller.headers() } });
  };
  const property = fc.asyncProperty(texts, async (text) => {
    const welcome = input === undefined || isTaken(input, text);
    if ((welcome && spentMs > budgetMs) || callOf(procedure, text).url.length > LONGEST_QUERY) {
      tally.spared += 1;
      return;
    }
    let start = cpuMs();
    let answer = await call(text);
    let refusal = refusalOf(answer);
    if (refusal === 'unauthenticated' || refusal === 'session-ended') {
      await caller.renew();
      start = cpuMs();
      answer = await call(text);
      refusal = refusalOf(answer);
    }
    const ms = cpuMs() - start;
    if (welcome) spentMs += ms;
    else tally.dearestRefusalMs = Math.max(tally.dearestRefusalMs, ms);
    tally.sent += 1;
    if (refusal === undefined) tally.done += 1;
    else tally.refusals[refusal] = (tally.refusals[refusal] ?? 0) + 1;
    const fault = faultOf(answer);
    if (fault !== undefined)
      throw new Error(`${procedure.path}: ${fault}\nanswer: ${answer.body.slice(0, 1_000)}\ninput: ${shortened(text)}`);
    for (const word of wordsIn(answer)) if (!seen.includes(word)) seen.push(word);
    if (seen.length > KEPT_WORDS) seen.splice(0, seen.length - KEPT_WORDS);
  });
  await fc.assert(property, { numRuns: input === undefined ? Math.min(runs, 60) : runs, seed, endOnFailure: false });
  return tally;
}

/** Time this process worked, however busy the machine is with others. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What is sent to a procedure that takes nothing; it must not matter. */
const withoutInput = fc.constantFrom(undefined, 'null', '{}', '[]', '7', '"x"', '{"__proto__":{"role":"admin"}}', '{', '['.repeat(10_000));

/** Whether the procedure's schema takes this text, so that the call gets past the door. */
function isTaken(input: Parameters<typeof takes>[0], text: string | undefined): boolean {
  let value: unknown;
  try {
    value = text === undefined || text === '' ? undefined : JSON.parse(text);
  } catch {
    return false;
  }
  return takes(input, value);
}

function shortened(text: string | undefined): string {
  if (text === undefined || text.length <= 2_000) return String(text);
  return `${text.slice(0, 1_500)} … ${text.slice(-300)} (${text.length} characters)`;
}

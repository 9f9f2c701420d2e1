import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { AppError } from '@tripmaster/contracts';
import { z } from 'zod';
import type { Job } from './typesetter.ts';

const answerSchema = z.union([z.object({ id: z.int(), bytes: z.instanceof(Uint8Array) }), z.object({ id: z.int(), failure: z.string() })]);

/** Of what it says when it fails, the end is enough. */
const MOST_SAID = 2_000;

type Waiting = { job: Job; resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void };

export type PrinterOptions = {
  /** Documents that may wait for their turn; more are turned away. */
  mostWaiting?: number;
  /** How long one may take. */
  timeoutMs?: number;
  /** How long the typesetter stays when nobody prints. */
  idleMs?: number;
  /** Another program in the typesetter's place, for tests. */
  program?: URL;
};

/** The typesetter's file: beside the bundle when built, beside this file in source. */
function typesetter(): URL {
  const built = new URL('./typesetter.js', import.meta.url);
  return existsSync(built) ? built : new URL('./typesetter.ts', import.meta.url);
}

/**
 * Sets one document after another in a process of its own, which starts with the first and ends when nobody printed
 * for a while. A document that fails, or takes too long, fails alone (`internal`, with the cause for the log); one
 * that finds the queue full is `unavailable`.
 */
export function createPrinter({ mostWaiting = 24, timeoutMs = 20_000, idleMs = 120_000, program = typesetter() }: PrinterOptions = {}) {
  const queue: Waiting[] = [];
  let current: (Waiting & { timer: NodeJS.Timeout }) | undefined;
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  function start(): ChildProcess {
    const started = fork(program, [], {
      serialization: 'advanced',
      // It needs no secrets, and says nothing.
      env: { NODE_NO_WARNINGS: '1' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    started.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-MOST_SAID);
    });
    if (started.stderr instanceof Socket) started.stderr.unref();
    started.on('message', (message: unknown) => {
      const answer = answerSchema.parse(message);
      if (answer.id !== current?.job.id) return;
      if ('bytes' in answer) settle(({ resolve }) => resolve(answer.bytes));
      else settle(({ reject }) => reject(failed(answer.failure)));
    });
    started.on('error', () => gone(started, 'could not be started'));
    started.on('exit', (code, signal) => gone(started, `ended (${signal ?? code}): ${said.trim()}`));
    hold(started, false);
    return started;
  }

  /** The typesetter keeps no server from ending, unless somebody waits for it. */
  function hold(process: ChildProcess, held: boolean): void {
    if (held) process.ref();
    else process.unref();
    if (held) process.channel?.ref();
    else process.channel?.unref();
  }

  function gone(which: ChildProcess, why: string): void {
    if (child !== which) return;
    child = undefined;
    if (current !== undefined) settle(({ reject }) => reject(failed(`the typesetter ${why}`)));
  }

  function settle(how: (waiting: Waiting) => void): void {
    if (current === undefined) return;
    const done = current;
    current = undefined;
    clearTimeout(done.timer);
    how(done);
    next();
  }

  function next(): void {
    if (current !== undefined) return;
    const waiting = queue.shift();
    if (waiting === undefined) {
      if (child !== undefined) hold(child, false);
      idle = setTimeout(end, idleMs).unref();
      return;
    }
    clearTimeout(idle);
    child ??= start();
    hold(child, true);
    current = { ...waiting, timer: setTimeout(() => giveUp(), timeoutMs) };
    child.send(waiting.job);
  }

  function giveUp(): void {
    end();
    settle(({ reject }) => reject(failed('the document took too long')));
  }

  function end(): void {
    const ended = child;
    child = undefined;
    ended?.kill('SIGKILL');
  }

  return {
    /** A document's bytes. `writtenAt`: the instant (ISO 8601) that it bears. */
    async print(template: Job['template'], inputs: Job['inputs'], writtenAt: string): Promise<Uint8Array> {
      if (queue.length >= mostWaiting) throw new AppError('unavailable', { retryAfterSeconds: 5 });
      const ms = Date.parse(writtenAt);
      last += 1;
      const job: Job = { id: last, template, inputs, writtenAt: Number.isNaN(ms) ? 0 : Math.floor(ms / 1_000) };
      return new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        next();
      });
    },
    /** Ends the typesetter; what is waiting fails. */
    stop(): void {
      clearTimeout(idle);
      for (const { reject } of queue.splice(0)) reject(new AppError('unavailable'));
      end();
      settle(({ reject }) => reject(new AppError('unavailable')));
      clearTimeout(idle);
    },
  };
}

export type Printer = ReturnType<typeof createPrinter>;

function failed(why: string): AppError {
  return new AppError('internal', {}, undefined, { cause: new Error(`a document could not be set: ${why}`) });
}

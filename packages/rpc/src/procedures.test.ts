import { AppError, ERRORS } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from './actor.ts';
import { errorShape } from './errors.ts';
import { admin, createCallerFactory, open, router, signedIn, verified, visitor } from './procedures.ts';
import { contextOf } from './testing.ts';

const actor = (more: Partial<Actor> = {}): Actor => ({ userId: 'ana', sessionId: 's', role: 'traveller', emailVerified: false, ...more });
const who = z.string();
const ladder = router({
  open: open.output(who).query(() => 'anyone'),
  visitor: visitor.output(who).query(({ ctx }) => ctx.actor?.userId ?? 'nobody'),
  signedIn: signedIn.output(who).query(({ ctx }) => ctx.actor.userId),
  verified: verified.output(who).query(({ ctx }) => ctx.actor.userId),
  admin: admin.output(who).query(({ ctx }) => ctx.actor.userId),
});
const callerOf = createCallerFactory(ladder);
const RUNGS = ['open', 'visitor', 'signedIn', 'verified', 'admin'] as const;

describe('the ladder of guards', () => {
  const outcomes = (context: ReturnType<typeof contextOf>) =>
    Promise.all(
      RUNGS.map((rung) =>
        callerOf(context)
          [rung]()
          .catch((error: unknown) => errorShape(error).data.code),
      ),
    );

  it.each([
    ['nobody', undefined, ['anyone', 'nobody', 'unauthenticated', 'unauthenticated', 'unauthenticated']],
    ['a traveller', actor(), ['anyone', 'ana', 'ana', 'forbidden', 'unknown-procedure']],
    ['a proven traveller', actor({ emailVerified: true }), ['anyone', 'ana', 'ana', 'ana', 'unknown-procedure']],
    ['a supporter', actor({ role: 'support' }), ['anyone', 'ana', 'ana', 'forbidden', 'unknown-procedure']],
    ['an administrator', actor({ role: 'admin', emailVerified: true }), ['anyone', 'ana', 'ana', 'ana', 'ana']],
  ])('lets %s as far as they may go', async (_name, caller, expected) => {
    expect(await outcomes(contextOf(caller))).toEqual(expected);
  });

  it('refuses a token that is no longer good, except where none is looked at', async () => {
    const ended = contextOf(undefined, { authenticate: () => Promise.reject(new AppError('session-ended')) });
    expect(await outcomes(ended)).toEqual(['anyone', 'session-ended', 'session-ended', 'session-ended', 'session-ended']);
  });
});

describe('errors on the wire', () => {
  it('have a status of their own for every code of the closed set, and never an internal text', () => {
    for (const code of Object.keys(ERRORS)) {
      if (!isCode(code)) continue;
      const { data, message } = errorShape(new AppError(code, {}, undefined, { cause: new Error('SQLITE secret') }));
      expect(data.code).toBe(code);
      expect(data.httpStatus).toBeGreaterThanOrEqual(400);
      expect(data.httpStatus === 500).toBe(code === 'internal');
      expect(message).toBe(ERRORS[code]);
    }
    expect(errorShape(new TypeError('x is not a function'))).toMatchObject({
      message: ERRORS.internal,
      data: { code: 'internal', httpStatus: 500 },
    });
  });

  it('tell a database that is away from a fault of ours', () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(errorShape(new Error('query failed', { cause: away })).data).toMatchObject({
      code: 'unavailable',
      httpStatus: 503,
      details: { retryAfterSeconds: 5 },
    });
  });
});

function isCode(code: string): code is keyof typeof ERRORS {
  return Object.hasOwn(ERRORS, code);
}

import { AppError, ERRORS } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorShape } from './errors.ts';
import { admin, createCallerFactory, inPerson, justProven, open, router, signedIn, support, verified, visitor } from './procedures.ts';
import { actorOf, contextOf } from './testing.ts';

const who = z.string();
const ladder = router({
  open: open.output(who).query(() => 'anyone'),
  visitor: visitor.output(who).query(({ ctx }) => ctx.actor?.userId ?? 'nobody'),
  signedIn: signedIn.output(who).query(({ ctx }) => ctx.actor.userId),
  verified: verified.output(who).query(({ ctx }) => ctx.actor.userId),
  inPerson: inPerson.output(who).query(({ ctx }) => ctx.actor.userId),
  justProven: justProven.output(who).query(({ ctx }) => ctx.actor.userId),
  support: support.output(who).query(({ ctx }) => ctx.actor.userId),
  admin: admin.output(who).query(({ ctx }) => ctx.actor.userId),
  change: signedIn.output(who).mutation(({ ctx }) => ctx.actor.userId),
});
const callerOf = createCallerFactory(ladder);
const RUNGS = ['open', 'visitor', 'signedIn', 'verified', 'inPerson', 'justProven', 'support', 'admin', 'change'] as const;

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
    [
      'nobody',
      undefined,
      [
        'anyone',
        'nobody',
        'unauthenticated',
        'unauthenticated',
        'unauthenticated',
        'unauthenticated',
        'unauthenticated',
        'unauthenticated',
        'unauthenticated',
      ],
    ],
    ['a traveller', actorOf('ana'), ['anyone', 'ana', 'ana', 'forbidden', 'ana', 'ana', 'unknown-procedure', 'unknown-procedure', 'ana']],
    [
      'a proven traveller',
      actorOf('ana', { emailVerified: true }),
      ['anyone', 'ana', 'ana', 'ana', 'ana', 'ana', 'unknown-procedure', 'unknown-procedure', 'ana'],
    ],
    [
      'who signed in long ago',
      actorOf('ana', { justProven: false }),
      ['anyone', 'ana', 'ana', 'forbidden', 'ana', 'reauthentication-required', 'unknown-procedure', 'unknown-procedure', 'ana'],
    ],
    [
      'a supporter',
      actorOf('ana', { role: 'support', secondFactor: true }),
      ['anyone', 'ana', 'ana', 'forbidden', 'ana', 'ana', 'ana', 'unknown-procedure', 'ana'],
    ],
    [
      'an administrator',
      actorOf('ana', { role: 'admin', emailVerified: true, secondFactor: true }),
      ['anyone', 'ana', 'ana', 'ana', 'ana', 'ana', 'ana', 'ana', 'ana'],
    ],
    [
      'an administrator without a second factor',
      actorOf('ana', { role: 'admin', emailVerified: true }),
      ['anyone', 'ana', 'ana', 'ana', 'ana', 'ana', 'second-factor-needed', 'second-factor-needed', 'ana'],
    ],
    [
      'a token that reads',
      actorOf('ana', { scopes: ['read'] }),
      ['anyone', 'ana', 'ana', 'forbidden', 'session-needed', 'session-needed', 'unknown-procedure', 'unknown-procedure', 'scope-missing'],
    ],
    [
      'a token that writes',
      actorOf('ana', { scopes: ['write'] }),
      [
        'anyone',
        'scope-missing',
        'scope-missing',
        'scope-missing',
        'scope-missing',
        'scope-missing',
        'unknown-procedure',
        'unknown-procedure',
        'ana',
      ],
    ],
    [
      'an administrator’s token that reads',
      actorOf('ana', { role: 'admin', secondFactor: true, scopes: ['read'] }),
      ['anyone', 'ana', 'ana', 'forbidden', 'session-needed', 'session-needed', 'scope-missing', 'scope-missing', 'scope-missing'],
    ],
    [
      'an administrator’s token that administers',
      actorOf('ana', { role: 'admin', secondFactor: true, scopes: ['admin'] }),
      ['anyone', 'scope-missing', 'scope-missing', 'scope-missing', 'scope-missing', 'scope-missing', 'ana', 'ana', 'scope-missing'],
    ],
  ])('lets %s as far as they may go', async (_name, caller, expected) => {
    expect(await outcomes(contextOf(caller))).toEqual(expected);
  });

  it('refuses a token that is no longer good, except where none is looked at', async () => {
    const ended = contextOf(undefined, { authenticate: () => Promise.reject(new AppError('session-ended')) });
    expect(await outcomes(ended)).toEqual(['anyone', ...RUNGS.slice(1).map(() => 'session-ended')]);
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

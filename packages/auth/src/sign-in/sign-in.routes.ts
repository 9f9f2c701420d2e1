import {
  byId,
  done,
  email,
  loggedIn,
  loginInput,
  passkeyAdded,
  passkeyAssertion,
  passkeyAttestation,
  passkeyName,
  passkeyOptions,
  passkeyView,
  password,
  reauthenticateInput,
  refreshInput,
  registered,
  registerInput,
  secondFactorInput,
  session,
  signedIn as signedInAnswer,
  signInSettings,
  ticketToken,
} from '@tripmaster/contracts';
import { inPerson, justProven, open, openUpTo, router } from '@tripmaster/rpc';
import { z } from 'zod';
import type { Auth } from '../auth.ts';
import { handOver, handOverSession, visitOf } from './hand-over.ts';
import { inSteps } from './in-steps.ts';
import { CEREMONIES, LINK_TRIES, MAIL_REQUESTS, REGISTRATIONS } from './limits.ts';

export function authRoutes({ registration, signIn, sessions, credentials, factors, passkeys, settings }: Auth) {
  return router({
    settings: open.output(signInSettings).query(() => settings),
    register: openUpTo(REGISTRATIONS)
      .input(registerInput)
      .output(registered)
      .mutation(async ({ ctx, input }) => {
        const register = () => registration.register(input, visitOf(ctx));
        const outcome = await (settings.emailVerification === 'required' ? inSteps(register) : register());
        return outcome.status === 'entered' ? handOver(ctx, outcome.entered) : outcome;
      }),
    verifyEmail: openUpTo(LINK_TRIES)
      .input(z.strictObject({ token: ticketToken }))
      .output(done('verified'))
      .mutation(async ({ input }) => {
        await registration.verifyEmail(input.token);
        return { status: 'verified' };
      }),
    resendVerification: openUpTo(MAIL_REQUESTS)
      .input(z.strictObject({ email }))
      .output(done('sent'))
      .mutation(async ({ input }) => {
        await inSteps(() => registration.resend(input.email));
        return { status: 'sent' };
      }),
    login: open
      .input(loginInput)
      .output(loggedIn)
      .mutation(async ({ ctx, input }) => {
        const outcome = await signIn.login(input, visitOf(ctx));
        return outcome.status === 'entered' ? handOver(ctx, outcome.entered) : outcome;
      }),
    secondFactor: open
      .input(secondFactorInput)
      .output(signedInAnswer)
      .mutation(async ({ ctx, input }) => handOver(ctx, await signIn.secondFactor(input, visitOf(ctx)))),
    reauthenticate: inPerson
      .input(reauthenticateInput)
      .output(z.strictObject({ status: z.literal('proven'), session }))
      .mutation(async ({ ctx, input }) => {
        const opened = await signIn.reauthenticate(ctx.actor, input);
        return { status: 'proven', session: handOverSession(ctx, opened) };
      }),
    refresh: open
      .input(refreshInput)
      .output(z.strictObject({ session }))
      .mutation(async ({ ctx, input }) => {
        const opened = await sessions.refresh(input.refreshToken ?? ctx.refreshCookie.read());
        // What came in the cookie goes back there, whatever the client calls itself: a script in the page can't ask for it.
        return { session: handOverSession(input.refreshToken === undefined ? { ...ctx, client: 'cookie' } : ctx, opened) };
      }),
    logout: inPerson.output(done('signed-out')).mutation(async ({ ctx }) => {
      await sessions.end(ctx.actor);
      ctx.refreshCookie.clear();
      return { status: 'signed-out' };
    }),
    requestPasswordReset: openUpTo(MAIL_REQUESTS)
      .input(z.strictObject({ email }))
      .output(done('sent'))
      .mutation(async ({ input }) => {
        await inSteps(() => credentials.requestReset(input.email));
        return { status: 'sent' };
      }),
    resetPassword: openUpTo(LINK_TRIES)
      .input(z.strictObject({ token: ticketToken, password }))
      .output(done('password-changed'))
      .mutation(async ({ ctx, input }) => {
        const { value, expiresAt } = await credentials.resetPassword(input.token, input.password);
        if (ctx.client === 'cookie') ctx.deviceCookie.write(value, expiresAt);
        return { status: 'password-changed' };
      }),
    passkey: router({
      loginOptions: openUpTo(CEREMONIES)
        .input(z.strictObject({ challenge: ticketToken.optional() }).optional())
        .output(passkeyOptions)
        .mutation(({ input }) => signIn.passkeyOptions(input?.challenge)),
      login: openUpTo(CEREMONIES)
        .input(z.strictObject({ response: passkeyAssertion, remember: z.boolean().optional() }))
        .output(signedInAnswer)
        .mutation(async ({ ctx, input }) => handOver(ctx, await signIn.passkeyLogin(input, visitOf(ctx)))),
      registerOptions: justProven.output(passkeyOptions).mutation(({ ctx }) => factors.passkeyOptions(ctx.actor)),
      register: justProven
        .input(z.strictObject({ response: passkeyAttestation, name: passkeyName.optional() }))
        .output(passkeyAdded)
        .mutation(({ ctx, input }) => factors.addPasskey(ctx.actor, { ...input, name: input.name ?? 'Passkey' })),
      list: inPerson
        .output(z.strictObject({ items: z.array(passkeyView) }))
        .query(async ({ ctx }) => ({ items: await passkeys.list(ctx.actor.userId) })),
      remove: justProven
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await factors.removePasskey(ctx.actor, input.id);
          return input;
        }),
    }),
  });
}

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
    settings: open
      .meta({ summary: 'Tells how people sign in here.' })
      .output(signInSettings)
      .query(() => settings),
    register: openUpTo(REGISTRATIONS)
      .meta({ summary: 'Makes an account, and signs in where the address need not be proven first.' })
      .input(registerInput)
      .output(registered)
      .mutation(async ({ ctx, input }) => {
        const register = () => registration.register(input, visitOf(ctx));
        const outcome = await (settings.emailVerification === 'required' ? inSteps(register) : register());
        return outcome.status === 'entered' ? handOver(ctx, outcome.entered) : outcome;
      }),
    verifyEmail: openUpTo(LINK_TRIES)
      .meta({ summary: 'Confirms an e-mail address with the token of the mail.' })
      .input(z.strictObject({ token: ticketToken }))
      .output(done('verified'))
      .mutation(async ({ input }) => {
        await registration.verifyEmail(input.token);
        return { status: 'verified' };
      }),
    resendVerification: openUpTo(MAIL_REQUESTS)
      .meta({ summary: 'Sends the mail that confirms an address once more.' })
      .input(z.strictObject({ email }))
      .output(done('sent'))
      .mutation(async ({ input }) => {
        await inSteps(() => registration.resend(input.email));
        return { status: 'sent' };
      }),
    login: open
      .meta({ summary: 'Signs in with e-mail and password, or asks for the second factor.' })
      .input(loginInput)
      .output(loggedIn)
      .mutation(async ({ ctx, input }) => {
        const outcome = await signIn.login(input, visitOf(ctx));
        return outcome.status === 'entered' ? handOver(ctx, outcome.entered) : outcome;
      }),
    secondFactor: open
      .meta({ summary: 'Ends a sign-in that asked for a second factor, with a code.' })
      .input(secondFactorInput)
      .output(signedInAnswer)
      .mutation(async ({ ctx, input }) => handOver(ctx, await signIn.secondFactor(input, visitOf(ctx)))),
    reauthenticate: inPerson
      .meta({ summary: 'Proves once more who you are, for what has power over the account.' })
      .input(reauthenticateInput)
      .output(z.strictObject({ status: z.literal('proven'), session }))
      .mutation(async ({ ctx, input }) => {
        const opened = await signIn.reauthenticate(ctx.actor, input);
        return { status: 'proven', session: handOverSession(ctx, opened) };
      }),
    refresh: open
      .meta({ summary: 'Renews a session; the old refresh token ends with it.' })
      .input(refreshInput)
      .output(z.strictObject({ session }))
      .mutation(async ({ ctx, input }) => {
        const opened = await sessions.refresh(input.refreshToken ?? ctx.refreshCookie.read());
        // What came in the cookie goes back there, whatever the client calls itself: a script in the page can't ask for it.
        return { session: handOverSession(input.refreshToken === undefined ? { ...ctx, client: 'cookie' } : ctx, opened) };
      }),
    logout: inPerson
      .meta({ summary: 'Ends this session at once.' })
      .output(done('signed-out'))
      .mutation(async ({ ctx }) => {
        await sessions.end(ctx.actor);
        ctx.refreshCookie.clear();
        return { status: 'signed-out' };
      }),
    requestPasswordReset: openUpTo(MAIL_REQUESTS)
      .meta({ summary: 'Sends a link to choose a new password, if the address is known.' })
      .input(z.strictObject({ email }))
      .output(done('sent'))
      .mutation(async ({ input }) => {
        await inSteps(() => credentials.requestReset(input.email));
        return { status: 'sent' };
      }),
    resetPassword: openUpTo(LINK_TRIES)
      .meta({ summary: 'Sets a new password with the token of the mail; every session ends.' })
      .input(z.strictObject({ token: ticketToken, password }))
      .output(done('password-changed'))
      .mutation(async ({ ctx, input }) => {
        const { value, expiresAt } = await credentials.resetPassword(input.token, input.password);
        if (ctx.client === 'cookie') ctx.deviceCookie.write(value, expiresAt);
        return { status: 'password-changed' };
      }),
    passkey: router({
      loginOptions: openUpTo(CEREMONIES)
        .meta({ summary: 'Begins a sign-in with a passkey.' })
        .input(z.strictObject({ challenge: ticketToken.optional() }).optional())
        .output(passkeyOptions)
        .mutation(({ input }) => signIn.passkeyOptions(input?.challenge)),
      login: openUpTo(CEREMONIES)
        .meta({ summary: 'Signs in with a passkey.' })
        .input(z.strictObject({ response: passkeyAssertion, remember: z.boolean().optional() }))
        .output(signedInAnswer)
        .mutation(async ({ ctx, input }) => handOver(ctx, await signIn.passkeyLogin(input, visitOf(ctx)))),
      registerOptions: justProven
        .meta({ summary: 'Begins to add a passkey.' })
        .output(passkeyOptions)
        .mutation(({ ctx }) => factors.passkeyOptions(ctx.actor)),
      register: justProven
        .meta({ summary: 'Adds a passkey.' })
        .input(z.strictObject({ response: passkeyAttestation, name: passkeyName.optional() }))
        .output(passkeyAdded)
        .mutation(({ ctx, input }) => factors.addPasskey(ctx.actor, { ...input, name: input.name ?? 'Passkey' })),
      list: inPerson
        .meta({ summary: 'Lists your passkeys.' })
        .output(z.strictObject({ items: z.array(passkeyView) }))
        .query(async ({ ctx }) => ({ items: await passkeys.list(ctx.actor.userId) })),
      remove: justProven
        .meta({ summary: 'Removes a passkey.' })
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await factors.removePasskey(ctx.actor, input.id);
          return input;
        }),
    }),
  });
}

import {
  accountExport,
  accountUpdate,
  activityEvent,
  apiTokenCreated,
  apiTokenInput,
  apiTokenView,
  byId,
  changePasswordInput,
  deleteAccountInput,
  done,
  factorAdded,
  notifications,
  notificationsUpdate,
  page,
  pageByIdInput,
  pageInput,
  recoveryCodes,
  requestEmailChangeInput,
  securityOverview,
  sessionView,
  ticketToken,
  totpCode,
  totpEnrolment,
  user,
} from '@tripmaster/contracts';
import { inPerson, inPersonUpTo, justProven, openUpTo, router, signedIn, signedInUpTo } from '@tripmaster/rpc';
import { z } from 'zod';
import type { Auth } from '../auth.ts';
import { HEAVY_REQUESTS, LINK_TRIES, PROFILE_CHANGES } from '../sign-in/limits.ts';

const pagingById = z.strictObject(pageByIdInput).optional();

/** A provider, by its address as it writes it. */
const byIssuer = z.strictObject({ issuer: z.url().max(500) });

export function accountRoutes({ accounts, credentials, sessions, factors, apiTokens, audit, privacy }: Auth) {
  return router({
    me: signedIn
      .meta({ summary: 'Tells who you are.', tool: 'reads' })
      .output(user)
      .query(({ ctx }) => accounts.me(ctx.actor)),
    update: signedInUpTo(PROFILE_CHANGES)
      .meta({ summary: 'Changes your name, language, time zone, currency or country.' })
      .input(accountUpdate)
      .output(user)
      .mutation(({ ctx, input }) => accounts.update(ctx.actor, input)),
    security: inPerson
      .meta({ summary: 'Tells how your account is protected.' })
      .output(securityOverview)
      .query(({ ctx }) => factors.overview(ctx.actor)),
    changePassword: inPerson
      .meta({ summary: 'Changes your password.' })
      .input(changePasswordInput)
      .output(done('password-changed'))
      .mutation(async ({ ctx, input }) => {
        const { value, expiresAt } = await credentials.changePassword(ctx.actor, input);
        if (ctx.client === 'cookie') ctx.deviceCookie.write(value, expiresAt);
        return { status: 'password-changed' };
      }),
    requestEmailChange: inPersonUpTo(HEAVY_REQUESTS)
      .meta({ summary: 'Asks for another e-mail address; a mail goes there to confirm it.' })
      .input(requestEmailChangeInput)
      .output(done('sent'))
      .mutation(async ({ ctx, input }) => {
        await credentials.requestEmailChange(ctx.actor, input);
        return { status: 'sent' };
      }),
    confirmEmailChange: openUpTo(LINK_TRIES)
      .meta({ summary: 'Confirms the new e-mail address with the token of the mail.' })
      .input(z.strictObject({ token: ticketToken }))
      .output(done('email-changed'))
      .mutation(async ({ input }) => {
        await credentials.confirmEmailChange(input.token);
        return { status: 'email-changed' };
      }),
    sessions: router({
      list: inPerson
        .meta({ summary: 'Lists where you are signed in.' })
        .input(pagingById)
        .output(page(sessionView))
        .query(({ ctx, input }) => sessions.list(ctx.actor, input ?? {})),
      revoke: justProven
        .meta({ summary: 'Ends a session somewhere else.' })
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await sessions.revoke(ctx.actor, input.id);
          return input;
        }),
      revokeOthers: justProven
        .meta({ summary: 'Signs you out everywhere else.' })
        .output(z.strictObject({ ended: z.int() }))
        .mutation(async ({ ctx }) => ({ ended: await sessions.revokeOthers(ctx.actor) })),
    }),
    totp: router({
      enroll: justProven
        .meta({ summary: 'Begins to add an authenticator app.' })
        .output(totpEnrolment)
        .mutation(({ ctx }) => factors.enrolTotp(ctx.actor)),
      confirm: justProven
        .meta({ summary: 'Adds the authenticator app with a code of it.' })
        .input(z.strictObject({ code: totpCode }))
        .output(factorAdded)
        .mutation(({ ctx, input }) => factors.confirmTotp(ctx.actor, input.code)),
      disable: justProven
        .meta({ summary: 'Removes the authenticator app.' })
        .output(done('disabled'))
        .mutation(async ({ ctx }) => {
          await factors.removeTotp(ctx.actor);
          return { status: 'disabled' };
        }),
    }),
    recoveryCodes: router({
      regenerate: justProven
        .meta({ summary: 'Gives new recovery codes; the old ones end.' })
        .output(z.strictObject({ recoveryCodes }))
        .mutation(async ({ ctx }) => ({ recoveryCodes: await factors.renewCodes(ctx.actor) })),
    }),
    openId: router({
      unlink: justProven
        .meta({ summary: 'Ends signing in with a provider.' })
        .input(byIssuer)
        .output(byIssuer)
        .mutation(async ({ ctx, input }) => {
          await factors.unlinkOpenId(ctx.actor, input.issuer);
          return input;
        }),
    }),
    apiTokens: router({
      create: justProven
        .meta({ summary: 'Makes an API token; it is shown this once.' })
        .input(apiTokenInput)
        .output(apiTokenCreated)
        .mutation(({ ctx, input }) => apiTokens.create(ctx.actor, input)),
      list: inPerson
        .meta({ summary: 'Lists your API tokens.' })
        .input(pagingById)
        .output(page(apiTokenView))
        .query(({ ctx, input }) => apiTokens.list(ctx.actor, input ?? {})),
      revoke: inPerson
        .meta({ summary: 'Ends an API token.' })
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await apiTokens.revoke(ctx.actor, input.id);
          return input;
        }),
    }),
    activity: inPerson
      .meta({ summary: 'Lists what was done with your account, newest first.' })
      .input(z.strictObject(pageInput).optional())
      .output(page(activityEvent))
      .query(({ ctx, input }) => audit.activity(ctx.actor, input ?? {})),
    notifications: router({
      get: signedIn
        .meta({ summary: 'Tells which mails you get.' })
        .output(notifications)
        .query(({ ctx }) => accounts.notifications(ctx.actor)),
      set: signedInUpTo(PROFILE_CHANGES)
        .meta({ summary: 'Says which mails you want.' })
        .input(notificationsUpdate)
        .output(notifications)
        .mutation(({ ctx, input }) => accounts.setNotifications(ctx.actor, input)),
    }),
    export: inPersonUpTo(HEAVY_REQUESTS)
      .meta({ summary: 'Gives everything held about you.' })
      .output(accountExport)
      .query(({ ctx }) => privacy.export(ctx.actor)),
    delete: inPerson
      .meta({ summary: 'Deletes your account and everything that belongs to it.' })
      .input(deleteAccountInput)
      .output(done('deleted'))
      .mutation(async ({ ctx, input }) => {
        await privacy.erase(ctx.actor, input.password);
        ctx.refreshCookie.clear();
        ctx.deviceCookie.clear();
        return { status: 'deleted' };
      }),
  });
}

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
    me: signedIn.output(user).query(({ ctx }) => accounts.me(ctx.actor)),
    update: signedInUpTo(PROFILE_CHANGES)
      .input(accountUpdate)
      .output(user)
      .mutation(({ ctx, input }) => accounts.update(ctx.actor, input)),
    security: inPerson.output(securityOverview).query(({ ctx }) => factors.overview(ctx.actor)),
    changePassword: inPerson
      .input(changePasswordInput)
      .output(done('password-changed'))
      .mutation(async ({ ctx, input }) => {
        const { value, expiresAt } = await credentials.changePassword(ctx.actor, input);
        if (ctx.client === 'cookie') ctx.deviceCookie.write(value, expiresAt);
        return { status: 'password-changed' };
      }),
    requestEmailChange: inPersonUpTo(HEAVY_REQUESTS)
      .input(requestEmailChangeInput)
      .output(done('sent'))
      .mutation(async ({ ctx, input }) => {
        await credentials.requestEmailChange(ctx.actor, input);
        return { status: 'sent' };
      }),
    confirmEmailChange: openUpTo(LINK_TRIES)
      .input(z.strictObject({ token: ticketToken }))
      .output(done('email-changed'))
      .mutation(async ({ input }) => {
        await credentials.confirmEmailChange(input.token);
        return { status: 'email-changed' };
      }),
    sessions: router({
      list: inPerson
        .input(pagingById)
        .output(page(sessionView))
        .query(({ ctx, input }) => sessions.list(ctx.actor, input ?? {})),
      revoke: justProven
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await sessions.revoke(ctx.actor, input.id);
          return input;
        }),
      revokeOthers: justProven
        .output(z.strictObject({ ended: z.int() }))
        .mutation(async ({ ctx }) => ({ ended: await sessions.revokeOthers(ctx.actor) })),
    }),
    totp: router({
      enroll: justProven.output(totpEnrolment).mutation(({ ctx }) => factors.enrolTotp(ctx.actor)),
      confirm: justProven
        .input(z.strictObject({ code: totpCode }))
        .output(factorAdded)
        .mutation(({ ctx, input }) => factors.confirmTotp(ctx.actor, input.code)),
      disable: justProven.output(done('disabled')).mutation(async ({ ctx }) => {
        await factors.removeTotp(ctx.actor);
        return { status: 'disabled' };
      }),
    }),
    recoveryCodes: router({
      regenerate: justProven
        .output(z.strictObject({ recoveryCodes }))
        .mutation(async ({ ctx }) => ({ recoveryCodes: await factors.renewCodes(ctx.actor) })),
    }),
    openId: router({
      unlink: justProven
        .input(byIssuer)
        .output(byIssuer)
        .mutation(async ({ ctx, input }) => {
          await factors.unlinkOpenId(ctx.actor, input.issuer);
          return input;
        }),
    }),
    apiTokens: router({
      create: justProven
        .input(apiTokenInput)
        .output(apiTokenCreated)
        .mutation(({ ctx, input }) => apiTokens.create(ctx.actor, input)),
      list: inPerson
        .input(pagingById)
        .output(page(apiTokenView))
        .query(({ ctx, input }) => apiTokens.list(ctx.actor, input ?? {})),
      revoke: inPerson
        .input(byId)
        .output(byId)
        .mutation(async ({ ctx, input }) => {
          await apiTokens.revoke(ctx.actor, input.id);
          return input;
        }),
    }),
    activity: inPerson
      .input(z.strictObject(pageInput).optional())
      .output(page(activityEvent))
      .query(({ ctx, input }) => audit.activity(ctx.actor, input ?? {})),
    notifications: router({
      get: signedIn.output(notifications).query(({ ctx }) => accounts.notifications(ctx.actor)),
      set: signedInUpTo(PROFILE_CHANGES)
        .input(notifications)
        .output(notifications)
        .mutation(({ ctx, input }) => accounts.setNotifications(ctx.actor, input)),
    }),
    export: inPersonUpTo(HEAVY_REQUESTS)
      .output(accountExport)
      .query(({ ctx }) => privacy.export(ctx.actor)),
    delete: inPerson
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

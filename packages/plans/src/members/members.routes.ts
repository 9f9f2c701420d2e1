import { byId, byToken, invitation, inviteInput, joined, memberInput, memberRoleInput, people } from '@tripmaster/contracts';
import { router, signedIn, signedInUpTo } from '@tripmaster/rpc';
import { INVITATIONS_AN_ACCOUNT, INVITATIONS_TO_AN_ADDRESS, JOININGS_AN_ACCOUNT } from '../plans/limits.ts';
import type { InvitationsService } from './invitations.service.ts';
import type { MembersService } from './members.service.ts';

/** The procedures of the people on a plan. */
export function membersRoutes({ members, invitations }: { members: MembersService; invitations: InvitationsService }) {
  return router({
    invite: signedInUpTo(INVITATIONS_AN_ACCOUNT)
      .input(inviteInput)
      .output(invitation)
      .mutation(async ({ ctx, input }) => {
        await ctx.limiter.take(INVITATIONS_TO_AN_ADDRESS, input.email);
        return invitations.invite(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey });
      }),
    list: signedIn
      .input(byId)
      .output(people)
      .query(({ ctx, input }) => members.list(ctx.actor, input.id)),
    setRole: signedIn
      .input(memberRoleInput)
      .output(memberRoleInput)
      .mutation(({ ctx, input }) => members.setRole(ctx.actor, input)),
    remove: signedIn
      .input(memberInput)
      .output(memberInput)
      .mutation(({ ctx, input }) => members.remove(ctx.actor, input)),
    accept: signedInUpTo(JOININGS_AN_ACCOUNT)
      .input(byToken)
      .output(joined)
      .mutation(({ ctx, input }) => invitations.accept(ctx.actor, input.token, { idempotencyKey: ctx.idempotencyKey })),
    leave: signedIn
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => members.leave(ctx.actor, input.id)),
    invitations: router({
      revoke: signedIn
        .input(byId)
        .output(byId)
        .mutation(({ ctx, input }) => invitations.revoke(ctx.actor, input.id)),
    }),
  });
}

import { byId, byToken, invitation, inviteInput, joined, memberInput, memberRoleInput, people } from '@tripmaster/contracts';
import { router, signedIn, signedInUpTo } from '@tripmaster/rpc';
import { INVITATIONS_AN_ACCOUNT, INVITATIONS_TO_AN_ADDRESS, JOININGS_AN_ACCOUNT } from '../plans/limits.ts';
import type { InvitationsService } from './invitations.service.ts';
import type { MembersService } from './members.service.ts';

/** The procedures of the people on a plan. */
export function membersRoutes({ members, invitations }: { members: MembersService; invitations: InvitationsService }) {
  return router({
    invite: signedInUpTo(INVITATIONS_AN_ACCOUNT)
      .meta({ summary: 'Invites somebody to a plan by e-mail, also people without an account yet.', once: true })
      .input(inviteInput)
      .output(invitation)
      .mutation(async ({ ctx, input }) => {
        await ctx.limiter.take(INVITATIONS_TO_AN_ADDRESS, input.email);
        return invitations.invite(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey });
      }),
    list: signedIn
      .meta({ summary: 'Lists who is on a plan, and who is invited.', tool: 'reads' })
      .input(byId)
      .output(people)
      .query(({ ctx, input }) => members.list(ctx.actor, input.id)),
    setRole: signedIn
      .meta({ summary: 'Makes a member an editor or a viewer.' })
      .input(memberRoleInput)
      .output(memberRoleInput)
      .mutation(({ ctx, input }) => members.setRole(ctx.actor, input)),
    remove: signedIn
      .meta({ summary: 'Takes a member off a plan.' })
      .input(memberInput)
      .output(memberInput)
      .mutation(({ ctx, input }) => members.remove(ctx.actor, input)),
    accept: signedInUpTo(JOININGS_AN_ACCOUNT)
      .meta({ summary: 'Joins the plan of an invitation with the token of the mail.', once: true })
      .input(byToken)
      .output(joined)
      .mutation(({ ctx, input }) => invitations.accept(ctx.actor, input.token, { idempotencyKey: ctx.idempotencyKey })),
    leave: signedIn
      .meta({ summary: 'Leaves a plan of somebody else.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => members.leave(ctx.actor, input.id)),
    invitations: router({
      revoke: signedIn
        .meta({ summary: 'Takes an invitation back.' })
        .input(byId)
        .output(byId)
        .mutation(({ ctx, input }) => invitations.revoke(ctx.actor, input.id)),
    }),
  });
}

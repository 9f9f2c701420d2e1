import { planEvent, planWatch } from '@tripmaster/contracts';
import { signedInUpTo, trackedStream } from '@tripmaster/rpc';
import { tracked } from '@trpc/server';
import { FOLLOWS_AN_ACCOUNT } from '../plans/limits.ts';
import type { LiveService } from './live.service.ts';

/** What is told while a plan is open; it stands among the procedures of plans. */
export function liveProcedures(live: LiveService) {
  return {
    onChange: signedInUpTo(FOLLOWS_AN_ACCOUNT)
      .meta({ scope: 'read', summary: 'Tells what others change in a plan, and who has it open.' })
      .input(planWatch)
      .output(trackedStream(planEvent))
      .subscription(async ({ ctx, input, signal }) => told(await live.follow(ctx.actor, input, signal ?? ctx.signal))),
  };
}

async function* told(events: Awaited<ReturnType<LiveService['follow']>>) {
  for await (const [id, event] of events) yield tracked(id, event);
}

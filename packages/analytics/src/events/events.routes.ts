import { countingChoice, countingSettings, ownCounting, trackedEvents, trackInput, type CountingMode } from '@tripmaster/contracts';
import { inPerson, inPersonUpTo, open, router, visitor, type Limit } from '@tripmaster/rpc';
import type { CountedPeople } from './people.ts';
import type { TrackService } from './track.service.ts';

/** Each no gives a new pseudonym: with no end of them one person would be a crowd among the figures. */
const CHOICES_AN_ACCOUNT: Limit = { name: 'counting-choices', max: 60, windowMs: 3_600_000 };

/** The procedures by which front ends tell what they have seen. */
export function eventsProcedures({ track, mode }: { track: TrackService; mode: CountingMode }) {
  return {
    track: visitor
      .meta({
        summary: 'Tells what a front end has seen happen.',
        description:
          'At most 50 events a call. What is no event, came before, or is one too many is dropped and counted, not refused; of who asks not to be counted (DNT, Sec-GPC) nothing is kept.',
      })
      .input(trackInput)
      .output(trackedEvents)
      .mutation(({ ctx, input }) => track.track(input, ctx)),
    settings: open
      .meta({ summary: 'Tells whether visits are counted here.' })
      .output(countingSettings)
      .query(() => ({ mode })),
  };
}

/** What somebody signed in says of it; it stands among the procedures of the account. */
export function countingRoutes(people: CountedPeople) {
  return router({
    get: inPerson
      .meta({ summary: 'Tells whether what you do is counted as yours.' })
      .output(ownCounting)
      .query(({ ctx }) => people.get(ctx.actor)),
    set: inPersonUpTo(CHOICES_AN_ACCOUNT)
      .meta({ summary: 'Says whether what you do is counted as yours.' })
      .input(countingChoice)
      .output(ownCounting)
      .mutation(({ ctx, input }) => people.set(ctx.actor, input.counted)),
  });
}

import {
  alertChange,
  alertHistoryInput,
  alertMeasures,
  alertSaved,
  alertSetInput,
  alertSilenceInput,
  alertTested,
  alertView,
  byId,
  page,
} from '@tripmaster/contracts';
import { admin, router } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AlertsService } from './alerts.service.ts';

export function alertsRoutes(alerts: AlertsService) {
  return router({
    list: admin
      .meta({ summary: 'Lists the rules that watch the server, and how each stands.' })
      .output(z.strictObject({ items: z.array(alertView) }))
      .query(() => alerts.list()),
    set: admin
      .meta({ summary: 'Makes a rule that watches the server, or changes one.' })
      .input(alertSetInput)
      .output(alertSaved)
      .mutation(({ ctx, input }) => alerts.set(ctx.actor, input)),
    remove: admin
      .meta({ summary: 'Removes a rule with its history.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => alerts.remove(ctx.actor, input.id)),
    silence: admin
      .meta({ summary: 'Tells nobody of a rule until a moment, or tells again.' })
      .input(alertSilenceInput)
      .output(alertView)
      .mutation(({ ctx, input }) => alerts.silence(ctx.actor, input.id, input.until)),
    test: admin
      .meta({ summary: 'Sends a test to every channel of a rule, and says what became of it.' })
      .input(byId)
      .output(alertTested)
      .mutation(({ ctx, input }) => alerts.test(ctx.actor, input.id)),
    history: admin
      .meta({ summary: 'Lists when rules fired, how bad it got, when it was over, who was told, and tests, newest first.' })
      .input(alertHistoryInput)
      .output(page(alertChange))
      .query(({ input }) => alerts.history(input)),
    measures: admin
      .meta({ summary: 'Measures what can be watched, and how the server answered in the last day.' })
      .output(alertMeasures)
      .query(() => alerts.measures()),
  });
}

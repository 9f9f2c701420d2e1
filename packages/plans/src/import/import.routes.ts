import { acceptInput, importInput, importProposal, plan } from '@tripmaster/contracts';
import { checkedOnce, signedInInTurn } from '@tripmaster/rpc';
import { IMPORTS_AN_ACCOUNT } from '../plans/limits.ts';
import type { ImportService } from './import.service.ts';

const checkedPlan = checkedOnce(plan);
const checkedProposal = checkedOnce(importProposal);

/** The procedures of importing; they stand among those of plans. */
export function importProcedures(service: ImportService) {
  return {
    import: signedInInTurn(IMPORTS_AN_ACCOUNT)
      .meta({ summary: 'Reads a file (a plan of ours, a calendar, a track, a table, a booking) and proposes what would come of it.' })
      .input(importInput)
      .output(checkedProposal)
      .mutation(({ ctx, input }) => service.propose(ctx.actor, input, { signal: ctx.signal })),
    acceptImport: signedInInTurn(IMPORTS_AN_ACCOUNT)
      .meta({ summary: 'Makes a plan of what was proposed of a file.', once: true })
      .input(acceptInput)
      .output(checkedPlan)
      .mutation(({ ctx, input }) => service.accept(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
  };
}

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
      .meta({
        summary:
          'Reads a file (our JSON, ICS, GPX, KML, CSV, a mail, a page, a PDF, text) and proposes a plan or changes of one; nothing is saved.',
      })
      .input(importInput)
      .output(checkedProposal)
      .mutation(({ ctx, input }) => service.propose(ctx.actor, input, { signal: ctx.signal })),
    acceptImport: signedInInTurn(IMPORTS_AN_ACCOUNT)
      .meta({ summary: 'Makes the plan that an import proposed, as it came back, checked again.', once: true })
      .input(acceptInput)
      .output(checkedPlan)
      .mutation(({ ctx, input }) => service.accept(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
  };
}

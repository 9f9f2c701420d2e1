import type { Notice } from '@tripmaster/contracts';
import type { Proposer } from '../itinerary/types.ts';
import { failureClause, ModelFailure } from './failure.ts';

/**
 * A proposer that never fails for the model's sake: whatever it rejects with, the built-in one answers, with a notice
 * that says why. Only the caller's own abort and a fault of the built-in proposer come through. `onFailure` is for logs.
 */
export function withFallback(model: Proposer, builtin: Proposer, onFailure?: (error: unknown) => void): Proposer {
  return {
    async propose(trip, options) {
      try {
        return await model.propose(trip, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        onFailure?.(error);
        options.onProgress?.(1, 'Going on without the model');
        const proposal = await builtin.propose(trip, options);
        const who = proposal.proposer === 'skeleton' ? 'this plan was made without it' : 'the built-in guide made this plan';
        return {
          ...proposal,
          notices: [...proposal.notices, { code: noticeCode(error), message: `${failureClause(error)}, so ${who}.` }],
        };
      }
    },
  };
}

function noticeCode(error: unknown): Notice['code'] {
  return error instanceof ModelFailure && error.kind === 'over-budget' ? 'model-budget-used' : 'model-unavailable';
}

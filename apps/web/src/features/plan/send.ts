import { type Clash, type Id, insist, type Plan, type PlanDiff, type PlanOperation, rebase } from '@tripmaster/contracts';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';

/** Others may be quick, but not for ever. */
const MOST_TRIES = 20;

export type Sending = { id: Id; version: number; operations: PlanOperation[] };

/** Others changed the same thing meanwhile: somebody has to say what stands. */
export class Clashing extends Error {
  override readonly name = 'Clashing';
  readonly clashes: readonly Clash[];
  readonly sending: Sending;
  /** What to send where one's own word is to stand. */
  readonly mine: Sending;

  constructor(clashes: readonly Clash[], sending: Sending, current: { version: number; diff: PlanDiff }) {
    super('Others changed the same thing meanwhile.');
    this.clashes = clashes;
    this.sending = sending;
    this.mine = { ...sending, version: current.version, operations: insist(sending.operations, current.diff, sending.version) };
  }
}

/**
 * Saves operations on the version they were made on. Where others saved something since, they are rebased on that; gives
 * what was sent in the end with the plan. Throws `Clashing` where that does not go.
 */
export async function send(given: Sending): Promise<{ plan: Plan; operations: PlanOperation[] }> {
  let sending = given;
  for (let tries = 1; ; tries += 1) {
    try {
      return { plan: await api.plans.update.mutate(sending), operations: sending.operations };
    } catch (error) {
      const { code, currentVersion: version, diff } = readFailure(error);
      if (code !== 'conflict' || version === undefined || diff === undefined || tries === MOST_TRIES) throw error;
      const { operations, clashes } = rebase(sending.operations, diff);
      if (clashes.length > 0) throw new Clashing(clashes, sending, { version, diff });
      // Others did just the same.
      if (operations.length === 0) return { plan: await api.plans.get.query({ id: sending.id }), operations };
      sending = { ...sending, version, operations };
    }
  }
}

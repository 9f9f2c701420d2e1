import type { PlanDocument, ServerEventName } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import { doneBy, type Activity, type Actor, type Happening } from '@tripmaster/rpc';
import type { WorldGazetteer } from '../gazetteer/index.ts';

/** Counts what somebody does with a plan, in the transaction in which they do it; where to and when, of the plan that comes of it. */
export type CountAct = (
  tx: Transaction,
  actor: Actor,
  name: Extract<ServerEventName, `plan-${string}`>,
  document?: Pick<PlanDocument, 'destinations' | 'days'>,
) => Promise<void>;

export function actCounter({ activity, gazetteer }: { activity: Activity; gazetteer: Pick<WorldGazetteer, 'resolve'> }): CountAct {
  /** Names of imported plans are whatever somebody wrote: only those of the world's cities are counted. */
  function tripOf({ destinations: [first], days }: Pick<PlanDocument, 'destinations' | 'days'>): Pick<Happening, 'destination' | 'month'> {
    const hit = first === undefined ? undefined : gazetteer.resolve(first.name).find(({ country }) => country === first.country);
    const start = days[0]?.date ?? first?.arrive;
    return {
      ...(hit === undefined ? {} : { destination: `${hit.name}, ${hit.country}` }),
      ...(start === undefined ? {} : { month: start.slice(5, 7) }),
    };
  }

  return (tx, actor, name, document) =>
    activity.record(tx, { name, ...doneBy(actor), ...(document === undefined ? {} : tripOf(document)) });
}

import {
  ErrorCode,
  OpenFeatureEventEmitter,
  ProviderEvents,
  ProviderFatalError,
  type EvaluationContext,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk';
import { isUnavailable } from '@tripmaster/db';
import { isObject } from './conditions.ts';
import type { FlagEvaluator, Subject } from './evaluator.ts';
import type { FlagState, Known } from './state.ts';

/** What the server's own questions say beside what rules may ask about: it goes by a name that no rule gets to see. */
const OWN = 'tripmaster';
export type OwnContext = EvaluationContext & { targetingKey: string };

/** A context for a question of the server's own about somebody: whose account it is, and whether it is remembered what they get. */
export function ownContext(context: OwnContext, { account, remembered }: { account: string; remembered: boolean }): OwnContext {
  return { ...context, [OWN]: { account, remembered } };
}

/** The subject of a question that came through OpenFeature, which only the server asks. */
function subjectOfOwn({ [OWN]: own, ...context }: EvaluationContext): Subject {
  const { account, remembered } = isObject(own) ? own : {};
  return { ...subjectOf(context, remembered !== false), account: typeof account === 'string' ? account : undefined };
}

/** OpenFeature’s context as those for whom rules are evaluated. Its targeting key is the attribute `id`, where that is not given. */
export function subjectOf(context: Readonly<Record<string, unknown>>, remembered: boolean): Subject {
  const { targetingKey, ...given } = context;
  const attributes = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );
  const { url, forcedVariations, qaMode } = given;
  const forced = isObject(forcedVariations)
    ? Object.entries(forcedVariations).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : []))
    : [];
  return {
    attributes: 'id' in attributes || targetingKey === undefined ? attributes : { ...attributes, id: targetingKey },
    url: typeof url === 'string' ? url : undefined,
    // Without a prototype: no experiment is forced because objects have a method of its name.
    forcedVariations: forced.length === 0 ? undefined : Object.assign(Object.create(null), Object.fromEntries(forced)),
    qaMode: qaMode === true ? true : undefined,
    remembered,
  };
}

/** The flags of the database as a provider of OpenFeature. What was found for all alike is found once, as long as nothing changes. */
export function flagProvider({ state, evaluator }: { state: FlagState; evaluator: FlagEvaluator }): Provider {
  const events = new OpenFeatureEventEmitter();
  const static_ = { of: undefined as Known | undefined, found: new Map<string, unknown>() };
  let stopListening: (() => void) | undefined;
  let failed = false;

  async function resolve<Value>(
    key: string,
    fallback: Value,
    context: EvaluationContext,
    fits: (value: unknown) => value is Value,
  ): Promise<ResolutionDetails<Value>> {
    const [evaluation] = await evaluator.evaluate([key], subjectOfOwn(context));
    if (evaluation === undefined) return { value: fallback };
    const { value, reason, variant, metadata, error } = evaluation;
    if (error !== undefined) return { value: fallback, reason, errorCode: ErrorCode[error.code], errorMessage: error.details };
    const more = { ...(variant === undefined ? {} : { variant }), ...(metadata === undefined ? {} : { flagMetadata: { ...metadata } }) };
    if (value === undefined) return { value: fallback, reason, ...more };
    if (!fits(value))
      return { value: fallback, reason: 'ERROR', errorCode: ErrorCode.TYPE_MISMATCH, errorMessage: 'The flag is of another type.' };
    return { value, reason: reason === 'STATIC' && isFoundAgain(key, value) ? 'CACHED' : reason, ...more };
  }

  function isFoundAgain(key: string, value: unknown): boolean {
    const known = state.current();
    if (static_.of !== known) {
      static_.of = known;
      static_.found.clear();
    }
    if (static_.found.has(key) && static_.found.get(key) === value) return true;
    static_.found.set(key, value);
    return false;
  }

  return {
    metadata: { name: 'tripmaster-flags' },
    runsOn: 'server',
    events,
    async initialize() {
      stopListening = state.on((what) => {
        if (what === 'stale') events.emit(ProviderEvents.Stale, { message: 'the database can’t be reached' });
        if (what === 'changed') events.emit(ProviderEvents.ConfigurationChanged);
        // What could not be read at the beginning may be later.
        if (what === 'ready' || (what === 'changed' && failed)) events.emit(ProviderEvents.Ready);
        if (what === 'changed') failed = false;
      });
      try {
        await state.refresh();
      } catch (error) {
        failed = true;
        // What waiting mends is no reason to give up: flags are looked for again and again.
        if (isUnavailable(error)) throw error;
        throw new ProviderFatalError('flags can’t be read', { cause: error });
      }
    },
    async onClose() {
      stopListening?.();
    },
    resolveBooleanEvaluation: (key, fallback, context) =>
      resolve(key, fallback, context, (value): value is boolean => typeof value === 'boolean'),
    resolveStringEvaluation: (key, fallback, context) =>
      resolve(key, fallback, context, (value): value is string => typeof value === 'string'),
    resolveNumberEvaluation: (key, fallback, context) =>
      resolve(key, fallback, context, (value): value is number => typeof value === 'number'),
    resolveObjectEvaluation: <Value extends JsonValue>(key: string, fallback: Value, context: EvaluationContext) =>
      resolve(key, fallback, context, (value): value is Value => typeof value === 'object' && value !== null),
  };
}

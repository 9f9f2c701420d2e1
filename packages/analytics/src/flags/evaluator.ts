import type { FeatureResult, UserContext } from '@growthbook/growthbook';
import { isFlagKey, isFlagValue, type FlagDefinition } from '@tripmaster/contracts';
import type { Exposures } from '../exposures/exposures.ts';
import { experimentOf, type CompiledFlag } from './compile.ts';
import type { FlagState, Known } from './state.ts';
import type { StickyBuckets } from './sticky.ts';

/** Why a flag has its value, in OpenFeature’s words. */
export type FlagReason = 'STATIC' | 'DEFAULT' | 'TARGETING_MATCH' | 'SPLIT' | 'DISABLED' | 'UNKNOWN' | 'ERROR';
export type FlagErrorCode =
  | 'FLAG_NOT_FOUND'
  | 'PARSE_ERROR'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'TYPE_MISMATCH'
  | 'PROVIDER_NOT_READY';

/** What a flag is for somebody. Without a `value` the default of whoever asks holds. */
export type Evaluation = {
  key: string;
  value?: unknown;
  reason: FlagReason;
  variant?: string;
  metadata?: NonNullable<FlagDefinition['metadata']>;
  error?: { code: FlagErrorCode; details: string };
};

/** For whom flags are evaluated. */
export type Subject = {
  /** What rules may ask about. `id` is what shares go by; absent, a flag that is shared out by it can't be told. */
  attributes: Readonly<Record<string, unknown>>;
  /** The page’s address: a variation can be forced by `?experiment=1` in it. */
  url?: string | undefined;
  /** Variations to be shown whatever chance says, by experiment. */
  forcedVariations?: Readonly<Record<string, number>> | undefined;
  /** No experiment, but where a variation is forced. */
  qaMode?: boolean | undefined;
  /** Whose account the pseudonym `id` is of: what is noted under it is written only as long as that is so. */
  account?: string | undefined;
  /** Whether it counts that a variation was shown, and whether it is kept for later. */
  remembered: boolean;
};

type Deps = { state: FlagState; sticky: StickyBuckets; exposures: Exposures };

/** Evaluates flags out of memory. Only where somebody may keep a variation, the database is asked once for what they have. */
export function flagEvaluator({ state, sticky, exposures }: Deps) {
  return {
    /** Some flags, or all that there are. Never rejects. */
    async evaluate(keys: readonly string[] | 'all', subject: Subject): Promise<Evaluation[]> {
      const known = state.current();
      if (known === undefined) return keys === 'all' ? [] : keys.map((key) => notReady(key));
      const context = contextOf(subject, exposures);
      if (known.stickyBy.length > 0) {
        const docs = await sticky.of(subject.attributes, known.stickyBy);
        // GrowthBook writes into what it is given.
        context.stickyBucketAssignmentDocs = { ...docs };
        context.saveStickyBucketAssignmentDoc = async (doc) => (subject.remembered ? sticky.keep(doc, subject.account) : undefined);
      }
      return (keys === 'all' ? [...known.flags.keys()] : keys).map((key) => evaluateOne(known, key, context));
    },
  };

  function evaluateOne(known: Known, key: string, context: UserContext): Evaluation {
    const flag = known.flags.get(key);
    if (flag === undefined) return failed(key, 'FLAG_NOT_FOUND', 'There is no flag of this name.');
    if (flag.broken) return withDefault(flag, failed(key, 'PARSE_ERROR', 'The definition of this flag can’t be followed.'));
    const told = flag.metadata === undefined ? {} : { metadata: flag.metadata };
    if (!flag.enabled) return withDefault(flag, { key, reason: 'DISABLED', ...told });
    const found = decisionOf(known, flag, context);
    if (found === undefined)
      return withDefault(flag, failed(key, 'INVALID_CONTEXT', 'Something in the context is nothing that rules can ask about.'));
    const { result, decided, lacksKey } = found;
    if (lacksKey) return withDefault(flag, failed(key, 'TARGETING_KEY_MISSING', 'This flag is shared out by the targeting key.'));
    if (result.source === 'cyclicPrerequisite') state.fault(key, 'its prerequisites lead back to it');
    const value: unknown = result.value;
    const reason = reasonOf(result, flag, decided);
    if (value === null || value === undefined) return withDefault(flag, { key, reason, ...told });
    if (isFlagKey(key) && !isFlagValue(key, value)) {
      state.fault(key, `its value ${JSON.stringify(value).slice(0, 100)} is none that the code takes`);
      return withDefault(flag, failed(key, 'TYPE_MISMATCH', 'Its value is none that the code takes.'));
    }
    const variant = variantOf(result, flag, decided);
    return { key, value, reason, ...(variant === undefined ? {} : { variant }), ...told };
  }
}

export type FlagEvaluator = ReturnType<typeof flagEvaluator>;

function contextOf({ attributes, url, forcedVariations, qaMode, account, remembered }: Subject, exposures: Exposures): UserContext {
  return {
    attributes,
    ...(url === undefined ? {} : { url }),
    ...(forcedVariations === undefined ? {} : { forcedVariations }),
    ...(qaMode === undefined ? {} : { qaMode }),
    ...(remembered
      ? {
          trackingCallback: ({ phase }, { hashAttribute, hashValue, variationId }) => {
            const experimentId = experimentOf(phase);
            if (experimentId !== undefined && hashAttribute === 'id') exposures.note(experimentId, hashValue, variationId, account);
          },
        }
      : {}),
  };
}

/**
 * What GrowthBook says; `undefined` where it can't: it compares values as they come, and a stranger's object may say of itself
 * that it has no text (`{"toString":null}`).
 */
function decisionOf(known: Known, flag: CompiledFlag, context: UserContext) {
  try {
    const result = known.growthbook.evalFeature(flag.key, context);
    const decided = flag.rules.findIndex((_, index) => result.ruleId === `#${index}`);
    return { result, decided, lacksKey: !('id' in (context.attributes ?? {})) && needsKey(known, flag, decided, context) };
  } catch {
    return undefined;
  }
}

/** Whether a rule that shares out by the targeting key would have had a say before the one that decided. */
function needsKey({ payload, evalCondition }: Known, flag: CompiledFlag, decided: number, { attributes = {} }: UserContext): boolean {
  const rules = payload.features?.[flag.key]?.rules ?? [];
  return flag.rules.slice(0, decided === -1 ? undefined : decided).some(({ byKey }, index) => {
    const condition = rules[index]?.condition;
    return byKey && (condition === undefined || evalCondition(attributes, condition, payload.savedGroups));
  });
}

function reasonOf({ source, experimentResult }: FeatureResult, { rules }: CompiledFlag, decided: number): FlagReason {
  switch (source) {
    case 'defaultValue':
      return rules.length === 0 ? 'STATIC' : 'DEFAULT';
    case 'experiment':
      return experimentResult?.hashUsed === true ? 'SPLIT' : 'TARGETING_MATCH';
    case 'force': {
      const rule = rules[decided];
      if (rule?.shared === true) return 'SPLIT';
      return decided === 0 && rule?.aimed === false ? 'STATIC' : 'TARGETING_MATCH';
    }
    case 'prerequisite':
      return 'DISABLED';
    default:
      return 'UNKNOWN';
  }
}

/** What a value is called: the variation of an experiment, the name it was given, or on and off. */
function variantOf({ source, value, experimentResult }: FeatureResult, flag: CompiledFlag, decided: number): string | undefined {
  if (source === 'experiment' && experimentResult !== undefined) return experimentResult.key;
  const named = flag.variants.size === 0 ? undefined : flag.variants.get(JSON.stringify(value));
  if (named !== undefined) return named;
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : flag.rules[decided]?.id;
}

function failed(key: string, code: FlagErrorCode, details: string): Evaluation {
  return { key, reason: 'ERROR', error: { code, details } };
}

function notReady(key: string): Evaluation {
  return failed(key, 'PROVIDER_NOT_READY', 'Nothing is known of flags yet.');
}

/** With the default of the code, where the code knows the flag. */
function withDefault({ fallback }: CompiledFlag, evaluation: Evaluation): Evaluation {
  return fallback === undefined ? evaluation : { ...evaluation, value: fallback };
}

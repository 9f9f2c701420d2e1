import { daysBetween, type Notice } from '@tripmaster/contracts';
import type { Holidays, Stage, Trip } from '../trip.ts';
import type { Proposal, ProposeOptions, Proposer, StageProposal } from '../itinerary/types.ts';
import type { AnswerCache, ModelLedger } from './accounts.ts';
import { askModel } from './ask.ts';
import type { Answer } from './answer.ts';
import { ModelClient, type ModelConfig } from './client.ts';
import { failureClause, ModelFailure, type Usage } from './failure.ts';
import { namedSoFar } from './progress.ts';
import { PROMPT_VERSION } from './prompt.ts';
import { answerer, type Answerer } from './question.ts';
import { mergeStage, type MergeContext } from './stage.ts';

/** Questions under way at once. */
const AT_ONCE = 3;

export type ModelProposerDeps = {
  /** What the model's places are compared with and filled up from; also says the rates of guides. */
  catalogue: Proposer;
  holidays: Holidays;
  /** Absent: nothing is written down, and no budget is kept. */
  ledger?: ModelLedger;
  cache?: AnswerCache;
  /** Is told when the books or the earlier answers failed, which fails no plan. */
  onTrouble?: (error: unknown) => void;
  /** Epoch milliseconds; default the clock. */
  now?: () => number;
  /** Milliseconds before the second try; for tests. */
  firstWait?: number;
};

/** A proposal that says what the model's answers cost. */
export type ModelProposal = Proposal & { usage: Usage };

/**
 * Asks an OpenAI-compatible model for places, city by city, and takes its answer as data: see `answer.ts` for what may
 * be in it and `mergeStage` for what the catalogue overrules. A city that gets no answer, or too thin a one, is the
 * catalogue's, with a notice.
 *
 * `propose` rejects with `ModelFailure` when no city got a usable answer within `timeoutMs`, and with the signal's reason
 * when the caller aborts.
 */
export class ModelProposer implements Proposer {
  readonly #config: ModelConfig;
  readonly #deps: ModelProposerDeps;
  readonly #answerOf: Answerer;

  constructor(config: ModelConfig, deps: ModelProposerDeps) {
    this.#config = config;
    this.#deps = deps;
    const { ledger, cache, onTrouble } = deps;
    this.#answerOf = answerer({
      client: new ModelClient(config),
      config,
      ...(ledger === undefined ? {} : { ledger }),
      ...(cache === undefined ? {} : { cache }),
      ...(onTrouble === undefined ? {} : { onTrouble }),
    });
  }

  async propose(trip: Trip, options: ProposeOptions = {}): Promise<ModelProposal> {
    const { signal } = options;
    const { catalogue, holidays, now = Date.now } = this.#deps;
    const base = await catalogue.propose(trip, signal === undefined ? {} : { signal });
    const usage: Usage = { inputTokens: 0, outputTokens: 0 };
    const cities = citiesOf(trip);
    const answers = await this.#askAll(trip, cities, usage, options);
    signal?.throwIfAborted();

    const context: MergeContext = {
      trip,
      holidays,
      model: this.#config.model.slice(0, 80),
      asOf: new Date(now()).toISOString().slice(0, 7),
      rates: new Map(base.rates.map((rate) => [rate.currency, rate])),
    };
    const outcomes = new Map<string, Outcome>();
    const stages: StageProposal[] = [];
    for (const own of base.stages) {
      const city = cities.get(keyOf(own.stage));
      const answer = answers.get(keyOf(own.stage));
      if (city === undefined || answer === undefined || answer instanceof Error) {
        stages.push(own);
        outcomes.set(keyOf(own.stage), { stage: own, used: 0, filled: true, error: answer instanceof Error ? answer : undefined });
        continue;
      }
      const { proposal, used, filled } = await mergeStage(context, own, answer, enoughFor(city.days));
      stages.push(used === 0 ? own : proposal);
      outcomes.set(keyOf(own.stage), { stage: used === 0 ? own : proposal, used, filled });
    }
    const all = [...outcomes.values()];
    if (all.every(({ used }) => used === 0))
      throw (
        all.find(({ error }) => error instanceof ModelFailure)?.error ??
        new ModelFailure('garbage', { message: 'no place of the answer can be used' })
      );
    return {
      stages,
      proposer: 'model',
      model: this.#config.model,
      promptVersion: PROMPT_VERSION,
      notices: [
        ...base.notices.filter(({ code }) => code !== 'skeleton'),
        ...(await this.#bareNotices(trip, stages)),
        ...all.flatMap(noticesOf),
      ],
      rates: [...context.rates.values()],
      usage,
    };
  }

  /** One answer or failure a city, a few at a time, all within one deadline. */
  async #askAll(
    trip: Trip,
    cities: Map<string, City>,
    usage: Usage,
    { signal, payer, onProgress }: ProposeOptions,
  ): Promise<Map<string, Answer | Error>> {
    const { timeoutMs } = this.#config;
    const { firstWait } = this.#deps;
    const stop = new AbortController();
    const abort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
    const timer = setTimeout(() => stop.abort(new ModelFailure('timeout')), timeoutMs);
    const deadline = performance.now() + timeoutMs;
    const answers = new Map<string, Answer | Error>();
    const waiting = [...cities];
    const named = namedSoFar(
      [...cities.values()].map(({ stage, days }) => ({ city: stage.name, asked: placesFor(days) })),
      onProgress,
    );
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [key, { stage, days }] = next;
        try {
          const question = {
            trip,
            stage,
            days,
            shape: stage.guide === undefined ? ('city' as const) : ('places' as const),
            places: placesFor(days),
            freeText: true,
          };
          const onUsage = ({ inputTokens, outputTokens }: Usage): void => {
            usage.inputTokens += inputTokens;
            usage.outputTokens += outputTokens;
          };
          answers.set(
            key,
            await askModel(this.#answerOf, question, {
              signal: stop.signal,
              deadline,
              payer,
              onUsage,
              onText: named(stage.name),
              ...(firstWait === undefined ? {} : { firstWait }),
            }),
          );
        } catch (error) {
          answers.set(key, error instanceof Error ? error : new ModelFailure('server-error', { cause: error }));
          // A key that opens nothing opens nothing for the next city either.
          if (error instanceof ModelFailure && error.kind === 'unauthorised') stop.abort(error);
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
    return answers;
  }

  /** The catalogue's own words about cities of which neither it nor the model knows anything. */
  async #bareNotices(trip: Trip, stages: readonly StageProposal[]): Promise<Notice[]> {
    const bare = stages.filter(({ skeleton, candidates }) => skeleton && candidates.length === 0).map(({ stage }) => stage);
    if (bare.length === 0) return [];
    const { notices } = await this.#deps.catalogue.propose({ ...trip, stages: bare }, {});
    return notices.filter(({ code }) => code === 'skeleton');
  }
}

type City = { stage: Stage; days: number };
type Outcome = { stage: StageProposal; used: number; filled: boolean; error?: Error | undefined };

const keyOf = ({ name, country, lat, lon }: Stage): string => `${name}|${country}|${lat}|${lon}`;

/** Every city once, with its dates over all stages. */
function citiesOf(trip: Trip): Map<string, City> {
  const cities = new Map<string, City>();
  for (const stage of trip.stages) {
    const before = cities.get(keyOf(stage));
    cities.set(keyOf(stage), { stage: before?.stage ?? stage, days: (before?.days ?? 0) + daysBetween(stage.arrive, stage.depart) + 1 });
  }
  return cities;
}

const placesFor = (days: number): number => Math.min(40, Math.max(20, 12 + 5 * days));
/** Candidates from which the days can be filled with some choice. */
const enoughFor = (days: number): number => Math.min(20, 4 + 3 * days);

function noticesOf({ stage: { stage, prices, skeleton }, used, filled, error }: Outcome): Notice[] {
  const { name, guide } = stage;
  const partly = (message: string): Notice => ({ code: 'model-partly-used', message });
  if (used === 0) {
    const made = guide === undefined ? 'the days there are left open' : 'the built-in guide made its part';
    return [
      partly(
        error === undefined
          ? `No place that the model named in ${name} can be used, so ${made}.`
          : `${failureClause(error)} for ${name}, so ${made}.`,
      ),
    ];
  }
  const few = used === 1 ? 'only one place' : `only ${used} places`;
  const thin = filled
    ? [
        partly(
          guide === undefined
            ? `The model named ${few} in ${name} that can be used: the rest of the days there is left open.`
            : `The model named ${few} in ${name} that can be used: the built-in guide added the others.`,
        ),
      ]
    : [];
  if (guide !== undefined) return thin;
  const what = ['places', 'neighbourhoods', ...(prices === undefined ? [] : ['prices'])];
  const listed = `${what.slice(0, -1).join(', ')} and ${what.at(-1) ?? ''}`;
  const unpriced = prices === undefined ? ' The costs of stays and meals are not known.' : '';
  return [
    ...thin,
    {
      code: 'not-checked',
      message: `No guide covers ${name}: ${skeleton ? 'the ' : ''}${listed} there are the model’s suggestions, and nobody has verified them.${unpriced}`,
    },
  ];
}

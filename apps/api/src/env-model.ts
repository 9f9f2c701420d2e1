import { z } from 'zod';
import { httpAddress } from './env-kinds.ts';

const dollars = z.coerce.number('is not an amount in dollars').min(0, 'must not be negative').max(1_000_000, 'is too much');

/** Settings of a model that proposes places, and of what it may cost. */
export const modelSettings = {
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: httpAddress.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini'),
  OPENAI_API: z.enum(['responses', 'chat'], 'must be responses or chat').default('responses'),
  OPENAI_TIMEOUT_SECONDS: z.coerce.number('is not a number').int().min(1).max(600).default(60),
  MODEL_PRICE_INPUT: dollars.optional(),
  MODEL_PRICE_OUTPUT: dollars.optional(),
  MODEL_BUDGET_USER_DAILY: dollars.optional(),
  MODEL_BUDGET_DAILY: dollars.optional(),
};
export type ModelEnvironment = z.infer<z.ZodObject<typeof modelSettings>>;

export type ModelConfig = {
  apiKey: string;
  baseUrl?: string;
  model: string;
  api: 'responses' | 'chat';
  timeoutMs: number;
  /** Dollars for a million tokens. */
  prices: { input: number; output: number };
};

/** What models may cost a day, in millionths of a dollar; absent: no limit. */
export type ModelBudgets = { user?: number; everyone?: number };

/** The same as the server uses it; `undefined` where plans are made by the built-in engine alone. */
export function modelOf(env: ModelEnvironment): ModelConfig | undefined {
  // A local model needs an address and no key.
  if (env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined) return undefined;
  return {
    apiKey: env.OPENAI_API_KEY ?? 'none',
    model: env.OPENAI_MODEL,
    api: env.OPENAI_API,
    timeoutMs: env.OPENAI_TIMEOUT_SECONDS * 1000,
    prices: { input: env.MODEL_PRICE_INPUT ?? 0, output: env.MODEL_PRICE_OUTPUT ?? 0 },
    ...(env.OPENAI_BASE_URL === undefined ? {} : { baseUrl: env.OPENAI_BASE_URL }),
  };
}

/** A budget without a price would never be used up: that is refused (`fault`), not overlooked. */
export function budgetsOf(env: ModelEnvironment): ModelBudgets | { fault: string } {
  const { MODEL_BUDGET_USER_DAILY: user, MODEL_BUDGET_DAILY: everyone, MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output } = env;
  if (user === undefined && everyone === undefined) return {};
  const name = user === undefined ? 'MODEL_BUDGET_DAILY' : 'MODEL_BUDGET_USER_DAILY';
  if (input === undefined || output === undefined || input + output === 0)
    return { fault: `${name} needs MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT: without prices nothing is ever spent.` };
  return {
    ...(user === undefined ? {} : { user: Math.round(user * 1_000_000) }),
    ...(everyone === undefined ? {} : { everyone: Math.round(everyone * 1_000_000) }),
  };
}

export type { AnswerCache, ModelCall, ModelLedger } from './accounts.ts';
export type { ModelConfig } from './client.ts';
export { troubleOf, type ModelTrouble } from './failure.ts';
export { ModelProposer } from './model-proposer.ts';
export { withFallback } from './with-fallback.ts';

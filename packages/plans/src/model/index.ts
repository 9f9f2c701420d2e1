export type { ModelConfig } from './client.ts';
export { ModelFailure, type FailureKind } from './failure.ts';
export { ModelProposer, type ModelProposal, type ModelProposerDeps } from './model-proposer.ts';
export { PROMPT_VERSION } from './prompt.ts';
export type { Usage } from './stream.ts';
export { withFallback } from './with-fallback.ts';

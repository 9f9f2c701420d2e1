export type { ModelConfig } from './client.ts';
export { ModelProposer } from './model-proposer.ts';
export { withFallback } from './with-fallback.ts';

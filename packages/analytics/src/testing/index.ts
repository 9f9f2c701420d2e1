export { recounts } from './recount.ts';
export { testAnalytics } from './start.ts';

export { recounts } from './recount.ts';

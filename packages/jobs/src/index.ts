export { handle, jobKind, type JobCall, type JobHandler, type JobKind, type Jobs, type Schedule } from './job.ts';

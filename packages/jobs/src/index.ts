export {
  handle,
  jobKind,
  nothing,
  repeated,
  together,
  type JobCall,
  type JobHandler,
  type JobKind,
  type Jobs,
  type OwnWork,
  type Schedule,
} from './job.ts';
export { createJobs, type JobsService } from './jobs.service.ts';
export { everySecond } from './polling.ts';
export { problemOf } from './problem.ts';
export { SCHEDULE_KEY } from './schedules.ts';

import type { ExperimentStatus, HealthStatus, JobState, MailState } from '@tripmaster/contracts';
import type { Tone } from '../../ui/marks.tsx';

type Word<State> = { state: State; word: string; tone: Tone };

export const JOB_STATES: readonly Word<JobState>[] = [
  { state: 'waiting', word: 'Waiting', tone: 'plain' },
  { state: 'running', word: 'Under way', tone: 'plain' },
  { state: 'done', word: 'Done', tone: 'plain' },
  { state: 'dead', word: 'Given up', tone: 'broken' },
  { state: 'cancelled', word: 'Cancelled', tone: 'plain' },
];

export const MAIL_STATES: readonly Word<MailState>[] = [
  { state: 'waiting', word: 'Waiting', tone: 'plain' },
  { state: 'sent', word: 'Sent', tone: 'plain' },
  { state: 'returned', word: 'Came back', tone: 'tight' },
  { state: 'dead', word: 'Given up', tone: 'broken' },
];

export const EXPERIMENT_STATUSES: readonly Word<ExperimentStatus>[] = [
  { state: 'draft', word: 'Draft', tone: 'plain' },
  { state: 'running', word: 'Running', tone: 'plain' },
  { state: 'stopped', word: 'Stopped', tone: 'plain' },
];

export const HEALTH_WORDS: Readonly<Record<HealthStatus, { word: string; tone: Tone }>> = {
  ok: { word: 'In order', tone: 'plain' },
  warning: { word: 'Look at it', tone: 'tight' },
  failed: { word: 'Does not work', tone: 'broken' },
};

export function wordOf<State>(words: readonly Word<State>[], state: State): { word: string; tone: Tone } {
  return words.find((one) => one.state === state) ?? { word: String(state), tone: 'plain' };
}

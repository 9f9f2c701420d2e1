import { ROLES, STATUSES } from './roles.ts';
import {
  id,
  type AccountStatus,
  type AlertChangeKind,
  type ExperimentStatus,
  type Id,
  type JobState,
  type MailState,
  type Role,
} from '@tripmaster/contracts';
import { EXPERIMENT_STATUSES, JOB_STATES, MAIL_STATES } from './states.ts';

export type PeopleFilter = { search?: string; role?: Role; status?: AccountStatus };
export type LogFilter = { action?: string; at?: number };
/** Of jobs their state and name, of mails their state and kind. */
export type ServerFilter = { jobs?: JobState; job?: string; mails?: MailState; mail?: string };
/** Of what rules did: of which rule; tests or everything, where not what fired. */
export type AlertsFilter = { rule?: Id; what?: 'test' | 'all' };
export type ExperimentsFilter = { status?: ExperimentStatus };

/** What a list of people is narrowed to, as it stands in the address; anything else in there is nothing. */
export function readPeopleFilter({ search, role, status }: Record<string, unknown>): PeopleFilter {
  const known = { role: ROLES.find((one) => one.role === role)?.role, status: STATUSES.find((one) => one.status === status)?.status };
  return {
    // An address may look like a number to the router.
    ...((typeof search === 'string' || typeof search === 'number') && search !== '' && { search: String(search).slice(0, 254) }),
    ...(known.role !== undefined && { role: known.role }),
    ...(known.status !== undefined && { status: known.status }),
  };
}

/** What the log is narrowed to, and where it begins. */
export function readLogFilter({ action, at }: Record<string, unknown>): LogFilter {
  return {
    ...(typeof action === 'string' && action !== '' && { action: action.slice(0, 60) }),
    ...(typeof at === 'number' && Number.isSafeInteger(at) && at > 0 && { at }),
  };
}

/** What the lists of jobs and mails are narrowed to. */
export function readServerFilter({ jobs, job, mails, mail }: Record<string, unknown>): ServerFilter {
  const known = {
    jobs: JOB_STATES.find(({ state }) => state === jobs)?.state,
    mails: MAIL_STATES.find(({ state }) => state === mails)?.state,
  };
  return {
    ...(known.jobs !== undefined && { jobs: known.jobs }),
    ...word('job', job, 80),
    ...(known.mails !== undefined && { mails: known.mails }),
    ...word('mail', mail, 60),
  };
}

/** What is shown of what rules did. */
export function readAlertsFilter({ rule, what }: Record<string, unknown>): AlertsFilter {
  const known = id.safeParse(rule);
  return { ...(known.success && { rule: known.data }), ...((what === 'test' || what === 'all') && { what }) };
}

/** The kind of entries that is asked for; nothing: every one. */
export function kindOf(what: AlertsFilter['what']): AlertChangeKind | undefined {
  if (what === 'all') return undefined;
  return what ?? 'fired';
}

/** Which experiments are shown. */
export function readExperimentsFilter({ status }: Record<string, unknown>): ExperimentsFilter {
  const known = EXPERIMENT_STATUSES.find((one) => one.state === status)?.state;
  return known === undefined ? {} : { status: known };
}

function word<Name extends string>(name: Name, value: unknown, most: number): Partial<Record<Name, string>> {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, most) : '';
  const found: Partial<Record<Name, string>> = {};
  if (text !== '') found[name] = text;
  return found;
}

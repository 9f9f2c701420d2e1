import { ROLES, STATUSES } from './roles.ts';
import type { AccountStatus, Role } from '@tripmaster/contracts';

export type PeopleFilter = { search?: string; role?: Role; status?: AccountStatus };
export type LogFilter = { action?: string; at?: number };

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

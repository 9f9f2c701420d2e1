import type { Season, TripLength } from '@tripmaster/contracts';

export type { ErrorCode, LoggedIn, LoginInput, Registered, RegisterInput, SignedIn } from '@tripmaster/client';

/** Which of one's trips a list shows. */
export type When = 'upcoming' | 'past' | 'all';
export type Scope = 'own' | 'shared' | 'deleted';
export type PlanSort = 'created' | 'updated' | 'start' | 'title';
export type PlanListInput = { limit?: number; scope?: Scope; search?: string; sort?: PlanSort; when?: When };
export type DiscoverInput = { limit?: number; destination?: string; length?: TripLength; season?: Season; sort?: 'newest' | 'popular' };

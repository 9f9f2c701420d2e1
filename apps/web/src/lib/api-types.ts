export type { ErrorCode, LoggedIn, LoginInput, Registered, RegisterInput, SignedIn } from '@tripmaster/client';

/** Which of one's trips a list shows. */
export type When = 'upcoming' | 'past' | 'all';
export type PlanListInput = { limit?: number; search?: string; sort?: 'created' | 'start' | 'title'; when?: When };
export type DiscoverInput = { limit?: number; destination?: string };

import { z } from 'zod';

/** What somebody may do with a plan: read it, change it, say who else may. */
export const planRole = z.enum(['viewer', 'editor', 'owner']);
export type PlanRole = z.infer<typeof planRole>;

/** What a plan can be shared for, with a person or by a link. */
export const memberRole = planRole.exclude(['owner']);
export type MemberRole = z.infer<typeof memberRole>;

/** How long a public trip is: up to 3, 7 and 14 days, and more. */
export const tripLength = z.enum(['weekend', 'week', 'fortnight', 'longer']);
export type TripLength = z.infer<typeof tripLength>;

/** The months in which a public trip begins; named by months, as half the world's summer is the other half's winter. */
export const season = z.enum(['mar-may', 'jun-aug', 'sep-nov', 'dec-feb']);
export type Season = z.infer<typeof season>;

export const reportReason = z.enum(['spam', 'offensive', 'private-data', 'dangerous', 'other']);
export type ReportReason = z.infer<typeof reportReason>;

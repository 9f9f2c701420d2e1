import type { Limit } from '@tripmaster/rpc';

const HOUR_MS = 3_600_000;
/** Making a plan is the dearest thing the server does. */
export const PLANS_AN_ACCOUNT: Limit = { name: 'plans', max: 300, windowMs: HOUR_MS };
export const PREVIEWS_AN_ADDRESS: Limit = { name: 'previews', max: 120, windowMs: HOUR_MS };
export const CALENDARS_AN_ACCOUNT: Limit = { name: 'calendars', max: 60, windowMs: HOUR_MS };
/** Finding out what clashes makes up to sixty of them. */
export const EXPLANATIONS_AN_ACCOUNT: Limit = { name: 'plan-explanations', max: 60, windowMs: HOUR_MS };
/** Each change is checked as a whole, ways out included; one that comes too late costs little, and among many editors most do. */
export const CHANGES_AN_ACCOUNT: Limit = { name: 'plan-changes', max: 6_000, windowMs: HOUR_MS };
export const REPORTS_AN_ACCOUNT: Limit = { name: 'plan-reports', max: 30, windowMs: HOUR_MS };
export const CHECKS_A_VISITOR: Limit = { name: 'plan-checks', max: 600, windowMs: HOUR_MS };
export const COMPARISONS_AN_ACCOUNT: Limit = { name: 'plan-comparisons', max: 3_000, windowMs: HOUR_MS };
/** Files that have to be written anew, by address; what was written once is kept. */
export const FILES_A_READER: Limit = { name: 'plan-files', max: 600, windowMs: HOUR_MS };
/** A page of public plans shows a picture of each. */
export const PREVIEW_FILES_A_READER: Limit = { name: 'plan-preview-files', max: 1_200, windowMs: HOUR_MS };
/** Entering what was spent, by hand or by a script. */
export const EXPENSES_AN_ACCOUNT: Limit = { name: 'expenses', max: 3_000, windowMs: HOUR_MS };
/** Who owes whom looks at every expense of a plan. */
export const RECKONINGS_AN_ACCOUNT: Limit = { name: 'reckonings', max: 3_000, windowMs: HOUR_MS };
/** Opening a stream that tells what others change; a page opens one, and again when it comes back into view. */
export const FOLLOWS_AN_ACCOUNT: Limit = { name: 'plan-follows', max: 3_000, windowMs: HOUR_MS };
export const SHARES_AN_ACCOUNT: Limit = { name: 'plan-shares', max: 200, windowMs: HOUR_MS };
/** Each one is a mail to somebody who did not ask for it. */
export const INVITATIONS_AN_ACCOUNT: Limit = { name: 'plan-invitations', max: 100, windowMs: 24 * HOUR_MS };
/** From whomever: nobody's mailbox is filled through here. */
export const INVITATIONS_TO_AN_ADDRESS: Limit = { name: 'plan-invitations-to', max: 10, windowMs: 24 * HOUR_MS };
/** To one person, of whatever trips. */
export const SHARING_MAILS_TO_A_PERSON: Limit = { name: 'sharing-mails', max: 20, windowMs: 24 * HOUR_MS };
export const JOININGS_AN_ACCOUNT: Limit = { name: 'plan-joinings', max: 200, windowMs: HOUR_MS };
/** A file is read, and the plan it makes is checked with its ways out; twice where it is accepted. */
export const IMPORTS_AN_ACCOUNT: Limit = { name: 'plan-imports', max: 240, windowMs: HOUR_MS };
export const WEBHOOK_CHANGES_AN_ACCOUNT: Limit = { name: 'webhook-changes', max: 60, windowMs: HOUR_MS };
export const WEBHOOK_TESTS_AN_ACCOUNT: Limit = { name: 'webhook-tests', max: 60, windowMs: HOUR_MS };

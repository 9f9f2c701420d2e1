import { z } from 'zod';
import { email } from './account.ts';
import { id } from './ids.ts';
import { plan, visibility } from './plan.ts';
import { memberRole, planRole } from './sharing.ts';
import { ticketToken } from './sign-in.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

/** How much a plan can be shared; one more is refused. */
export const MOST_LINKS = 20;
export const MOST_MEMBERS = 50;
export const MOST_INVITATIONS = 50;

export const shareCreateInput = z.strictObject({
  id,
  role: memberRole,
  /** For the owner, to know the link again. */
  label: line(60).optional(),
  /** Absent: until it is revoked. */
  expiresAt: instant.optional(),
});
export type ShareCreateInput = z.infer<typeof shareCreateInput>;

/** A link that shows a plan to whoever has it; its secret is kept nowhere. */
export const shareLink = z.strictObject({
  id,
  role: memberRole,
  label: z.string().optional(),
  createdAt: instant,
  expiresAt: instant.optional(),
});
export type ShareLink = z.infer<typeof shareLink>;

/** A link just made: the only time that its secret is told. */
export const shareCreated = shareLink.extend({ token: z.string(), url: z.string() });
export type ShareCreated = z.infer<typeof shareCreated>;

/** A plan's links that still work, newest first, and what everybody else sees of it. */
export const shareList = z.strictObject({
  items: z.array(shareLink),
  visibility,
  /** Whether readers who are not on the trip and have no link see its exact dates. */
  showsDates: z.boolean(),
});
export type ShareList = z.infer<typeof shareList>;

/** What a link shows: the plan as others see it, with its dates. */
export const sharedPlan = z.strictObject({
  plan,
  role: memberRole,
  expiresAt: instant.optional(),
  /** Whether the reader can join by it: it is a link for changing, and they are not on the trip yet. */
  joinable: z.boolean(),
});
export type SharedPlan = z.infer<typeof sharedPlan>;

export const inviteInput = z.strictObject({ id, email, role: memberRole });
export type InviteInput = z.infer<typeof inviteInput>;

/** An invitation that nobody has taken yet. Whether the address has an account is not said. */
export const invitation = z.strictObject({ id, email: z.string(), role: memberRole, createdAt: instant, expiresAt: instant });
export type Invitation = z.infer<typeof invitation>;

export const person = z.strictObject({
  userId: id,
  name: z.string(),
  role: planRole,
  /** Absent for the owner. */
  joinedAt: instant.optional(),
  /** The reader themselves. */
  you: z.literal(true).optional(),
});
export type Person = z.infer<typeof person>;

/** Who is on a trip: its owner, then the others as they came; open invitations only for the owner. */
export const people = z.strictObject({ items: z.array(person), invitations: z.array(invitation) });
export type People = z.infer<typeof people>;

export const memberInput = z.strictObject({ id, userId: id });
export const memberRoleInput = memberInput.extend({ role: memberRole });
export const byToken = z.strictObject({ token: ticketToken });

/** What one is on a plan that one has joined. */
export const joined = z.strictObject({ id, role: planRole });
export type Joined = z.infer<typeof joined>;

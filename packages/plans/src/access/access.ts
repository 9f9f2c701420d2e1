import { AppError, type MemberRole, type PlanRole } from '@tripmaster/contracts';
import type { Reader } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { PlanRow } from '../plans/plans.repo.ts';
import type { AccessRepo } from './access.repo.ts';

/** Each role may do what is under itself and under those it names. */
type Powers = { viewer: { viewer: true }; editor: { viewer: true; editor: true }; owner: { viewer: true; editor: true; owner: true } };
declare const powers: unique symbol;

/** A resource that was checked: whoever calls may do with it what `Role` may. What changes it demands this. */
export type Authorized<Resource, Role extends PlanRole> = Resource & { readonly [powers]: Powers[Role] };

const RANK: Readonly<Record<PlanRole, number>> = { viewer: 1, editor: 2, owner: 3 };

/** What somebody is on a plan; `undefined` for who is not on it. */
export function roleOn(
  plan: Pick<PlanRow, 'ownerId'>,
  member: MemberRole | null,
  actor: Pick<Actor, 'userId'> | undefined,
): PlanRole | undefined {
  if (actor === undefined) return undefined;
  return plan.ownerId === actor.userId ? 'owner' : (member ?? undefined);
}

/** Whether anybody may read a plan who knows its id. */
export function isOpen({ visibility, hiddenAt }: Pick<PlanRow, 'visibility' | 'hiddenAt'>): boolean {
  return visibility !== 'private' && hiddenAt === null;
}

/** Whether a role reaches as far as is needed. */
function reaches(role: PlanRole, needed: PlanRole): boolean {
  return RANK[role] >= RANK[needed];
}

/**
 * Says that who has `role` on a resource may do with it what `needed` may. Throws `not-found` for who is not on the plan
 * (from outside, a plan of somebody else and none look the same), `forbidden` for who is and may less.
 */
export function authorize<Resource, Role extends PlanRole>(
  resource: Resource,
  role: PlanRole | undefined,
  needed: Role,
): Authorized<Resource, Role> {
  if (role === undefined) throw new AppError('not-found');
  if (!isAuthorized(resource, role, needed))
    throw new AppError('forbidden', {}, needed === 'owner' ? 'Only its owner may do this.' : 'You may read this plan, not change it.');
  return resource;
}

function isAuthorized<Resource, Role extends PlanRole>(
  resource: Resource,
  role: PlanRole,
  needed: Role,
): resource is Authorized<Resource, Role> {
  return resource !== undefined && reaches(role, needed);
}

/** Finds plans for those who are on them. */
export function planAccess({ repo }: { repo: AccessRepo }) {
  return {
    /** The plan, where `actor` may do with it what `needed` may; a deleted one is not found. Read it in the transaction that relies on it. */
    async find<Role extends PlanRole>(
      reader: Reader,
      actor: Actor,
      id: string,
      needed: Role,
    ): Promise<{ plan: Authorized<PlanRow, Role>; role: PlanRole }> {
      const [found] = await repo.plan(reader, { id, userId: actor.userId });
      const role = found === undefined ? undefined : roleOn(found.plan, found.member, actor);
      if (found === undefined || role === undefined) throw new AppError('not-found');
      return { plan: authorize(found.plan, role, needed), role };
    },
  };
}

export type PlanAccess = ReturnType<typeof planAccess>;

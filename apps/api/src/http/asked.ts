import { AppError, id as idSchema, type Scope } from '@tripmaster/contracts';
import { requireScope, type Actor, type Context } from '@tripmaster/rpc';

/** Who asks, where only who is signed in may. Throws `unauthenticated`, and what `requireScope` does. */
export async function signedInFor(context: Pick<Context, 'authenticate'>, scope: Scope): Promise<Actor> {
  const actor = await context.authenticate();
  if (actor === undefined) throw new AppError('unauthenticated');
  requireScope(actor, scope);
  return actor;
}

/** The id in a path; `not-found` for what is none. */
export function idIn(text: string): string {
  const parsed = idSchema.safeParse(text);
  if (!parsed.success) throw new AppError('not-found');
  return parsed.data;
}

import type { Id, Invitation, MemberRole, Person } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Day } from '../../ui/moments.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Row, Rows } from './rows.tsx';
import { RoleSelect } from './role-select.tsx';
import { roleWord } from './roles.ts';

/** Who is on a trip. With `manage` also who was asked, and what everybody may do can be changed. */
export function PeopleList({ planId, manage = false }: { planId: Id; manage?: boolean }) {
  const people = useQuery(queries.people(planId));
  const list = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Person>();
  const refresh = [queries.people(planId).queryKey];
  const setRole = useChange({
    call: ({ userId, role }: { userId: Id; name: string; role: MemberRole }) =>
      api.plans.members.setRole.mutate({ id: planId, userId, role }),
    refresh,
    said: ({ role }, { name }) => `${name}: ${roleWord(role).toLowerCase()}.`,
  });
  const remove = useChange({
    call: ({ userId }: Person) => api.plans.members.remove.mutate({ id: planId, userId }),
    refresh,
    said: (_, { name }) => `${name} is no longer on the trip.`,
  });
  const withdraw = useChange({
    call: ({ id }: Invitation) => api.plans.members.invitations.revoke.mutate({ id }),
    refresh,
    said: (_, { email }) => `The invitation to ${email} is withdrawn.`,
    onDone: () => list.current?.focus(),
  });
  return (
    <div ref={list} tabIndex={-1}>
      {people.isPending && <RowsSkeleton label="The people on this trip are loading" />}
      <Problem title="Not loaded." error={people.error} />
      <Problem title="Not changed." error={setRole.error ?? withdraw.error} />
      {people.data !== undefined && (
        <Rows>
          {people.data.items.map((person) => (
            <Row
              key={person.userId}
              name={
                <>
                  <bdi>{person.name}</bdi>
                  {person.you === true && <span className="soft"> (you)</span>}
                </>
              }
              facts={
                person.joinedAt === undefined ? (
                  'Made the trip'
                ) : (
                  <>
                    On it since <Day value={person.joinedAt} />
                  </>
                )
              }
            >
              {person.role === 'owner' || !manage ? (
                <span className="small soft">{roleWord(person.role)}</span>
              ) : (
                <>
                  <RoleSelect
                    value={person.role}
                    label={`What ${person.name} may do`}
                    onChange={(role) => setRole.mutate({ userId: person.userId, name: person.name, role })}
                  />
                  <Button size="sm" aria-label={`Remove ${person.name}`} onClick={() => setAsked(person)}>
                    Remove
                  </Button>
                </>
              )}
            </Row>
          ))}
          {people.data.invitations.map((invitation) => (
            <Row
              key={invitation.id}
              name={<bdi>{invitation.email}</bdi>}
              facts={
                <>
                  Invited, {roleWord(invitation.role).toLowerCase()}; until <Day value={invitation.expiresAt} />
                </>
              }
            >
              <Button
                size="sm"
                busy={withdraw.isPending && withdraw.variables.id === invitation.id}
                aria-label={`Withdraw the invitation to ${invitation.email}`}
                onClick={() => withdraw.mutate(invitation)}
              >
                Withdraw
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Remove ${asked?.name ?? ''} from the trip?`}
        act="Remove"
        acting="Removing"
        change={remove}
        doneFocus={list}
        problem="Not removed."
      >
        They no longer see it, at once. A link they have still shows it: revoke that too.
      </Confirm>
    </div>
  );
}
